/** The audit: appended in the transaction of the change, proven whole by anybody with the table in hand. */
import { createHash } from 'node:crypto';
import type { Sql } from '../db/index.ts';

export interface AuditEntry {
  /** Name of the action, e.g. `task.decide`. */
  action: string;
  /** What it was done to, e.g. `task:0190…`. */
  subject?: string;
  /** What changed: before and after, without sensitive values. */
  detail?: unknown;
}

export interface AuditMeta {
  actor: string;
  actorName: string;
  /** Whom the actor stands in for or acts for. */
  onBehalfOf?: string;
  requestId?: string;
  address?: string;
  /** The civil date that the service went by. */
  day: string;
}

/** Appends entries; the last statements of a transaction, because the chain's head stays locked until it ends. */
export async function append(sql: Sql, county: string, meta: AuditMeta, entries: AuditEntry[]): Promise<void> {
  const bodies = JSON.stringify(
    entries.map(e => ({ ...meta, ...e })),
    (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
  );
  await sql`select audit.append(${county}, ${bodies}::text::jsonb)`;
}

export interface Verdict {
  county: string;
  entries: number;
  /** Sequence number and hash of the newest entry: keep it off the machine to notice a rewritten chain. */
  head: { seq: string; hash: string };
  /** The first entry that does not fit, and why. */
  fault?: { seq: string; why: string };
}

/** Recomputes a county's chain from the first entry. The hash is computed here, not by the database that is examined. */
export async function verify(owner: Sql, county: string): Promise<Verdict> {
  let previous: Buffer = Buffer.alloc(0);
  let expected = 1n;
  let entries = 0;
  let fault: Verdict['fault'];
  const rows = owner<{ seq: bigint; body: string; hash: Buffer; actor: string; action: string; subject: string | null }[]>`
    select seq, body, hash, actor, action, subject from audit.entry where county = ${county} order by seq`;
  await rows.cursor(1000, batch => {
    for (const row of batch) {
      if (fault) return;
      const hash = createHash('sm3').update(previous).update(row.body).digest();
      const body = JSON.parse(row.body) as Record<string, unknown>;
      const why =
        row.seq !== expected
          ? `缺少第 ${expected} 条`
          : !hash.equals(row.hash)
            ? '内容或前一条的散列被改动'
            : body.seq !== Number(row.seq) || body.actor !== row.actor || body.action !== row.action || (body.subject ?? null) !== row.subject
              ? '检索列与原文不一致'
              : undefined;
      if (why) fault = { seq: String(why.startsWith('缺少') ? expected : row.seq), why };
      previous = row.hash;
      expected = row.seq + 1n;
      entries++;
    }
  });
  const [head] = await owner<{ seq: bigint; hash: Buffer }[]>`select seq, hash from audit.head where county = ${county}`;
  const headSeq = head?.seq ?? 0n;
  if (!fault && (headSeq !== expected - 1n || (head !== undefined && entries > 0 && !head.hash.equals(previous))))
    fault = { seq: String(expected), why: `链头指向第 ${headSeq} 条，末尾的记录被删去或改动` };
  return { county, entries, head: { seq: String(headSeq), hash: head?.hash.toString('hex') ?? '' }, ...(fault ? { fault } : {}) };
}
