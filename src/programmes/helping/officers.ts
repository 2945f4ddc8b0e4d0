/** Residents who are invited to try the service (政务服务体验员): a list with terms. */
import { z } from 'zod';
import { action, read, refuse } from '#platform/actions';

const officerRow = z.object({
  id: z.string(),
  name: z.string(),
  about: z.string(),
  fromDay: z.string(),
  toDay: z.string(),
  endedOn: z.string().nullable(),
  /** Within the term today. */
  serves: z.boolean(),
  visits: z.number(),
  version: z.number(),
});
export type OfficerRow = z.infer<typeof officerRow>;

export const listOfficers = read({
  name: 'experience-officer.list',
  may: 'experience-officer.read',
  summary: '政务服务体验员名单',
  input: z.strictObject({}),
  output: z.object({ items: z.array(officerRow) }),
  async do(ctx) {
    const items = await ctx.sql<OfficerRow[]>`
      select o.id, o.name, o.about, o.from_day, o.to_day, o.ended_on, o.version,
        o.ended_on is null and ${ctx.today} between o.from_day and o.to_day as serves,
        (select count(*)::int from visit v where v.county = o.county and v.officer = o.id) as visits
      from experience_officer o where o.county = ${ctx.county} order by o.ended_on nulls first, o.from_day desc, o.name`;
    return { items: [...items] };
  },
});

export const inviteOfficer = action({
  name: 'experience-officer.invite',
  may: 'experience-officer.keep',
  creates: true,
  summary: '聘请一位政务服务体验员',
  input: z.strictObject({
    name: z.string().trim().min(2, '请写姓名').max(30),
    about: z.string().trim().max(100, '最多 100 字').default(''),
    fromDay: z.iso.date('请选择开始日期'),
    toDay: z.iso.date('请选择结束日期'),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, officer) {
    if (officer.toDay < officer.fromDay) throw refuse('input', { faults: [{ path: 'toDay', message: '结束日期不能早于开始日期' }] });
    const id = crypto.randomUUID();
    await ctx.sql`insert into experience_officer ${ctx.sql({ county: ctx.county, id, ...officer, addedBy: ctx.actor.name } as never)}`;
    ctx.record({ subject: `experience-officer:${id}` });
    return { id };
  },
});

export const endOfficer = action({
  name: 'experience-officer.end',
  may: 'experience-officer.keep',
  summary: '结束一位体验员的聘期',
  input: z.strictObject({ officerId: z.uuid(), version: z.number().int().positive() }),
  async do(ctx, { officerId, version }) {
    const { count } = await ctx.sql`
      update experience_officer set ended_on = ${ctx.today}, version = version + 1
      where county = ${ctx.county} and id = ${officerId} and version = ${version} and ended_on is null`;
    if (count > 0) return ctx.record({ subject: `experience-officer:${officerId}` });
    const [there] = await ctx.sql`select 1 as n from experience_officer where county = ${ctx.county} and id = ${officerId}`;
    throw refuse(there ? 'changed' : 'not-found');
  },
});
