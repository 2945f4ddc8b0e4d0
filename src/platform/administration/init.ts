/** The first things a county needs: its units, and somebody who can make all others. */
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { action } from '../actions/index.ts';

const unit = z.object({ id: z.string(), name: z.string(), short: z.string(), kind: z.string(), order: z.number(), phone: z.string().optional() });

/** Enters units that are not there yet; those that are, and were perhaps changed, stay as they are. */
export const ensureUnits = action({
  name: 'unit.ensure',
  may: 'unit.keep',
  summary: '登记机构',
  input: z.object({ units: z.array(unit) }),
  async do(ctx, { units }) {
    const { count } = await ctx.sql`
      insert into unit (county, id, name, short, kind, position, phone)
      select ${ctx.county}, r.id, r.name, r.short, r.kind, r."order", r.phone
      from jsonb_to_recordset(${JSON.stringify(units)}::text::jsonb) as r (id text, name text, short text, kind text, "order" int, phone text)
      on conflict do nothing`;
    ctx.record({ detail: { added: count } });
    return count;
  },
});

/** The first administrator of a real county; later ones are made in the desk. */
export const firstAdministrator = action({
  name: 'staff.first',
  may: 'staff.keep',
  summary: '建立第一个系统管理员',
  input: z.strictObject({ login: z.string().regex(/^[a-z][a-z0-9.-]{2,40}$/), name: z.string().min(2), unit: z.string(), password: z.string().min(12) }),
  async do(ctx, { login, name, unit: of, password }) {
    const [there] = await ctx.sql`select 1 from staff_role where county = ${ctx.county} and role = 'administrator'`;
    if (there) return { made: false };
    const id = crypto.randomUUID();
    await ctx.sql`insert into staff (county, id, login, name, unit, password_hash) values (${ctx.county}, ${id}, ${login}, ${name}, ${of}, ${await hash(password)})`;
    await ctx.sql`insert into staff_role (county, staff, role, granted_by) values (${ctx.county}, ${id}, 'administrator', 'init')`;
    ctx.record({ subject: `staff:${id}` });
    return { made: true };
  },
});
