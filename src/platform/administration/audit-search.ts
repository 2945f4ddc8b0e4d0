/** Searching the audit: who did what to what, when. Reading it is written down too, by the request's own log. */
import { z } from 'zod';
import { type House, read } from '../actions/index.ts';
import { beginning } from '../search/index.ts';

declare module '../actions/action.ts' {
  interface House {
    /** What records are called, by the first part of their subject. */
    records: Readonly<Record<string, string>>;
    /** What steps inside an action are called. */
    steps: Readonly<Record<string, string>>;
    /** What actions and reads that have an address do, by their name. */
    summaries: ReadonlyMap<string, string>;
  }
}

/** The programme's own words, the permission table's, or what the action's address says that it does. */
function titleOf(house: House, action: string): string | null {
  const step = house.steps[action];
  if (step) return step;
  if (house.permissions.has(action)) return house.permissions.row(action).title;
  return house.summaries.get(action)?.split(/[：；（。]/)[0] ?? null;
}

const day = z.iso.date('日期写成 2024-12-25 的样子');

/** What people know a case by; its steps carry the number among their particulars. */
const caseNumber = /^\d{6}-\d{8}-\d{4,}$/;

export const searchAudit = read({
  name: 'audit.read',
  may: 'audit.read',
  summary: '查审计记录：按人、动作、对象、日期',
  input: z.strictObject({
    actor: z.string().trim().max(60).optional(),
    action: z.string().trim().max(60).optional(),
    /** Only what people did: not the messages sent, the terms counted and the like. */
    people: z.stringbool().optional(),
    subject: z.string().trim().max(100).optional(),
    from: day.optional(),
    to: day.optional(),
    before: z.coerce.number().int().optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        seq: z.string(),
        at: z.string(),
        actorName: z.string(),
        actor: z.string(),
        action: z.string(),
        title: z.string().nullable(),
        subject: z.string().nullable(),
        /** What kind of record it is about, in words. */
        record: z.string().nullable(),
        subjectName: z.string().nullable(),
        address: z.string().nullable(),
        detail: z.unknown(),
      }),
    ),
    head: z.object({ seq: z.string(), hash: z.string() }),
  }),
  async do(ctx, f) {
    const { sql } = ctx;
    const rows = await sql<
      {
        seq: bigint;
        at: string;
        actor: string;
        action: string;
        subject: string | null;
        subjectName: string | null;
        body: { actorName?: string; address?: string; detail?: unknown };
      }[]
    >`
      select seq, at, actor, action, subject, body::jsonb as body,
        (select s.name from staff s where s.county = e.county and e.subject = 'staff:' || s.id::text) as subject_name
      from audit.entry e where county = ${ctx.county}
        ${f.actor ? sql`and (actor = ${f.actor} or body::jsonb->>'actorName' = ${f.actor})` : sql``}
        ${f.action ? sql`and action like ${beginning(f.action)}` : sql``}
        ${f.people ? sql`and actor <> 'system'` : sql``}
        ${f.subject ? (caseNumber.test(f.subject) ? sql`and body::jsonb->'detail'->>'case' = ${f.subject}` : sql`and subject = ${f.subject}`) : sql``}
        ${f.from ? sql`and at >= ${`${f.from}T00:00:00+08:00`}` : sql``} ${f.to ? sql`and at < ${`${f.to}T00:00:00+08:00`}::timestamptz + interval '1 day'` : sql``}
        ${f.before ? sql`and seq < ${f.before}` : sql``}
      order by seq desc limit 100`;
    const [head] = await sql<{ seq: bigint; hash: Buffer }[]>`select seq, hash from audit.head where county = ${ctx.county}`;
    return {
      items: rows.map(r => ({
        seq: String(r.seq),
        at: r.at,
        actor: r.actor,
        actorName: r.body.actorName ?? r.actor,
        action: r.action,
        title: titleOf(ctx.house, r.action),
        subject: r.subject,
        record: ctx.house.records[r.subject?.split(':')[0] ?? ''] ?? null,
        subjectName: r.subjectName,
        address: r.body.address ?? null,
        detail: r.body.detail ?? null,
      })),
      head: { seq: String(head?.seq ?? 0n), hash: head?.hash.toString('hex') ?? '' },
    };
  },
});
