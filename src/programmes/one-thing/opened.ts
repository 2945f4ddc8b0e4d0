/** What a clerk may use of the licences of somebody who showed a Zhongyang code: what its owner opened, and nothing else. */
import { z } from 'zod';
import { action, type Ctx, refusals, refuse } from '#platform/actions';
import { scanOf } from '#platform/code';
import { findApplication } from './application.ts';

const refuseOpening = refusals({
  'nothing-closed': [409, '这份申请是核对身份证或本人自己填的，名下的证照都可以用，不用再扫码'],
});

/** The licences that this clerk's scan opened; the code must be that of one of these people. */
export async function openedBy(ctx: Ctx, scan: string, people: readonly string[]): Promise<string[]> {
  const { holder, given } = await scanOf(ctx, scan);
  if (!people.includes(holder.person.id)) throw refuse('input', { faults: [{ path: 'scan', message: '这是别人的中阳码，请申请人本人出示' }] });
  return given.licences.map(l => l.id);
}

export const openMore = action({
  name: 'application.open',
  may: 'application.edit',
  summary: '窗口：来人再出示一次中阳码，多打开几张证照',
  input: z.strictObject({ applicationId: z.uuid(), scan: z.uuid() }),
  output: z.object({ added: z.number() }),
  async do(ctx, { applicationId, scan }) {
    const a = await findApplication(ctx, applicationId, true);
    if (a.state !== 'draft' || !a.opened) throw refuseOpening('nothing-closed');
    const more = (await openedBy(ctx, scan, [a.applicant, a.principal])).filter(id => !a.opened!.includes(id));
    // Nothing that was typed changes: the version, by which pages notice what others typed, stays.
    await ctx.sql`update application set opened = ${[...a.opened, ...more]}::uuid[] where county = ${ctx.county} and id = ${a.id}`;
    ctx.record({ subject: `application:${a.id}`, detail: { opened: more.length } });
    return { added: more.length };
  },
});
