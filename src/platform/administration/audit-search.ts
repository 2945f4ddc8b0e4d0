/** Searching the audit: who did what to what, when. Reading it is written down too, by the request's own log. */
import { z } from 'zod';
import { read } from '../actions/index.ts';

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
        ${f.action ? sql`and action like ${`${f.action.replaceAll(/[%_\\]/g, '')}%`}` : sql``}
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
        // The permission table's words for it; steps inside an action have none.
        title: ctx.house.permissions.has(r.action) ? ctx.house.permissions.row(r.action).title : null,
        subject: r.subject,
        subjectName: r.subjectName,
        address: r.body.address ?? null,
        detail: r.body.detail ?? null,
      })),
      head: { seq: String(head?.seq ?? 0n), hash: head?.hash.toString('hex') ?? '' },
    };
  },
});
