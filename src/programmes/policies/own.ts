/** Nobody decides or pays what is their own, their household's, or of a firm for which one of them acts (公务员法 第七十六条). */
import type { Ctx } from '#platform/actions';
import { refusePolicy } from './store.ts';

/** Who may do it in the place of whoever may not. */
export type Instead = 'officer' | 'head' | 'finance';
export const instead: Record<Instead, string> = {
  officer: '请由本部门的另一位工作人员办理',
  head: '请由本部门的另一位负责人办理，或在“请假代办”里交给同事',
  finance: '请由财政局的另一位工作人员办理',
};

export interface Claimed {
  firm: string;
  /** Who handed the claim in, where there is one. */
  applicant?: string | null;
}

/** Those of the firms in which whoever asks, or one of their household, has a stake; by id, with the name. */
export async function ownAmong(ctx: Ctx, of: readonly Claimed[]): Promise<Map<string, string>> {
  const { county, actor, today } = ctx;
  if (!actor.person || of.length === 0) return new Map();
  const rows = await ctx.asHouse(
    ctx => ctx.sql<{ id: string; name: string }[]>`
      with self as (
        select p.id from person me join person p on p.county = me.county and (p.id = me.id or p.household = me.household)
        where me.county = ${county} and me.id = ${actor.person!}
      ), asked as (
        select * from jsonb_to_recordset(${JSON.stringify(of.map(({ firm, applicant }) => ({ firm, applicant })))}::text::jsonb) as r (firm uuid, applicant uuid)
      )
      select distinct f.id, f.name from asked a join firm f on f.county = ${county} and f.id = a.firm
      where a.applicant in (select id from self) or f.legal_person in (select id from self)
        or exists (select 1 from mandate m where m.county = f.county and m.principal = f.id and m.agent in (select id from self)
          and m.state = 'active' and m.from_day <= ${today} and (m.to_day is null or m.to_day >= ${today}))
      order by f.name`,
  );
  return new Map(rows.map(r => [r.id, r.name]));
}

export async function notOwn(ctx: Ctx, of: readonly Claimed[], who: Instead = 'officer', first = ''): Promise<void> {
  const own = [...(await ownAmong(ctx, of)).values()];
  if (own.length > 0) throw refusePolicy('own-business', `${own.join('、')}与您或您的家人有关，依法应当回避：${first}${instead[who]}`);
}
