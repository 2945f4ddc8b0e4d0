/** What the owner sees: the code on the screen, and who has read what. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { codeColumns, type ShownCode } from './codes.ts';
import { type ScanRefusal, scanRefusals } from './scans.ts';

const scanView = z.object({
  id: z.string(),
  at: z.string(),
  terminal: z.string(),
  staff: z.string().nullable(),
  purpose: z.string(),
  /** Of whom: the person, or the firm by name. */
  holderKind: z.enum(['person', 'firm']),
  firm: z.string().nullable(),
  outcome: z.enum(['read', 'refused', 'offline']),
  /** Why it was not read, or what is odd about it. */
  reason: z.string().nullable(),
  items: z.array(z.string()),
});
export type ScanView = z.infer<typeof scanView>;

type ScanRow = Omit<ScanView, 'reason'> & { reason: string | null };

/** Reasons that only a report of offline scans gives. */
export const offlineReasons = {
  double: '同一个码还在别处用过',
  ended: '扫码时这个码已经失效',
} as const;

const reasonWords = (reason: string | null): string | null =>
  reason === null ? null : reason in scanRefusals ? scanRefusals[reason as ScanRefusal][1] : (offlineReasons[reason as keyof typeof offlineReasons] ?? reason);

const scanColumns = (ctx: Ctx) => ctx.sql`
  s.id, s.scanned_at as at, s.terminal_name as terminal, s.staff_name as staff, s.purpose, s.holder_kind, f.name as firm, s.outcome, s.reason, s.items
  from code_scan s left join firm f on s.holder_kind = 'firm' and f.county = s.county and f.id = s.holder`;

const shown = (row: ScanRow): ScanView => ({ ...row, reason: reasonWords(row.reason) });

/** The code that is on the screen: polled while it is shown. */
export const codeState = read({
  name: 'code.state',
  may: 'code.read',
  summary: '正在出示的码：有没有被读过、被谁读了什么',
  input: z.strictObject({ codeId: z.string().regex(/^[0-9a-f]{24}$/) }),
  output: z.object({ state: z.enum(['shown', 'used', 'ended', 'expired']), scans: z.array(scanView) }),
  async do(ctx, { codeId }) {
    const [row] = await ctx.sql<ShownCode[]>`
      select ${ctx.sql.unsafe(codeColumns)} from shown_code where county = ${ctx.county} and id = ${codeId} and person = ${ctx.actor.id}`;
    if (!row) throw refuse('not-found');
    const scans = await ctx.sql<ScanRow[]>`
      select ${scanColumns(ctx)} where s.county = ${ctx.county} and s.code = ${codeId} order by s.scanned_at desc limit 10`;
    return { state: row.state === 'shown' && row.until <= ctx.now ? 'expired' : row.state, scans: scans.map(shown) };
  },
});

const pageLength = 20;

export const codeLog = read({
  name: 'code.log',
  may: 'code-log.read',
  summary: '我的码（和我的企业的码）被谁读过',
  input: z.strictObject({ page: z.coerce.number().int().min(1).max(500).default(1) }),
  output: z.object({ items: z.array(scanView), total: z.number() }),
  async do(ctx, { page }) {
    const mine = ctx.sql`s.county = ${ctx.county} and (s.person = ${ctx.actor.id} or (s.holder_kind = 'firm' and s.holder = any(${ctx.actor.parties}::uuid[])))`;
    const items = await ctx.sql<ScanRow[]>`
      select ${scanColumns(ctx)} where ${mine} order by s.scanned_at desc, s.id limit ${pageLength} offset ${(page - 1) * pageLength}`;
    const [count] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from code_scan s where ${mine}`;
    return { items: items.map(shown), total: count?.n ?? 0 };
  },
});
