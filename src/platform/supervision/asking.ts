/** What who asked does: says more, takes it back, rates the answer. */
import { z } from 'zod';
import { action } from '../actions/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { closeIt, onDuty, said } from './answering.ts';
import { gripDuty, saveDuty } from './duty-row.ts';
import { reopen } from './follow-up.ts';
import { openDuty } from './opening.ts';
import { grades, isBad } from './words.ts';

export const supplementDuty = action({
  name: 'duty.supplement',
  may: 'duty.ask',
  summary: '给自己的诉求补充说明',
  input: onDuty.extend({ text: said('请写要补充的内容', 1000) }),
  async do(ctx, { dutyId, version, text }) {
    const duty = await gripDuty(ctx, dutyId, version, 'supplement', 'asker');
    await ctx.asHouse(ctx => saveDuty(ctx, duty, {}, { kind: 'supplemented', text }));
    if (duty.state !== 'new')
      await notifyUnit(ctx, duty.unit, { template: 'duty-supplemented', data: { number: duty.number, text }, link: `/desk/duties/${dutyId}` });
  },
});

export const withdrawDuty = action({
  name: 'duty.withdraw',
  may: 'duty.ask',
  summary: '撤回自己的诉求',
  input: onDuty.extend({ reason: said('请写明为什么撤回', 300) }),
  async do(ctx, { dutyId, version, reason }) {
    const duty = await gripDuty(ctx, dutyId, version, 'withdraw', 'asker');
    await ctx.asHouse(ctx =>
      saveDuty(
        ctx,
        duty,
        { state: 'withdrawn', closedOn: ctx.today, joinedTo: null, toUnit: null, toReason: null, toBy: null },
        { kind: 'withdrawn', text: reason },
      ),
    );
  },
});

/**
 * One grade an answer (GB/T 39734). While it waits for the call back, the grade is the call: a good one closes, a bad one
 * opens it again. Afterwards a bad grade is a duty of its own, as with every service.
 */
export const rateDuty = action({
  name: 'duty.rate',
  may: 'duty.ask',
  summary: '评价答复；不满意的重新办理或整改答复',
  input: onDuty.extend({ grade: z.number().int().min(1).max(5), comment: z.string().trim().max(1000).default('') }),
  async do(ctx, { dutyId, version, grade, comment }) {
    const duty = await gripDuty(ctx, dutyId, version, 'rate', 'asker');
    const bad = isBad(grade);
    const given = { grade, gradeComment: comment, gradedOn: ctx.today, badRated: duty.badRated + (bad ? 1 : 0) };
    const text = `${grades[grade as keyof typeof grades]}${comment ? `：${comment}` : ''}`;
    await ctx.asHouse(async ctx => {
      const rated = await saveDuty(ctx, duty, given, { kind: 'rated', text, detail: { grade } });
      if (duty.state === 'answered') {
        if (bad) await reopen(ctx, rated, { satisfied: false }, { kind: 'reopened', text });
        else await closeIt(ctx, rated, { satisfied: true }, { kind: 'closed' });
      }
    });
    if (bad && duty.state !== 'answered' && duty.kind !== 'bad-rating')
      await openDuty(ctx, {
        kind: 'bad-rating',
        unit: duty.unit,
        title: `${duty.title}（${duty.number}）评价为“${grades[grade as 1 | 2]}”`,
        body: comment || '没有写具体意见，请联系当事人了解情况。',
        parties: duty.parties,
        asker: duty.openedByName,
      });
  },
});
