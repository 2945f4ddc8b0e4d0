/** What the owner of a duty does, and who looks at the answer: taking it in hand, answering, more time, closing, returning. */
import { z } from 'zod';
import { action, type Ctx } from '../actions/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { allow, clock, type DutyRow, gripDuty, lockDuty, saveDuty } from './duty-row.ts';
import { joinedOf } from './joining.ts';
import { tellAsker } from './kinds.ts';
import { moreDays } from './words.ts';

export const onDuty = z.strictObject({ dutyId: z.uuid(), version: z.number().int().positive() });
export const said = (least: string, most = 500) => z.string().trim().min(1, least).max(most);
/** What an answer has to be; shorter ones say nothing. */
export const answerText = z.string().trim().min(10, '答复至少 10 个字，写清楚查实的情况和整改措施').max(2000);

export const takeDuty = action({
  name: 'duty.take',
  may: 'duty.take',
  summary: '签收派来的诉求',
  input: onDuty,
  async do(ctx, { dutyId, version }) {
    const duty = await gripDuty(ctx, dutyId, version, 'take');
    await saveDuty(ctx, duty, { takenAt: ctx.now, takenByName: ctx.actor.name }, { kind: 'taken', unit: duty.unit });
  },
});

/** Writes the answer into the duty and into those that were joined to it. At once: who asked hears of the end only. */
export async function writeAnswer(ctx: Ctx, duty: DutyRow, answer: string, atOnce = false): Promise<DutyRow> {
  const given = { answer, answeredByName: ctx.actor.name, answeredOn: ctx.today, answeredAt: ctx.now };
  const taken = duty.takenAt === null ? { takenAt: ctx.now, takenByName: ctx.actor.name } : {};
  const after = await saveDuty(
    ctx,
    duty,
    { state: 'answered', ...given, ...taken, atOnce, toUnit: null, toReason: null, toBy: null, grade: null, gradeComment: null },
    { kind: 'answered', unit: duty.unit, text: answer, detail: { answer } },
  );
  await ctx.asHouse(async ctx => {
    if (!atOnce) await tellAsker(ctx, after, 'answered');
    for (const one of await joinedOf(ctx, duty.id)) {
      const same = await saveDuty(ctx, one, { ...given, grade: null, gradeComment: null }, { kind: 'answered', unit: duty.unit, text: answer });
      await tellAsker(ctx, same, 'answered');
    }
  });
  return after;
}

export const answerDuty = action({
  name: 'duty.answer',
  may: 'duty.answer',
  summary: '答复督办、差评、投诉和工单',
  input: onDuty.extend({ answer: answerText }),
  async do(ctx, { dutyId, version, answer }) {
    await writeAnswer(ctx, await gripDuty(ctx, dutyId, version, 'answer'), answer);
  },
});

/** Once, by the unit's head, with a reason. */
export const extendDuty = action({
  name: 'duty.extend',
  may: 'duty.extend',
  summary: '部门负责人延长答复期限，一次',
  input: onDuty.extend({ reason: said('请写明延期的理由') }),
  async do(ctx, { dutyId, version, reason }) {
    const duty = await gripDuty(ctx, dutyId, version, 'extend');
    // From the due day while it is ahead, from today when it is over: the lateness until now stays in the reminders.
    const start = duty.dueOn !== null && duty.dueOn > ctx.today ? duty.dueOn : ctx.today;
    const limits = clock(ctx, moreDays, start);
    await saveDuty(
      ctx,
      duty,
      { extendedOn: ctx.today, ...limits, reminded: 0 },
      { kind: 'extended', unit: duty.unit, text: reason, detail: { reason, dueOn: limits.dueOn } },
    );
  },
});

/** Closes it and what was joined to it; who asked is told. */
export async function closeIt(ctx: Ctx, duty: DutyRow, change: Partial<DutyRow>, step: { kind: string; text?: string }): Promise<void> {
  const after = await saveDuty(ctx, duty, { ...change, state: 'closed', closedOn: ctx.today }, step);
  await ctx.asHouse(async ctx => {
    await tellAsker(ctx, after, 'closed');
    for (const one of await joinedOf(ctx, duty.id)) {
      const same = await saveDuty(ctx, one, { closedOn: ctx.today }, { kind: 'closed' });
      await tellAsker(ctx, same, 'closed');
    }
  });
}

/** Closes an answered duty; who complained is told the answer. */
export const closeDuty = action({
  name: 'duty.close',
  may: 'duty.close',
  summary: '确认答复、办结',
  input: onDuty,
  async do(ctx, { dutyId, version }) {
    await closeIt(ctx, await gripDuty(ctx, dutyId, version, 'close'), {}, { kind: 'closed' });
  },
});

export const returnDuty = action({
  name: 'duty.return',
  may: 'duty.close',
  summary: '退回答复，要求重新处理',
  input: onDuty.extend({ reason: said('请写明退回的原因') }),
  async do(ctx, { dutyId, version, reason }) {
    await returnIt(ctx, await gripDuty(ctx, dutyId, version, 'return'), reason);
  },
});

/** Sends an answer back to its unit; the clock goes on as it was. */
export async function returnIt(ctx: Ctx, duty: DutyRow, reason: string): Promise<void> {
  await saveDuty(
    ctx,
    duty,
    { state: 'open', returned: duty.returned + 1, body: `${duty.body}\n\n【${ctx.today} 退回】${reason}` },
    { kind: 'returned', text: reason, detail: { reason } },
  );
  await notifyUnit(ctx, duty.unit, { template: 'duty-returned', data: { number: duty.number, reason }, link: `/desk/duties/${duty.id}` });
}

/** For programmes that let somebody of their own confirm an answer or send it back: the caller has checked who may. */
export async function confirmFor(ctx: Ctx, dutyId: string, version: number, done: { confirmed: true } | { confirmed: false; reason: string }): Promise<void> {
  await ctx.asHouse(async ctx => {
    const duty = await lockDuty(ctx, dutyId, version);
    allow(duty, done.confirmed ? 'close' : 'return');
    if (done.confirmed) await closeIt(ctx, duty, {}, { kind: 'closed' });
    else await returnIt(ctx, duty, done.reason);
  });
}

/** What a duty asked for has happened: it ends with that, in the house's scope. One that has ended stays as it is. */
export async function settleDuty(ctx: Ctx, dutyId: string, answer: string): Promise<void> {
  await ctx.asHouse(async ctx => {
    const duty = await lockDuty(ctx, dutyId);
    if (duty.state !== 'open' && duty.state !== 'answered') return;
    const given = duty.answer === null ? { answer, answeredByName: ctx.actor.name, answeredOn: ctx.today, answeredAt: ctx.now } : {};
    await closeIt(ctx, duty, { ...given, toUnit: null, toReason: null, toBy: null }, { kind: 'closed', text: answer });
  });
}
