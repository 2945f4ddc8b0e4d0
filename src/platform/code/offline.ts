/** What a window scanned while its network was down: written into the owners' logs when it is back, doubles named. */
import { z } from 'zod';
import { action, type Ctx, refuse } from '../actions/index.ts';
import { publicKeys } from '../crypto/index.ts';
import { codeColumns, type ShownCode } from './codes.ts';
import { note } from './scans.ts';
import { workingTerminal } from './terminals.ts';
import { checkToken } from './token.ts';

const longestAgo = 7 * 86_400_000;

export const verdicts = ['noted', 'double', 'ended', 'refused'] as const;
export type Verdict = (typeof verdicts)[number];

export const reportOffline = action({
  name: 'code.offline',
  may: 'code-scan.make',
  summary: '补报断网期间扫过的码：记入本人的记录，重复使用的标出来',
  input: z.strictObject({
    terminal: z.uuid('请先选择这台电脑是哪个窗口'),
    scans: z
      .array(z.strictObject({ code: z.string().max(400), at: z.iso.datetime() }))
      .min(1)
      .max(50, '一次最多补报 50 次扫码'),
  }),
  output: z.object({ verdicts: z.array(z.enum(verdicts)) }),
  async do(ctx, { terminal: id, scans }) {
    const now = Date.parse(ctx.now);
    if (scans.some(s => Date.parse(s.at) > now + 60_000 || Date.parse(s.at) < now - longestAgo)) throw refuse('input', '扫码时间不对：请核对这台电脑的时钟');
    const terminal = await workingTerminal(ctx, { id });
    return ctx.asHouse(async ctx => {
      const keys = await publicKeys(ctx, 'code');
      const found: Verdict[] = [];
      for (const { code, at } of scans) {
        const checked = checkToken(code, { county: ctx.county, keys, now: Date.parse(at) });
        const verdict = checked.holds ? await settle(ctx, checked.token.id, terminal.id, at) : null;
        found.push(verdict?.is ?? 'refused');
        if (verdict)
          await note(ctx, {
            row: verdict.row,
            terminal,
            staff: { id: ctx.actor.id, name: ctx.actor.name },
            purpose: '断网时核对签名',
            outcome: 'offline',
            reason: verdict.is === 'noted' ? null : verdict.is,
            at,
          });
      }
      ctx.record({ subject: `terminal:${id}`, detail: { scans: found.length, doubles: found.filter(v => v === 'double').length } });
      return { verdicts: found };
    });
  },
});

/** A code that nobody used is used now; nothing of its owner is read. */
async function settle(ctx: Ctx, id: string, terminal: string, at: string): Promise<{ row: ShownCode; is: 'noted' | 'double' | 'ended' } | null> {
  const [taken] = await ctx.sql<ShownCode[]>`
    update shown_code set state = 'used', used_at = ${at}, terminal = ${terminal} where county = ${ctx.county} and id = ${id} and state = 'shown'
    returning ${ctx.sql.unsafe(codeColumns)}`;
  if (taken) return { row: taken, is: 'noted' };
  const [row] = await ctx.sql<ShownCode[]>`select ${ctx.sql.unsafe(codeColumns)} from shown_code where county = ${ctx.county} and id = ${id}`;
  if (!row) return null;
  if (row.state === 'ended') return { row, is: 'ended' };
  // The same report once more is no second use.
  const [mine] = await ctx.sql`
    select 1 from code_scan where county = ${ctx.county} and code = ${id} and terminal = ${terminal} and outcome = 'offline' and reason is null`;
  return { row, is: mine ? 'noted' : 'double' };
}
