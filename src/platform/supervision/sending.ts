/** What was written and not called in waits for somebody to look at it: sent to a unit, or answered at once. */
import { type Ctx, refuse } from '../actions/index.ts';
import { closeIt, writeAnswer } from './answering.ts';
import { allow, lockDuty, saveDuty, workHourAfter } from './duty-row.ts';
import { workingUnit } from './hand-over.ts';
import { kindOf, tellAsker } from './kinds.ts';
import { tellUnit } from './opening.ts';

/** The unit that is asked first owns it from now on. The caller has checked who may send. */
export const sendTo = (ctx: Ctx, dutyId: string, version: number, unit: string): Promise<void> =>
  ctx.asHouse(async ctx => {
    const duty = await lockDuty(ctx, dutyId, version);
    allow(duty, 'send');
    await workingUnit(ctx, unit, 'unit');
    const hours = kindOf(ctx, duty.kind).takeHours;
    const takeBy = hours ? workHourAfter(ctx, hours[duty.urgent ? 'urgent' : 'ordinary']) : null;
    const after = await saveDuty(ctx, duty, { state: 'open', unit, firstUnit: unit, takeBy }, { kind: 'sent', unit, detail: { unit } });
    await tellUnit(ctx, after);
    await tellAsker(ctx, after, 'sent');
  });

/** 接诉即办: what needs no unit is answered by who reads it first. */
export const answerHeld = (ctx: Ctx, dutyId: string, version: number, answer: string): Promise<void> =>
  ctx.asHouse(async ctx => {
    const duty = await lockDuty(ctx, dutyId, version);
    if (duty.state !== 'new') throw refuse('wrong-state', '已经分派给部门，由部门答复');
    const answered = await writeAnswer(ctx, duty, answer, true);
    await closeIt(ctx, answered, {}, { kind: 'closed' });
  });
