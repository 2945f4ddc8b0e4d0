/** Calling back who asked: satisfied closes, not satisfied opens it again, not reached is tried three times. */
import { z } from 'zod';
import { action, type Ctx, refuse } from '../actions/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { closeIt, onDuty } from './answering.ts';
import { allow, clock, type DutyRow, gripDuty, lockDuty, saveDuty } from './duty-row.ts';
import { joinedOf } from './joining.ts';
import { kindOf, tellAsker } from './kinds.ts';
import { afterCall } from './rules.ts';

export const callInput = {
  reached: z.boolean(),
  satisfied: z.boolean().optional(),
  note: z.string().trim().max(500).default(''),
};
type Call = { reached: boolean; satisfied?: boolean | undefined; note: string };

/** A new round for the unit, with the whole time again. */
export async function reopen(ctx: Ctx, duty: DutyRow, change: Partial<DutyRow>, step: { kind: string; text: string }): Promise<void> {
  const after = await saveDuty(
    ctx,
    duty,
    {
      ...change,
      state: 'open',
      reopened: duty.reopened + 1,
      followTries: 0,
      reminded: 0,
      extendedOn: null,
      ...clock(ctx, duty.urgent ? 1 : (duty.days ?? kindOf(ctx, duty.kind).days)),
    },
    step,
  );
  await notifyUnit(ctx, duty.unit, { template: 'duty-returned', data: { number: duty.number, reason: step.text }, link: `/desk/duties/${duty.id}` });
  await ctx.asHouse(async ctx => {
    await tellAsker(ctx, after, 'reopened');
    // The answer that did not do is not the answer of the others either.
    for (const one of await joinedOf(ctx, duty.id))
      await saveDuty(
        ctx,
        one,
        { answer: null, answeredOn: null, answeredAt: null, answeredByName: null, grade: null },
        { kind: 'reopened', text: '牵头的一件重新办理' },
      );
  });
}

/** The caller has checked who may. */
export async function noteCall(ctx: Ctx, duty: DutyRow, call: Call): Promise<void> {
  if (call.reached && call.satisfied === undefined) throw refuse('input', { faults: [{ path: 'satisfied', message: '接通了，请记下满意不满意' }] });
  if (call.reached && call.satisfied === false && call.note.length < 4)
    throw refuse('input', { faults: [{ path: 'note', message: '请写明哪里不满意，部门要照着重新办' }] });
  allow(duty, 'follow');
  const after = afterCall(duty, call);
  const tries = { followTries: duty.followTries + 1 };
  if (after === 'waits') await saveDuty(ctx, duty, tries, { kind: 'not-reached', text: call.note });
  else if (after === 'reopened') await reopen(ctx, duty, { satisfied: false }, { kind: 'reopened', text: call.note });
  else if (call.reached) await closeIt(ctx, duty, { ...tries, satisfied: true }, { kind: 'satisfied', text: call.note });
  else await closeIt(ctx, duty, tries, { kind: 'not-reached', text: call.note });
}

export const followUp = action({
  name: 'duty.follow',
  may: 'duty.follow',
  summary: '记录一次回访：接通没有，满意不满意',
  input: onDuty.extend(callInput),
  async do(ctx, { dutyId, version, ...call }) {
    const duty = await gripDuty(ctx, dutyId, version, 'follow');
    if (!kindOf(ctx, duty.kind).follow) throw refuse('wrong-state', '这一种由督导员确认答复，不用回访');
    await noteCall(ctx, duty, call);
  },
});

/** For programmes whose own people call back. */
export const followFor = (ctx: Ctx, dutyId: string, version: number, call: Call): Promise<void> =>
  ctx.asHouse(async ctx => noteCall(ctx, await lockDuty(ctx, dutyId, version), call));
