/** Objections: a firm against a decision, anybody against a grant in public notice. The head answers, and never whoever decided. */
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '#platform/actions';
import { notifyPerson, notifyUnit } from '#platform/notices';
import { anywhere } from '#platform/search';
import { type ClaimRow, claimColumns, tellFirm } from './claims.ts';
import { objectionDays } from './figures.ts';
import { directionOf, pageOf } from './lists.ts';
import { instead, notOwn } from './own.ts';
import { type GrantRow, grantColumns } from './runs.ts';
import { addEvents, refusePolicy, release, versionAt, workdayAfter } from './store.ts';

interface ObjectionRow {
  id: string;
  claim: string | null;
  grantId: string | null;
  title: string;
  unit: string;
  madeBy: string;
  madeByName: string;
  madeOn: string;
  words: string;
  state: 'open' | 'upheld' | 'dismissed';
  answer: string | null;
  answeredByName: string | null;
  answeredOn: string | null;
  version: number;
}
const columns = 'id, claim, grant_id, title, unit, made_by, made_by_name, made_on, words, state, answer, answered_by_name, answered_on, version';

const words = z.string().trim().min(5, '请写明异议的理由，至少 5 个字').max(1000);

async function write(ctx: Ctx, o: { claim?: string; grant?: string; title: string; unit: string; words: string }): Promise<{ id: string }> {
  guard(ctx, { owner: ctx.actor.id });
  const id = crypto.randomUUID();
  const { count } = await ctx.sql`
    insert into policy_objection (county, id, claim, grant_id, title, unit, made_by, made_by_name, made_on, words)
    values (${ctx.county}, ${id}, ${o.claim ?? null}, ${o.grant ?? null}, ${o.title}, ${o.unit}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.today}, ${o.words})
    on conflict do nothing`;
  if (count === 0) throw refuse('wrong-state', '已经提出过异议，正在等答复');
  ctx.record({ subject: `policy-objection:${id}`, detail: { claim: o.claim, grant: o.grant } });
  await notifyUnit(ctx, o.unit, { template: 'policy-objection', data: { title: o.title }, link: '/desk/policies/objections' });
  return { id };
}

/** Against what was decided on one's own claim, refused or for too little. */
export const objectToClaim = action({
  name: 'policy-objection.claim',
  may: 'policy-objection.make',
  creates: true,
  summary: '对自己企业申领的审核结果提出异议',
  input: z.strictObject({ claimId: z.uuid(), words }),
  output: z.object({ id: z.string() }),
  async do(ctx, { claimId, words }) {
    const [claim] = await ctx.sql<ClaimRow[]>`select ${ctx.sql.unsafe(claimColumns)} from policy_claim where county = ${ctx.county} and id = ${claimId}`;
    if (!claim) throw refuse('not-found');
    if (claim.state !== 'refused' && claim.state !== 'approved') throw refuse('wrong-state', '还没有审核结果');
    const last = workdayAfter(ctx, objectionDays, claim.decidedOn!);
    if (last !== null && ctx.today > last) throw refuse('wrong-state', `提出异议的时间到 ${last} 为止；之后可以依法申请行政复议或提起行政诉讼`);
    const done = await write(ctx, { claim: claimId, title: `${claim.title}（${claim.number}）`, unit: claim.unit, words });
    await addEvents(ctx, [{ claim: claimId, firm: claim.firm, unit: claim.unit, kind: 'objected', words }]);
    return done;
  },
});

/** Against a grant that is in public notice. */
export const objectToNotice = action({
  name: 'policy-objection.notice',
  may: 'policy-objection.make',
  creates: true,
  summary: '对公示中的免申即享名单提出异议',
  input: z.strictObject({ grantId: z.uuid(), words }),
  output: z.object({ id: z.string() }),
  async do(ctx, { grantId, words }) {
    const [grant] = await ctx.asHouse(
      ctx =>
        ctx.sql<GrantRow[]>`select ${ctx.sql.unsafe(grantColumns)} from policy_grant where county = ${ctx.county} and id = ${grantId} and state = 'noticed'`,
    );
    if (!grant) throw refuse('not-found');
    if (grant.noticeUntil !== null && ctx.today > grant.noticeUntil) throw refuse('wrong-state', `公示期到 ${grant.noticeUntil} 为止`);
    return write(ctx, { grant: grantId, title: `${grant.title}：${grant.firmName}（${grant.number}）`, unit: grant.unit, words });
  },
});

/** Upheld: the claim is decided anew by somebody else, or the grant is dropped and its money given back. */
async function uphold(ctx: Ctx, o: ObjectionRow, answer: string): Promise<void> {
  const [grant] = await ctx.sql<GrantRow[]>`
    select ${ctx.sql.unsafe(grantColumns)} from policy_grant
    where county = ${ctx.county} and (id = ${o.grantId} or claim = ${o.claim}) and state not in ('declined', 'dropped') for update`;
  if (grant?.state === 'paying') throw refuse('wrong-state', '已经编入支付批次：没有送银行的，请财政局先退回批次；已经送银行的，等银行有结果再处理');
  if (grant && ['paid', 'returned'].includes(grant.state)) throw refuse('wrong-state', '银行已经办过，不能改；多付或少付的另行处理');
  if (grant) {
    await ctx.sql`update policy_grant set state = 'dropped', state_reason = ${answer}, version = version + 1 where county = ${ctx.county} and id = ${grant.id}`;
    if (grant.state !== 'proposed') await release(ctx, grant.item, grant.year, grant.amount);
    await addEvents(ctx, [{ grant: grant.id, claim: o.claim, firm: grant.firm, unit: o.unit, kind: 'dropped', words: answer }]);
  }
  if (!o.claim) return grant ? tellFirm(ctx, { id: grant.id, firm: grant.firm }, 'policy-dropped', { title: grant.title, reason: answer }) : undefined;
  const [claim] = await ctx.sql<
    ClaimRow[]
  >`select ${ctx.sql.unsafe(claimColumns)} from policy_claim where county = ${ctx.county} and id = ${o.claim} for update`;
  const [newer] = await ctx.sql`
    select 1 from policy_claim where county = ${ctx.county} and item = ${claim!.item} and firm = ${claim!.firm} and period = ${claim!.period} and id <> ${o.claim}
      and state not in ('refused', 'withdrawn')`;
  if (newer) throw refuse('wrong-state', '企业已经重新申领，请在新的申领里处理');
  const { promisedDays } = await versionAt(ctx, claim!.item, claim!.itemNo);
  await ctx.sql`
    update policy_claim set state = 'accepted', decision = null, decided_on = null, decided_by = null, decided_by_name = null,
      due_on = ${workdayAfter(ctx, promisedDays)}, warn_on = ${workdayAfter(ctx, Math.ceil((promisedDays * 2) / 3))}, version = version + 1
    where county = ${ctx.county} and id = ${o.claim}`;
}

export const answerObjection = action({
  name: 'policy-objection.answer',
  may: 'policy-objection.answer',
  summary: '答复异议：成立的重新审核或取消，不成立的说明理由',
  input: z.strictObject({
    objectionId: z.uuid(),
    version: z.number().int().positive(),
    upheld: z.boolean(),
    answer: z.string().trim().min(10, '答复至少 10 个字，写清楚查实的情况').max(1000),
  }),
  async do(ctx, { objectionId, version, upheld, answer }) {
    const [o] = await ctx.sql<
      ObjectionRow[]
    >`select ${ctx.sql.unsafe(columns)} from policy_objection where county = ${ctx.county} and id = ${objectionId} for update`;
    if (!o) throw refuse('not-found');
    guard(ctx, { units: [o.unit] });
    if (o.version !== version) throw refuse('changed', o.answeredByName ? `${o.answeredByName} 已经答复` : '');
    if (o.state !== 'open') throw refuse('wrong-state', '已经答复过了');
    if (ctx.actor.person === o.madeBy) throw refusePolicy('own-business', `这是您自己提出的异议：${instead.head}`);
    const [about] = await ctx.asHouse(
      ctx => ctx.sql<{ firm: string; applicant: string | null }[]>`
        select firm, applicant from policy_claim where county = ${ctx.county} and id = ${o.claim}
        union all select firm, null from policy_grant where county = ${ctx.county} and id = ${o.grantId}`,
    );
    await notOwn(ctx, [about!], 'head');
    if (o.claim) {
      const [claim] = await ctx.sql<{ decidedBy: string | null; firm: string }[]>`
        select decided_by, firm from policy_claim where county = ${ctx.county} and id = ${o.claim}`;
      if (claim?.decidedBy === ctx.actor.id) throw refuse('two-persons', '作出决定的人不能答复对它的异议');
      await addEvents(ctx, [{ claim: o.claim, firm: claim!.firm, unit: o.unit, kind: upheld ? 'upheld' : 'dismissed', words: answer }]);
    }
    if (upheld) await ctx.asHouse(ctx => uphold(ctx, o, answer));
    await ctx.sql`
      update policy_objection set state = ${upheld ? 'upheld' : 'dismissed'}, answer = ${answer}, answered_by_name = ${ctx.actor.name}, answered_on = ${ctx.today},
        version = version + 1 where county = ${ctx.county} and id = ${objectionId}`;
    ctx.record({ subject: `policy-objection:${objectionId}`, detail: { upheld, answer } });
    await notifyPerson(ctx, o.madeBy, {
      template: 'policy-objection-answered',
      data: { title: o.title, result: upheld ? '异议成立' : '异议不成立', answer },
      ...(o.claim ? { link: `/policies/mine/${o.claim}` } : { link: '/policies/notices' }),
    });
  },
});

export const listObjections = read({
  name: 'policy-objection.list',
  may: 'policy-objection.read',
  summary: '对惠企审核和公示的异议',
  input: z.strictObject({
    q: z.string().trim().max(60).optional(),
    state: z.enum(['open', 'upheld', 'dismissed']).optional(),
    ...pageOf('made'),
  }),
  async do(ctx, { q, state, down, page, size }) {
    const { sql } = ctx;
    const like = anywhere(q);
    const about = sql`o.county = ${ctx.county} ${q ? sql`and (o.title ilike ${like} or o.words ilike ${like} or o.made_by_name ilike ${like})` : sql``}`;
    const items = await sql<(ObjectionRow & { run: string | null })[]>`
      select ${sql.unsafe(columns.replaceAll(/(\w+)/g, 'o.$1'))}, g.run from policy_objection o
      left join policy_grant g on g.county = o.county and g.id = o.grant_id
      where ${about} ${state ? sql`and o.state = ${state}` : sql``}
      order by o.state = 'open' desc, o.made_on ${directionOf(ctx, down)}, o.id limit ${size} offset ${(page - 1) * size}`;
    const counts = await sql<
      { state: ObjectionRow['state']; n: number }[]
    >`select state, count(*)::int as n from policy_objection o where ${about} group by state`;
    const of = Object.fromEntries(counts.map(c => [c.state, c.n])) as Partial<Record<ObjectionRow['state'], number>>;
    return { items: items.map(({ madeBy: _, ...o }) => o), total: counts.reduce((sum, c) => sum + (!state || c.state === state ? c.n : 0), 0), counts: of };
  },
});

/** No money leaves while somebody's objection is open. */
export async function mustBeUndisputed(ctx: Ctx, grants: readonly string[]): Promise<void> {
  const [open] = await ctx.asHouse(
    ctx => ctx.sql<{ title: string }[]>`
      select o.title from policy_objection o join policy_grant g on g.county = o.county and g.id = any(${grants as string[]}::uuid[]) and (o.grant_id = g.id or o.claim = g.claim)
      where o.county = ${ctx.county} and o.state = 'open' limit 1`,
  );
  if (open) throw refusePolicy('needs-objection-answer', open.title);
}
