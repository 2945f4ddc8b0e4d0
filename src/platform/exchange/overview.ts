/** The state of the exchange: lines and queues, for the page and for monitoring. */
import { z } from 'zod';
import { read } from '../actions/index.ts';
import type { Gauge } from '../http/index.ts';
import { partnersOf } from './partners.ts';

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
