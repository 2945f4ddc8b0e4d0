/** The state of the exchange: lines, queues, messages and what became of each. */
import { z } from 'zod';
import { type Ctx, read } from '../actions/index.ts';
import type { Gauge } from '../http/index.ts';
import { partnersOf } from './partners.ts';
import { inStates, outStates, topicNames } from './words.ts';

const partnerView = z.object({
  id: z.enum(['city', 'province']),
  name: z.string(),
  url: z.string(),
  keys: z.array(z.object({ id: z.string(), publicKey: z.string() })),
  topics: z.array(z.string()),
  active: z.boolean(),
  since: z.string().nullable(),
  skewSeconds: z.number(),
  pausedReason: z.string().nullable(),
  pausedBy: z.string().nullable(),
  pausedAt: z.string().nullable(),
  downSince: z.string().nullable(),
  downReason: z.string().nullable(),
  retryAt: z.string().nullable(),
  lastOkAt: z.string().nullable(),
  version: z.number(),
  waiting: z.number(),
  oldestAt: z.string().nullable(),
  stuck: z.number(),
  sentLastHour: z.number(),
  receivedLastHour: z.number(),
  /** Sent in each of the last 24 hours, the last one at the end. */
  hours: z.array(z.number()),
  byTopic: z.array(z.object({ topic: z.string(), waiting: z.number(), stuck: z.number(), sent: z.number() })),
});
export type PartnerView = z.infer<typeof partnerView>;

const hour = 3_600_000;

export const overview = read({
  name: 'exchange.overview',
  may: 'exchange.read',
  summary: '与上级平台对接的状态：线路、等待、卡住、每小时发送数',
  input: z.strictObject({}),
  output: z.object({ now: z.string(), partners: z.array(partnerView) }),
  async do(ctx) {
    const { sql, county, now } = ctx;
    const from = new Date(Date.parse(now) - 24 * hour).toISOString();
    const partners = await partnersOf(ctx);
    const open = await sql<{ partner: string; topic: string; state: 'waiting' | 'stuck'; n: number; oldest: string }[]>`
      select partner, topic, state, count(*)::int as n, min(made_at) as oldest from exchange_out
      where county = ${county} and state in ('waiting', 'stuck') group by 1, 2, 3`;
    const sent = await sql<{ partner: string; topic: string; ago: number; n: number }[]>`
      select partner, topic, floor(extract(epoch from ${now}::timestamptz - done_at) / 3600)::int as ago, count(*)::int as n from exchange_out
      where county = ${county} and state = 'sent' and done_at > ${from} group by 1, 2, 3`;
    const received = await sql<{ partner: string; n: number }[]>`
      select partner, count(*)::int as n from exchange_in where county = ${county} and received_at > ${new Date(Date.parse(now) - hour).toISOString()} group by 1`;
    const sum = (rows: readonly { n: number }[]) => rows.reduce((total, r) => total + r.n, 0);
    return {
      now,
      partners: partners.map(({ failures: _, toldAt: __, ...p }) => {
        const [mine, done] = [open.filter(o => o.partner === p.id), sent.filter(s => s.partner === p.id)];
        const topics = [...new Set([...p.topics, ...mine.map(m => m.topic), ...done.map(d => d.topic)])];
        return {
          ...p,
          waiting: sum(mine.filter(m => m.state === 'waiting')),
          oldestAt:
            mine
              .filter(m => m.state === 'waiting')
              .map(m => m.oldest)
              .sort()[0] ?? null,
          stuck: sum(mine.filter(m => m.state === 'stuck')),
          sentLastHour: sum(done.filter(d => d.ago === 0)),
          receivedLastHour: sum(received.filter(r => r.partner === p.id)),
          hours: Array.from({ length: 24 }, (_, i) => sum(done.filter(d => d.ago === 23 - i))),
          byTopic: topics.map(topic => ({
            topic,
            waiting: sum(mine.filter(m => m.topic === topic && m.state === 'waiting')),
            stuck: sum(mine.filter(m => m.topic === topic && m.state === 'stuck')),
            sent: sum(done.filter(d => d.topic === topic)),
          })),
        };
      }),
    };
  },
});

/** For monitoring: what is alarming when it grows. */
export const gauges = ({ now, partners }: { now: string; partners: PartnerView[] }): Gauge[] => {
  const of = (name: string, help: string, value: (p: PartnerView) => number): Gauge => ({
    name: `bancheng_exchange_${name}`,
    help,
    values: partners.filter(p => p.active).map(p => ({ labels: { partner: p.id }, value: value(p) })),
  });
  const seconds = (since: string | null) => (since ? Math.max(0, (Date.parse(now) - Date.parse(since)) / 1000) : 0);
  return [
    of('waiting', 'Messages that wait to be sent', p => p.waiting),
    of('stuck', 'Messages that wait for an operator', p => p.stuck),
    of('oldest_seconds', 'Age of the oldest message that waits', p => seconds(p.oldestAt)),
    of('down_seconds', 'How long the partner has not been reached; 0: it is', p => seconds(p.downSince)),
  ];
};

const messageView = z.object({
  id: z.string(),
  direction: z.enum(['out', 'in']),
  partner: z.enum(['city', 'province']),
  topic: z.string(),
  subject: z.string(),
  seq: z.number(),
  state: z.enum([...Object.keys(outStates), ...Object.keys(inStates)] as [string]),
  madeAt: z.string(),
  firstTriedAt: z.string().nullable(),
  lastTriedAt: z.string().nullable(),
  attempts: z.number(),
  answer: z.string().nullable(),
  doneAt: z.string().nullable(),
  digest: z.string().nullable(),
  void: z.boolean(),
  settled: z.boolean(),
  note: z.string().nullable(),
  noteBy: z.string().nullable(),
  /** Waits behind a stuck one of its subject. */
  behind: z.boolean(),
  version: z.number(),
});
export type MessageView = z.infer<typeof messageView>;

const pageSize = 20;

const filter = z.strictObject({
  direction: z.enum(['out', 'in']).default('out'),
  partner: z.enum(['city', 'province']).optional(),
  state: z.enum([...Object.keys(outStates), ...Object.keys(inStates)] as [string]).optional(),
  topic: z.enum(Object.keys(topicNames) as [string]).optional(),
  /** The beginning of the subject: a case number. */
  q: z.string().trim().max(60).optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
});

export const messages = read({
  name: 'exchange.messages',
  may: 'exchange.read',
  summary: '报文清单：发出的和收到的',
  input: filter,
  output: z.object({ items: z.array(messageView), total: z.number(), pageSize: z.number() }),
  async do(ctx, f) {
    const { sql, county } = ctx;
    const out = f.direction === 'out';
    const begins = `${(f.q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`;
    const where = sql`m.county = ${county} ${f.partner ? sql`and m.partner = ${f.partner}` : sql``} ${f.state ? sql`and m.state = ${f.state}` : sql``}
      ${f.topic ? sql`and m.topic = ${f.topic}` : sql``} ${f.q ? sql`and m.subject like ${begins}` : sql``}`;
    const items = await sql<MessageView[]>`
      ${out ? outgoing(ctx) : incoming(ctx)} where ${where}
      order by ${out ? sql`(m.state = 'stuck') desc, (m.state = 'waiting') desc, m.made_at desc, m.subject, m.seq` : sql`m.received_at desc, m.subject, m.seq`}
      limit ${pageSize} offset ${(f.page - 1) * pageSize}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from ${out ? sql`exchange_out` : sql`exchange_in`} m where ${where}`;
    return { items: [...items], total: count?.n ?? 0, pageSize };
  },
});

const outgoing = ({ sql }: Ctx) => sql`
  select m.id, 'out' as direction, m.partner, m.topic, m.subject, m.seq::int as seq, m.state, m.made_at, m.first_tried_at, m.last_tried_at, m.attempts, m.answer,
    m.done_at, m.digest, m.void, m.settled, m.note, m.note_by, m.version,
    m.state = 'waiting' and exists (select 1 from exchange_subject s
      where s.county = m.county and s.partner = m.partner and s.subject = m.subject and s.state = 'stuck') as behind
  from exchange_out m`;

const incoming = ({ sql }: Ctx) => sql`
  select m.id, 'in' as direction, m.partner, m.topic, m.subject, m.seq::int as seq, m.state, m.received_at as made_at, null::timestamptz as first_tried_at,
    null::timestamptz as last_tried_at, 1 as attempts, m.reason as answer, m.done_at, m.digest, false as void, false as settled, null as note, null as note_by,
    1 as version, false as behind
  from exchange_in m`;
