/** What waits in the departments for firms: claims, drafts, lists, objections, payments. */
import type { Ctx } from '#platform/actions';
import type { Day } from '#platform/calendar';
import { ifAny, type Waits } from '#platform/waiting';
import { payableNow } from './payments.ts';

const page = '/desk/policies';
const of = (units: readonly string[]) => [...units];

/** How many rows of a table of the units stand in a state, and the first day that one is due. */
const counted = async ({ sql, county }: Ctx, table: 'policy_draft' | 'policy_run' | 'policy_objection', units: readonly string[], state: string) =>
  (
    await sql<
      { count: number }[]
    >`select count(*)::int as count from ${sql(table)} where county = ${county} and unit = any(${of(units)}::text[]) and state = ${state}`
  )[0]!.count;

const batches = (may: string, state: 'prepared' | 'confirmed', title: string): Waits => ({
  may,
  async find({ sql, county }, units) {
    if (!units.includes('finance')) return [];
    const [n] = await sql<{ count: number }[]>`select count(*)::int as count from policy_batch where county = ${county} and state = ${state}`;
    return ifAny({ title, count: n!.count, link: `${page}/payments?state=${state}` });
  },
});

export const policiesWait: readonly Waits[] = [
  {
    may: 'policy-claim.decide',
    async find({ sql, county }, units) {
      const rows = await sql<{ state: 'submitted' | 'accepted'; count: number; due: Day | null }[]>`
        select state, count(*)::int as count, min(due_on) as due from policy_claim
        where county = ${county} and unit = any(${of(units)}::text[]) and state in ('submitted', 'accepted') group by state`;
      const titles = { submitted: '受理惠企申领', accepted: '审核惠企申领' };
      return rows.map(r => ({ title: titles[r.state], count: r.count, due: r.due, link: `${page}/claims?state=${r.state}` }));
    },
  },
  {
    may: 'policy-draft.publish',
    find: async (ctx, units) => ifAny({ title: '审核要发布的惠企政策', count: await counted(ctx, 'policy_draft', units, 'review'), link: page }),
  },
  {
    may: 'policy-run.publish',
    find: async (ctx, units) => ifAny({ title: '公示免申即享名单', count: await counted(ctx, 'policy_run', units, 'proposed'), link: `${page}/grants` }),
  },
  {
    may: 'policy-objection.answer',
    find: async (ctx, units) =>
      ifAny({ title: '答复惠企异议', count: await counted(ctx, 'policy_objection', units, 'open'), link: `${page}/objections?state=open` }),
  },
  {
    may: 'policy-payment.prepare',
    async find(ctx, units) {
      const { sql, county } = ctx;
      const [n] = await sql<{ count: number }[]>`
        select count(*)::int as count from policy_grant g where county = ${county} and unit = any(${of(units)}::text[]) and ${payableNow(ctx)}`;
      return ifAny({ title: '编制惠企支付批次', count: n!.count, link: `${page}/payments` });
    },
  },
  batches('policy-payment.confirm', 'prepared', '确认惠企支付批次'),
  batches('policy-payment.send', 'confirmed', '把惠企支付批次送银行'),
];
