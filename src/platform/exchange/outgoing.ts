/**
 * The queue of messages to partners. The database marks what happens (migrations/0361); here marks become messages, one of
 * each subject at a time, and what came of sending them is written down.
 */
import { z } from 'zod';
import { action, type Ctx, read } from '../actions/index.ts';
import { notifyRole } from '../notices/index.ts';
import { bodyOf } from './bodies.ts';
import { canonical, digestOf, type Envelope, signed } from './envelope.ts';
import { findPartner, ourKey, type Partner, partnersOf } from './partners.ts';
import { isStuck, type Outcome, pauseAfter, reached } from './rules.ts';
import { addTry } from './tries.ts';
import type { OutTopic } from './words.ts';

/** Subjects of a partner that are sent side by side; one to try with while the line is down. */
const sideBySide = 20;
/** Longer than a request may take. */
const leaseSeconds = 60;
/** A partner that is not reached for so long is told to the administrators (assumed). */
const tellAfterMinutes = 60;

export interface Claimed {
  partner: Pick<Partner, 'id' | 'url' | 'keys'>;
  subject: string;
  seq: string;
  id: string;
  envelope: Envelope;
}

const later = (instant: string, seconds: number) => new Date(Date.parse(instant) + seconds * 1000).toISOString();

const dueSubjects = (ctx: Ctx) => ctx.sql`
  state = 'waiting' and (next_at is null or next_at <= ${ctx.now}) and (lease_until is null or lease_until <= ${ctx.now})`;
const open = (ctx: Ctx) => ctx.sql`active and paused_at is null and (retry_at is null or retry_at <= ${ctx.now})`;

/** Whether anything can be sent now, and when the next thing can. */
export const dueNow = read({
  name: 'exchange.due',
  may: 'exchange.send',
  summary: '有没有可以发送的报文',
  input: z.strictObject({}),
  async do(ctx): Promise<{ due: boolean; tell: boolean }> {
    const { sql, county } = ctx;
    const [row] = await sql<{ due: boolean; tell: boolean }[]>`
      select exists (select 1 from exchange_partner p where p.county = ${county} and ${open(ctx)}
          and exists (select 1 from exchange_subject s where s.county = p.county and s.partner = p.id and ${dueSubjects(ctx)})) as due,
        exists (select 1 from exchange_partner where county = ${county} and active and paused_at is null and told_at is null
          and down_since <= ${later(ctx.now, -tellAfterMinutes * 60)}) as tell`;
    return row!;
  },
});

/** Takes what is due under a lease and makes the messages, signed for this moment. */
export const claim = action({
  name: 'exchange.claim',
  may: 'exchange.send',
  summary: '取出可以发送的报文',
  input: z.strictObject({}),
  async do(ctx): Promise<Claimed[]> {
    const key = await ourKey(ctx);
    const claimed: Claimed[] = [];
    const partners = (await partnersOf(ctx)).filter(p => p.active && p.pausedAt === null && (p.retryAt === null || p.retryAt <= ctx.now));
    for (const partner of partners) claimed.push(...(await claimFor(ctx, partner, key)));
    ctx.record({ detail: { messages: claimed.length } });
    return claimed;
  },
});

async function claimFor(ctx: Ctx, partner: Partner, key: Awaited<ReturnType<typeof ourKey>>): Promise<Claimed[]> {
  const { sql, county } = ctx;
  const heads = await sql<{ subject: string; seq: bigint; id: string; topic: OutTopic; facts: Record<string, unknown>; void: boolean; body: string | null }[]>`
    with picked as materialized (
      select subject from exchange_subject where county = ${county} and partner = ${partner.id} and ${dueSubjects(ctx)}
      order by next_at nulls first limit ${partner.failures > 0 ? 1 : sideBySide} for update skip locked),
    taken as (
      update exchange_subject s set lease_until = ${later(ctx.now, leaseSeconds)} from picked p
      where s.county = ${county} and s.partner = ${partner.id} and s.subject = p.subject
      returning s.subject, s.next_seq)
    select o.subject, o.seq, o.id, o.topic, o.facts, o.void, o.body from exchange_out o
    join taken t on t.subject = o.subject and t.next_seq = o.seq where o.county = ${county} and o.partner = ${partner.id}`;
  const claimed: Claimed[] = [];
  const made: { subject: string; seq: string; body: string; digest: string }[] = [];
  for (const head of heads) {
    const body = head.body ?? (head.void ? '{}' : await bodyOf(ctx, partner.id, head.topic, head.facts));
    const digest = digestOf(body);
    if (head.body === null) made.push({ subject: head.subject, seq: String(head.seq), body, digest });
    const envelope = signed(
      {
        v: 1 as const,
        id: head.id,
        from: county,
        to: partner.id,
        topic: head.void ? 'void' : head.topic,
        subject: head.subject,
        seq: Number(head.seq),
        sentAt: ctx.now,
        body,
        digest,
      },
      key,
    );
    claimed.push({ partner: { id: partner.id, url: partner.url, keys: partner.keys }, subject: head.subject, seq: String(head.seq), id: head.id, envelope });
  }
  if (made.length > 0)
    await sql`update exchange_out o set body = r.body, digest = r.digest
      from unnest(${made.map(m => m.subject)}::text[], ${made.map(m => m.seq)}::bigint[], ${made.map(m => m.body)}::text[], ${made.map(m => m.digest)}::text[])
        as r (subject, seq, body, digest)
      where o.county = ${county} and o.partner = ${partner.id} and o.subject = r.subject and o.seq = r.seq`;
  return claimed;
}

const outcomeSchema = z.strictObject({
  partner: z.enum(['city', 'province']),
  subject: z.string(),
  seq: z.string(),
  id: z.uuid(),
  outcome: z.union([
    z.strictObject({ kind: z.literal('taken') }),
    z.strictObject({ kind: z.enum(['declined', 'refused', 'failed', 'silent']), answer: z.string().max(4000) }),
  ]),
});
export type Result = z.infer<typeof outcomeSchema>;

/** Writes down what came of a round of sending. */
export const recordSent = action({
  name: 'exchange.sent',
  may: 'exchange.send',
  summary: '登记发送的结果',
  input: z.strictObject({ results: z.array(outcomeSchema).max(200) }),
  async do(ctx, { results }) {
    for (const id of ['city', 'province'] as const) {
      const mine = results.filter(r => r.partner === id);
      const partner = mine.length > 0 ? await findPartner(ctx, id, true) : null;
      if (!partner) continue;
      await recordLine(ctx, partner, mine.map(r => r.outcome) as Outcome[]);
      const [taken, others] = [mine.filter(r => r.outcome.kind === 'taken'), mine.filter(r => r.outcome.kind !== 'taken')];
      if (taken.length > 0) await recordTaken(ctx, partner, taken);
      for (const r of others.sort((a, b) => (a.subject < b.subject ? -1 : 1))) await recordFailed(ctx, partner, r);
      ctx.record({ subject: `partner:${id}`, detail: tally(mine) });
    }
  },
});

const tally = (results: readonly Result[]) =>
  Object.fromEntries(
    Map.groupBy(results, r => r.outcome.kind)
      .entries()
      .map(([k, v]) => [k, v.length]),
  );

/** The state of the line: up with the first answer, down with the first round in which nobody got through. */
async function recordLine(ctx: Ctx, partner: Partner, outcomes: readonly Outcome[]): Promise<void> {
  const { sql, county } = ctx;
  if (reached(outcomes)) {
    await sql`update exchange_partner set failures = 0, down_since = null, down_reason = null, retry_at = null, told_at = null, last_ok_at = ${ctx.now}
      where county = ${county} and id = ${partner.id}`;
    if (partner.toldAt) await tellAdministrators(ctx, 'exchange-up', { name: partner.name });
    return;
  }
  const why = outcomes.map(o => ('answer' in o ? o.answer : '')).find(Boolean) ?? '';
  await sql`update exchange_partner set failures = failures + 1, down_since = coalesce(down_since, ${ctx.now}), down_reason = ${why},
      retry_at = ${later(ctx.now, pauseAfter(partner.failures + 1))}
    where county = ${county} and id = ${partner.id}`;
}

/** Another sender, whose lease ran out, may have been here before: a message counts once. */
async function recordTaken(ctx: Ctx, partner: Partner, taken: readonly Result[]): Promise<void> {
  const { sql, county, now } = ctx;
  const done = await sql<{ subject: string }[]>`
    update exchange_out o set state = case when void then 'skipped' else 'sent' end, done_at = ${now}, last_tried_at = ${now},
      first_tried_at = coalesce(first_tried_at, ${now}), answer = null, attempts = attempts + 1
    from unnest(${taken.map(t => t.subject)}::text[], ${taken.map(t => t.seq)}::bigint[], ${taken.map(t => t.id)}::uuid[]) as r (subject, seq, id)
    where o.county = ${county} and o.partner = ${partner.id} and o.subject = r.subject and o.seq = r.seq and o.id = r.id and o.state = 'waiting'
    returning o.subject`;
  await advance(
    ctx,
    partner.id,
    done.map(d => d.subject),
  );
}

async function recordFailed(ctx: Ctx, partner: Partner, r: Result): Promise<void> {
  const { sql, county } = ctx;
  const { outcome } = r;
  if (outcome.kind === 'taken') return;
  const [row] = await sql<{ attempts: number; firstTriedAt: string }[]>`
    update exchange_out set last_tried_at = ${ctx.now}, first_tried_at = coalesce(first_tried_at, ${ctx.now}), answer = ${outcome.answer},
      attempts = attempts + ${outcome.kind === 'silent' ? 0 : 1}
    where county = ${county} and partner = ${partner.id} and subject = ${r.subject} and seq = ${r.seq} and id = ${r.id} and state = 'waiting'
    returning attempts, first_tried_at`;
  if (!row) return;
  await addTry(ctx, { ...r, partner: partner.id }, outcome.kind, outcome.answer);
  const message = sql`county = ${county} and partner = ${partner.id} and subject = ${r.subject} and seq = ${r.seq}`;
  const line = sql`county = ${county} and partner = ${partner.id} and subject = ${r.subject}`;
  if (outcome.kind === 'declined' || outcome.kind === 'refused' || isStuck(row, partner.lastOkAt)) {
    await sql`update exchange_out set state = 'stuck', settled = ${outcome.kind === 'declined'}, version = version + 1 where ${message}`;
    await sql`update exchange_subject set state = 'stuck', lease_until = null where ${line}`;
  } else {
    const nextAt = outcome.kind === 'silent' ? null : later(ctx.now, pauseAfter(row.attempts));
    await sql`update exchange_subject set next_at = ${nextAt}, lease_until = null where ${line}`;
  }
}

/** The next messages of these subjects may go. Locked in the order in which marks take them, so that nobody waits in a circle. */
export const advance = (ctx: Ctx, partner: string, subjects: readonly string[]) => ctx.sql`
  with line as materialized (
    select subject from exchange_subject where county = ${ctx.county} and partner = ${partner} and subject = any(${subjects as string[]}) order by 1 for update)
  update exchange_subject s set next_seq = next_seq + 1, next_at = null, lease_until = null, state = case when next_seq < last_seq then 'waiting' else 'idle' end
  from line where s.county = ${ctx.county} and s.partner = ${partner} and s.subject = line.subject`;

const tellAdministrators = (ctx: Ctx, template: string, data: Record<string, string>) =>
  notifyRole(ctx, 'administrator', { template, data, link: '/desk/exchange' });

export const tellDown = action({
  name: 'exchange.tell-down',
  may: 'exchange.send',
  summary: '对接中断一小时以上，通知管理员',
  input: z.strictObject({}),
  async do(ctx) {
    const down = await ctx.sql<{ id: string; name: string; downReason: string; waiting: number }[]>`
      update exchange_partner p set told_at = ${ctx.now} where county = ${ctx.county} and active and paused_at is null and told_at is null
        and down_since <= ${later(ctx.now, -tellAfterMinutes * 60)}
      returning id, name, down_reason, (select count(*)::int from exchange_out o where o.county = p.county and o.partner = p.id and o.state = 'waiting') as waiting`;
    for (const p of down) {
      await tellAdministrators(ctx, 'exchange-down', { name: p.name, why: p.downReason, waiting: String(p.waiting) });
      ctx.house.log.error({ partner: p.id, waiting: p.waiting }, 'exchange down');
      ctx.record({ subject: `partner:${p.id}`, detail: { waiting: p.waiting } });
    }
  },
});

/** Queues the items that a partner has not been told as they are now; those that are gone as withdrawn. */
export const queueItems = action({
  name: 'exchange.items',
  may: 'exchange.send',
  summary: '把变化了的事项要素排入发送队列',
  input: z.strictObject({}),
  output: z.object({ queued: z.number() }),
  async do(ctx) {
    const changed = await changedItems(ctx);
    for (const { partner, subject, digest } of changed)
      await ctx.sql`insert into exchange_item (county, partner, subject, digest) values (${ctx.county}, ${partner}, ${subject}, ${digest})
        on conflict (county, partner, subject) do update set digest = excluded.digest`;
    const marks = changed.map(({ partner, subject, item }) => ({ topic: 'item', partner, subject, at: ctx.now, facts: item }));
    if (marks.length > 0) await ctx.sql`select app.tell_partners(${ctx.county}, ${JSON.stringify(marks)}::text::jsonb)`;
    ctx.record({ detail: { items: marks.length } });
    return { queued: marks.length };
  },
});

/** Whether {@link queueItems} has something to do; asked first, so that a quiet minute writes nothing. */
export const itemsChanged = read({
  name: 'exchange.items-due',
  may: 'exchange.send',
  summary: '事项要素有没有变化',
  input: z.strictObject({}),
  do: async (ctx): Promise<boolean> => (await changedItems(ctx)).length > 0,
});

interface ChangedItem {
  partner: string;
  subject: string;
  digest: string;
  item: object;
}

async function changedItems(ctx: Ctx): Promise<ChangedItem[]> {
  const partners = (await partnersOf(ctx)).filter(p => p.active && p.topics.includes('item'));
  if (partners.length === 0) return [];
  const offers = await offersOf(ctx);
  const known = await ctx.sql<{ partner: string; subject: string; digest: string }[]>`
    select partner, subject, digest from exchange_item where county = ${ctx.county}`;
  return partners.flatMap(({ id: partner }) => {
    const told = new Map(known.filter(k => k.partner === partner).map(k => [k.subject, k.digest]));
    const gone = [...told.keys()].filter(s => !offers.has(s)).map(s => [s, { id: s.slice(s.indexOf('/') + 1), withdrawn: true }] as const);
    const now = [...offers, ...gone].map(([subject, item]) => ({ partner, subject, item, digest: digestOf(canonical(item)) }));
    return now.filter(n => told.get(n.subject) !== n.digest);
  });
}

/** Everything that can be applied for here, by subject. */
export async function offersOf(ctx: Ctx): Promise<Map<string, object>> {
  const all = new Map<string, object>();
  for (const kind of Object.values(ctx.house.kinds))
    for (const offer of (await kind.offers?.(ctx)) ?? []) all.set(`item:${kind.id}/${offer.id}`, { kind: kind.id, ...offer });
  return all;
}
