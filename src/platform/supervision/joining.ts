/** Several ask the same: one duty leads, the others get its answer. Can be undone while there is none. */
import { z } from 'zod';
import { action, type Ctx, refuse } from '../actions/index.ts';
import { allow, type DutyRow, dutyColumns, gripDuty, lockDuty, refuseDuty, saveDuty } from './duty-row.ts';
import { kindOf, tellAsker } from './kinds.ts';

/** Those that were joined to it, locked. */
export const joinedOf = (ctx: Ctx, id: string): Promise<DutyRow[]> =>
  ctx.sql<DutyRow[]>`
    select ${ctx.sql.unsafe(dutyColumns)} from duty
    where county = ${ctx.county} and joined_to = ${id} and state = 'joined' order by opened_on, number for update`.then(rows => [...rows]);

export async function joinTo(ctx: Ctx, duty: DutyRow, leaderId: string): Promise<void> {
  const wrong = (message: string) => refuse('input', { detail: message, faults: [{ path: 'leader', message }] });
  if (leaderId === duty.id) throw wrong('不能并入自己');
  const leader = await lockDuty(ctx, leaderId);
  if (leader.kind !== duty.kind) throw wrong('只有同一种的才能并单');
  if (leader.joinedTo) throw wrong('对方自己已经并入别的，请并入牵头的那一件');
  allow(leader, 'lead');
  const [leads] = await ctx.sql`select 1 as n from duty where county = ${ctx.county} and joined_to = ${duty.id} and state = 'joined' limit 1`;
  if (leads) throw refuseDuty('duty-state', '已有别的并入这一件，它应当牵头');
  const answer =
    leader.state === 'answered'
      ? { answer: leader.answer, answeredByName: leader.answeredByName, answeredOn: leader.answeredOn, answeredAt: leader.answeredAt }
      : {};
  const after = await saveDuty(
    ctx,
    duty,
    { state: 'joined', joinedTo: leader.id, toUnit: null, toReason: null, toBy: null, ...answer },
    { kind: 'joined', text: leader.number, detail: { leader: leader.number } },
  );
  await ctx.asHouse(ctx => tellAsker(ctx, after, 'joined'));
}

/** Locked in the order of their ids, so that two who join each other's do not wait for each other. */
export const joinDuty = action({
  name: 'duty.join',
  may: 'duty.join',
  summary: '把重复的诉求并入先提出的那一件',
  input: z.strictObject({ dutyId: z.uuid(), version: z.number().int().positive(), leader: z.uuid() }),
  async do(ctx, { dutyId, version, leader }) {
    for (const id of [dutyId, leader].sort()) await ctx.sql`select 1 from duty where county = ${ctx.county} and id = ${id} for update`;
    await joinTo(ctx, await gripDuty(ctx, dutyId, version, 'join'), leader);
  },
});

export const separateDuty = action({
  name: 'duty.separate',
  may: 'duty.join',
  summary: '取消并单，恢复单独办理',
  input: z.strictObject({ dutyId: z.uuid(), version: z.number().int().positive() }),
  async do(ctx, { dutyId, version }) {
    const duty = await gripDuty(ctx, dutyId, version, 'separate');
    if (duty.answer !== null) throw refuseDuty('duty-state', '牵头的已有答复，不能再分开；还要反映的请另提');
    // What had not been sent to a unit when it was joined waits for that again.
    const unsent = kindOf(ctx, duty.kind).takeHours !== undefined && duty.takeBy === null;
    await saveDuty(ctx, duty, { state: unsent ? 'new' : 'open', joinedTo: null }, { kind: 'separated' });
  },
});
