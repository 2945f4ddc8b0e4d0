/**
 * First asked owns it (首问负责): a unit that is not the right one proposes another; that one accepts or declines within
 * a working day. Until then the first keeps it and its clock runs on. After two declines the coordinator decides.
 */
import { z } from 'zod';
import { action, type Ctx, refuse } from '../actions/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { onDuty, said } from './answering.ts';
import { type DutyRow, gripDuty, saveDuty, workdayAfter } from './duty-row.ts';
import { tellUnit } from './opening.ts';
import { consentDays } from './words.ts';

const none = { toUnit: null, toReason: null, toBy: null };
const unitInput = z.string().min(1, '请选择部门').max(60);

/** A unit of the county that works here. */
export async function workingUnit(ctx: Ctx, unit: string, path: string): Promise<{ name: string }> {
  const [row] = await ctx.sql<{ name: string }[]>`select name from unit where county = ${ctx.county} and id = ${unit} and active`;
  if (!row) throw refuse('input', { faults: [{ path, message: '请选择一个在用的部门' }] });
  return row;
}

const tell = (ctx: Ctx, unit: string, duty: DutyRow, data: Record<string, string>) =>
  notifyUnit(ctx, unit, { template: 'duty-hand-over', data: { number: duty.number, title: duty.title, ...data }, link: `/desk/duties/${duty.id}` });

export const proposeHandOver = action({
  name: 'duty.propose',
  may: 'duty.hand-over',
  summary: '商请另一个部门接办，写明理由；对方同意前仍由本部门负责',
  input: onDuty.extend({ to: unitInput, reason: said('请写明为什么应由对方办理') }),
  async do(ctx, { dutyId, version, to, reason }) {
    const duty = await gripDuty(ctx, dutyId, version, 'propose');
    if (to === duty.unit) throw refuse('input', { faults: [{ path: 'to', message: '就是现在的部门，请选另一个' }] });
    const { name } = await workingUnit(ctx, to, 'to');
    await saveDuty(
      ctx,
      duty,
      { toUnit: to, toReason: reason, toBy: workdayAfter(ctx, consentDays) },
      { kind: 'proposed', unit: to, text: reason, detail: { unit: to, reason } },
    );
    await tell(ctx, to, duty, { what: `请${name}在 ${consentDays} 个工作日内同意或不同意接办`, reason });
  },
});

export const recallHandOver = action({
  name: 'duty.recall',
  may: 'duty.hand-over',
  summary: '收回还没有回音的转办',
  input: onDuty,
  async do(ctx, { dutyId, version }) {
    const duty = await gripDuty(ctx, dutyId, version, 'recall');
    if (!ctx.actor.grants.some(g => g.unit === duty.unit)) throw refuse('forbidden');
    await saveDuty(ctx, duty, none, { kind: 'recalled', unit: duty.toUnit! });
  },
});

export const acceptHandOver = action({
  name: 'duty.accept',
  may: 'duty.hand-over',
  summary: '同意接办；从此由本部门负责，期限不变',
  input: onDuty,
  async do(ctx, { dutyId, version }) {
    const duty = await gripDuty(ctx, dutyId, version, 'accept', 'to');
    await saveDuty(
      ctx,
      duty,
      { ...none, unit: duty.toUnit!, handed: duty.handed + 1, takenAt: ctx.now, takenByName: ctx.actor.name },
      { kind: 'accepted', unit: duty.toUnit!, detail: { unit: duty.toUnit } },
    );
    await tell(ctx, duty.unit, duty, { what: '对方已同意接办', reason: duty.toReason ?? '' });
  },
});

export const declineHandOver = action({
  name: 'duty.decline',
  may: 'duty.hand-over',
  summary: '不同意接办，写明理由；仍由原部门负责',
  input: onDuty.extend({ reason: said('请写明不同意的理由') }),
  async do(ctx, { dutyId, version, reason }) {
    const duty = await gripDuty(ctx, dutyId, version, 'decline', 'to');
    // As the house: who declines does not see it any more.
    await ctx.asHouse(ctx =>
      saveDuty(
        ctx,
        duty,
        { ...none, declined: duty.declined + 1 },
        { kind: 'declined', unit: duty.toUnit!, text: reason, detail: { unit: duty.toUnit, reason } },
      ),
    );
    await tell(ctx, duty.unit, duty, { what: '对方不同意接办，仍由本部门办理', reason });
  },
});

/** The coordinator ends the dispute; no consent is needed. */
export const assignDuty = action({
  name: 'duty.assign',
  may: 'duty.assign',
  summary: '两次不同意接办以后，协调指定责任部门',
  input: onDuty.extend({ unit: unitInput, reason: said('请写明指定的理由') }),
  async do(ctx, { dutyId, version, unit, reason }) {
    const duty = await gripDuty(ctx, dutyId, version, 'assign');
    await workingUnit(ctx, unit, 'unit');
    const moved = unit === duty.unit ? {} : { unit, handed: duty.handed + 1, takenAt: null, takenByName: null };
    const after = await saveDuty(ctx, duty, { ...none, ...moved, declined: 0 }, { kind: 'assigned', unit, text: reason, detail: { unit, reason } });
    await tellUnit(ctx, after);
  },
});
