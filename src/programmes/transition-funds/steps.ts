/** The way of a plan: written by agriculture, checked by finance, approved by a third; then nothing changes any more. 四（三） */
import { z } from 'zod';
import { action, type Ctx, guard, refuse } from '#platform/actions';
import { notifyUnit } from '#platform/notices';
import { bureaus } from './figures.ts';
import { after, against, type PlanStep } from './plan.ts';
import { authorsOf, guardBureau, lockPlan, type PlanHead, refusePlan, wholeOf } from './store.ts';

const input = z.strictObject({ planId: z.uuid(), version: z.number().int().positive() });

async function take(ctx: Ctx, { planId, version }: z.infer<typeof input>, step: PlanStep, detail: object = {}): Promise<PlanHead> {
  const { sql, county, actor, today } = ctx;
  const plan = await lockPlan(ctx, planId);
  if (plan.version !== version) throw refuse('changed', '方案刚刚被改过，请看过以后再办');
  const { counted, findings } = await wholeOf(ctx, plan);
  const undecided = findings.filter(f => !f.decided).length;
  const reasons = against({ ...plan, authors: await authorsOf(ctx, plan), rows: counted.length, undecided }, step, actor.id);
  if (reasons.length > 0) throw refusePlan('funds-step', { detail: reasons.join('；'), data: { reasons } });
  const done = {
    submit: sql`, note = '', submitted_by_name = ${actor.name}, submitted_on = ${today}`,
    check: sql`, checked_by = ${actor.id}, checked_by_name = ${actor.name}, checked_on = ${today}`,
    approve: sql`, approved_by_name = ${actor.name}, approved_on = ${today}`,
    return: sql`, submitted_by_name = null, submitted_on = null, checked_by = null, checked_by_name = null, checked_on = null`,
    discard: sql``,
  }[step];
  await sql`update funds_plan set state = ${after[step]}, version = version + 1 ${done} where county = ${county} and id = ${planId}`;
  ctx.record({ subject: `funds-plan:${planId}`, detail: { step, ...detail } });
  return plan;
}

const tell = (ctx: Ctx, unit: string, template: string, plan: PlanHead, more: Record<string, string> = {}) =>
  notifyUnit(ctx, unit, { template, data: { title: plan.title, by: ctx.actor.name, ...more }, link: `/desk/funds/plans/${plan.id}` });

export const submitPlan = action({
  name: 'funds-plan.submit',
  may: 'funds-plan.write',
  summary: '把方案送财政复核',
  input,
  async do(ctx, on) {
    guardBureau(ctx, 'keeps');
    await tell(ctx, bureaus.checks, 'funds-submitted', await take(ctx, on, 'submit'));
  },
});

export const checkPlan = action({
  name: 'funds-plan.check',
  may: 'funds-plan.check',
  summary: '财政复核通过',
  input,
  async do(ctx, on) {
    guardBureau(ctx, 'checks');
    await tell(ctx, bureaus.keeps, 'funds-checked', await take(ctx, on, 'check'));
  },
});

export const approvePlan = action({
  name: 'funds-plan.approve',
  may: 'funds-plan.approve',
  elevated: true,
  summary: '审定方案：以后不再改动',
  input,
  async do(ctx, on) {
    guardBureau(ctx, 'keeps');
    const plan = await take(ctx, on, 'approve');
    if (plan.replaces)
      await ctx.sql`update funds_plan set state = 'replaced', version = version + 1 where county = ${ctx.county} and id = ${plan.replaces} and state = 'approved'`;
    for (const unit of Object.values(bureaus)) await tell(ctx, unit, 'funds-approved', plan);
  },
});

export const returnPlan = action({
  name: 'funds-plan.return',
  may: 'funds-plan.return',
  summary: '把方案退回编制',
  input: input.extend({ reason: z.string().trim().min(4, '请写明为什么退回，至少 4 个字').max(300, '最多 300 字') }),
  async do(ctx, { reason, ...on }) {
    guard(ctx, { units: Object.values(bureaus) });
    const plan = await take(ctx, on, 'return', { reason });
    await ctx.sql`update funds_plan set note = ${`${ctx.actor.name}：${reason}`} where county = ${ctx.county} and id = ${plan.id}`;
    await tell(ctx, bureaus.keeps, 'funds-returned', plan, { reason });
  },
});

export const discardPlan = action({
  name: 'funds-plan.discard',
  may: 'funds-plan.write',
  summary: '作废编制中的方案',
  input,
  async do(ctx, on) {
    guardBureau(ctx, 'keeps');
    await take(ctx, on, 'discard');
  },
});
