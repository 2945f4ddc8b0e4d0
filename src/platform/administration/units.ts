/** Units: departments, towns and the others that work in the system. */
import { z } from 'zod';
import { action, read, refuse } from '../actions/index.ts';

const unitRow = z.object({
  id: z.string(),
  name: z.string(),
  short: z.string(),
  kind: z.string(),
  position: z.number(),
  phone: z.string().nullable(),
  active: z.boolean(),
  version: z.number(),
});

export const listUnits = read({
  name: 'unit.read',
  may: 'unit.read',
  // Not cached by browsers: an administrator who changes a unit must see the version that is there now.
  summary: '机构名录，按官方顺序',
  input: z.strictObject({}),
  output: z.object({ items: z.array(unitRow) }),
  async do(ctx) {
    const items = await ctx.sql<z.infer<typeof unitRow>[]>`
      select id, name, short, kind, position, phone, active, version from unit where county = ${ctx.county} order by position, id`;
    return { items: [...items] };
  },
});

export const changeUnit = action({
  name: 'unit.change',
  may: 'unit.keep',
  summary: '修改机构的名称、电话',
  input: z.strictObject({
    unitId: z.string().max(60),
    version: z.number().int().positive(),
    name: z.string().trim().min(2).max(60),
    short: z.string().trim().min(2).max(20),
    phone: z.string().trim().max(30).nullable(),
    active: z.boolean(),
  }),
  async do(ctx, { unitId, version, name, short, phone, active }) {
    const { count } = await ctx.sql`
      update unit set name = ${name}, short = ${short}, phone = ${phone}, active = ${active}, version = version + 1
      where county = ${ctx.county} and id = ${unitId} and version = ${version}`;
    if (count !== 1) throw refuse('changed');
    ctx.record({ subject: `unit:${unitId}`, detail: { name, short, phone, active } });
  },
});
