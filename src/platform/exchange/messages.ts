/** Messages one by one: the list with its filters, and one with its envelope and the history of its tries. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { beginning } from '../search/index.ts';
import { answerOf } from './incoming.ts';
import { triesOf } from './tries.ts';
import { inStates, outStates, type TryKind, topicNames, tryKinds } from './words.ts';

const anyState = z.enum([...Object.keys(outStates), ...Object.keys(inStates)] as [string]);

const messageView = z.object({
  id: z.string(),
  direction: z.enum(['out', 'in']),
  partner: z.enum(['city', 'province']),
  topic: z.string(),
  subject: z.string(),
  /** Our number of what it is about, where the subject is the partner's word. */
  number: z.string().nullable(),
  /** The name of the thing or the licence. */
  about: z.string().nullable(),
  seq: z.number(),
  state: anyState,
  madeAt: z.string(),
  attempts: z.number(),
  answer: z.string().nullable(),
  doneAt: z.string().nullable(),
  digest: z.string().nullable(),
  void: z.boolean(),
  settled: z.boolean(),
  /** Waits behind a stuck one of its subject. */
  behind: z.boolean(),
  version: z.number(),
});
export type MessageView = z.infer<typeof messageView>;

const filter = z.strictObject({
  direction: z.enum(['out', 'in']).default('out'),
  partner: z.enum(['city', 'province']).optional(),
  state: anyState.optional(),
  topic: z.enum(Object.keys(topicNames) as [string]).optional(),
  /** The beginning of the subject or of our number, or the whole number over there. */
  q: z.string().trim().max(60).optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  size: z.coerce.number().int().min(1).max(500).default(50),
});

export const messages = read({
  name: 'exchange.messages',
  may: 'exchange.read',
  summary: '报文清单：发出的和收到的',
  input: filter,
  output: z.object({ items: z.array(messageView), total: z.number() }),
  // Names of things and licences are nobody's secret; whose they are is not read.
  do: (ctx, f) =>
    ctx.asHouse(async ctx => {
      const { sql, county } = ctx;
      const out = f.direction === 'out';
      const where = sql`m.county = ${county} ${f.partner ? sql`and m.partner = ${f.partner}` : sql``} ${f.state ? sql`and m.state = ${f.state}` : sql``}
        ${f.topic ? sql`and m.topic = ${f.topic}` : sql``} ${f.q ? found(ctx, f.q, out) : sql``}`;
      const items = await sql<MessageView[]>`
        ${out ? outgoing(ctx) : incoming(ctx)} where ${where}
        order by ${out ? sql`(m.state = 'stuck') desc, (m.state = 'waiting') desc, m.made_at desc, m.subject, m.seq` : sql`m.received_at desc, m.subject, m.seq`}
        limit ${f.size} offset ${(f.page - 1) * f.size}`;
      const [count] = await sql<{ n: number }[]>`select count(*)::int as n from ${out ? sql`exchange_out` : sql`exchange_in`} m where ${where}`;
      return { items: [...items], total: count?.n ?? 0 };
    }),
});

function found({ sql, county }: Ctx, q: string, out: boolean) {
  const begins = beginning(q);
  const theirs = sql`array(select number from exchange_origin
    where county = ${county} and partner = any('{city,province}') and topic = any('{case,ticket}') and outside = ${q})`;
  return out
    ? sql`and (m.subject like ${begins} or m.subject = any(${theirs}))`
    : sql`and (m.subject like ${begins} or m.number like ${begins} or m.number = any(${theirs}))`;
}

const outgoing = ({ sql }: Ctx) => sql`
  select m.id, 'out' as direction, m.partner, m.topic, m.subject, null as number, m.seq::int as seq, m.state, m.made_at, m.attempts, m.answer, m.done_at, m.digest,
    m.void, m.settled, m.version,
    case m.topic
      -- One that was withdrawn is called what it was called.
      when 'item' then coalesce(m.facts->>'name', (select e.facts->>'name' from exchange_out e
        where e.county = m.county and e.partner = m.partner and e.subject = m.subject and e.facts ? 'name' order by e.seq desc limit 1))
      when 'licence' then (select type_name from licence where county = m.county and id = (m.facts->>'licence')::uuid)
      when 'ticket' then null
      else (select title from case_file where county = m.county and id = (m.facts->>'case')::uuid)
    end as about,
    m.state = 'waiting' and exists (select 1 from exchange_subject s
      where s.county = m.county and s.partner = m.partner and s.subject = m.subject and s.state = 'stuck') as behind
  from exchange_out m`;

const incoming = ({ sql }: Ctx) => sql`
  select m.id, 'in' as direction, m.partner, m.topic, m.subject, m.number, m.seq::int as seq, m.state, m.received_at as made_at, 1 as attempts, m.reason as answer,
    m.done_at, m.digest, false as void, false as settled, 1 as version, (select title from case_file where county = m.county and number = m.number) as about,
    false as behind
  from exchange_in m`;

const oneMessage = messageView.extend({
  envelope: z.record(z.string(), z.unknown()),
  tries: z.array(z.object({ at: z.string(), what: z.enum(Object.keys(tryKinds) as [TryKind]), words: z.string(), who: z.string().nullable() })),
  /** Later ones of its subject that wait for it. */
  waitFor: z.number(),
});
export type OneMessage = z.infer<typeof oneMessage>;

export const message = read({
  name: 'exchange.message',
  may: 'exchange.read',
  summary: '一份报文：信封、内容、每次发送的答复',
  input: z.strictObject({ messageId: z.uuid() }),
  output: oneMessage,
  do: (ctx, { messageId }) => ctx.asHouse(async ctx => (await sentOne(ctx, messageId)) ?? (await receivedOne(ctx, messageId))),
});

const envelopeOf = (county: string, m: MessageView, body: unknown) => ({
  v: 1,
  id: m.id,
  ...(m.direction === 'out' ? { from: county, to: m.partner } : { from: m.partner, to: county }),
  topic: m.void ? 'void' : m.topic,
  subject: m.subject,
  seq: m.seq,
  digest: m.digest,
  ...(body === undefined ? {} : { body }),
});

async function sentOne(ctx: Ctx, id: string): Promise<OneMessage | null> {
  const { sql, county } = ctx;
  const [m] = await sql<MessageView[]>`${outgoing(ctx)} where m.county = ${county} and m.id = ${id}`;
  if (!m) return null;
  const place = { partner: m.partner, subject: m.subject, seq: String(m.seq) };
  const [more] = await sql<{ body: string | null; waitFor: number }[]>`
    select body, (select count(*)::int from exchange_out l where l.county = o.county and l.partner = o.partner and l.subject = o.subject and l.seq > o.seq) as wait_for
    from exchange_out o where county = ${county} and id = ${id}`;
  const body = more!.body === null ? undefined : withoutWords(JSON.parse(more!.body) as Record<string, unknown>);
  return { ...m, envelope: envelopeOf(county, m, body), tries: await triesOf(ctx, place), waitFor: m.state === 'stuck' ? more!.waitFor : 0 };
}

/** What was written to a person is for them and the platform on which they asked, and not for whoever watches the line. */
const withoutWords = (body: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(body).map(([key, value]) => [key, (key === 'text' || key === 'told') && value ? '（答复本人的内容，这里不显示）' : value]));

/** What came is not kept once it is done; what we answered is shown, but for data that was asked for. */
async function receivedOne(ctx: Ctx, id: string): Promise<OneMessage> {
  const { sql, county } = ctx;
  const [m] = await sql<MessageView[]>`${incoming(ctx)} where m.county = ${county} and m.partner = any('{city,province}') and m.id = ${id}`;
  if (!m) throw refuse('not-found');
  const result = m.topic === 'query' ? null : await answerOf(ctx, m.partner, id);
  return { ...m, envelope: { ...envelopeOf(county, m, undefined), ...(result ? { result: JSON.parse(result) } : {}) }, tries: [], waitFor: 0 };
}
