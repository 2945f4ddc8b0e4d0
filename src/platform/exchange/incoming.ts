/**
 * Messages from partners. The signature is the permission: whoever cannot sign as a known partner is told so and nothing is
 * kept. A message is done once, in the order of its subject; one that came too early waits for those before it.
 */
import { systemActor } from '../access/index.ts';
import { action, type Ctx, Refusal, refusals } from '../actions/index.ts';
import { canonical, digestOf, type Envelope, envelopeSchema, holds, type Receipt, receiptSchema, signed } from './envelope.ts';
import { handle } from './inbound.ts';
import { findPartner, ourKey, type Partner } from './partners.ts';

const refuse = refusals({
  'partner-unknown': [403, '不认识这个平台，或对接还没有启用'],
  'not-for-us': [403, '这份报文不是发给本县的'],
  'signature-wrong': [403, '报文的签名不对，或公钥没有登记'],
  'digest-wrong': [422, '报文的内容和摘要对不上'],
  'sent-at-wrong': [408, '报文的发送时间和本平台的时间相差太多，请校准时钟后重新签名发送'],
  'id-reused': [409, '这个报文编号已用于另一份内容'],
  'sequence-used': [409, '这个序号已经用过了'],
  'too-far-ahead': [429, '前面缺的报文太多，请先把缺的发来'],
});

/** Messages of one subject that are kept while one before them is missing. */
const mostKept = 100;

const place = (column: 'sealed' | 'answer', partner: string, id: string) => `exchange_in.${column}:${partner}/${id}`;

interface Row {
  id: string;
  topic: string;
  subject: string;
  seq: bigint;
  digest: string;
  state: 'kept' | 'done' | 'refused';
  sealed: string | null;
  answerSealed: string | null;
}

export const receive = action({
  name: 'exchange.receive',
  may: 'exchange-message.receive',
  summary: '接收上级平台的报文，回签名的回执',
  input: envelopeSchema,
  output: receiptSchema,
  do: (ctx, message) =>
    ctx.asHouse(async ctx => {
      const partner = await known(ctx, message);
      // What happens because of the message is the partner's doing.
      const theirs: Ctx = { ...ctx, actor: systemActor(ctx.county, partner.name), asHouse: async work => work(theirs) };
      return take(theirs, partner, message);
    }),
});

/** Whose message it is, and that it is whole, fresh and meant for us. */
async function known(ctx: Ctx, message: Envelope): Promise<Partner> {
  const partner = await findPartner(ctx, message.from);
  if (!partner?.active) throw refuse('partner-unknown');
  const key = partner.keys.find(k => k.id === message.key);
  if (!key || !holds(message, key.publicKey)) throw refuse('signature-wrong');
  if (message.to !== ctx.county) throw refuse('not-for-us');
  if (digestOf(message.body) !== message.digest) throw refuse('digest-wrong');
  const apart = Math.abs(Date.parse(message.sentAt) - Date.parse(ctx.now)) / 1000;
  if (apart > partner.skewSeconds) throw refuse('sent-at-wrong', `相差 ${Math.round(apart)} 秒，最多 ${partner.skewSeconds} 秒`);
  return partner;
}

async function take(ctx: Ctx, partner: Partner, message: Envelope): Promise<Receipt> {
  const { sql, county } = ctx;
  await sql`insert into exchange_in_subject (county, partner, subject) values (${county}, ${partner.id}, ${message.subject}) on conflict do nothing`;
  // Held to the end: the same message twice at a time, or its neighbours, wait here.
  const [line] = await sql<{ nextSeq: bigint }[]>`
    select next_seq from exchange_in_subject where county = ${county} and partner = ${partner.id} and subject = ${message.subject} for update`;
  const before = await findIn(ctx, partner.id, message.id);
  if (before) {
    if (before.digest !== message.digest || before.subject !== message.subject || Number(before.seq) !== message.seq) throw refuse('id-reused');
    return receiptOf(ctx, partner, before);
  }
  if (message.seq < line!.nextSeq) throw refuse('sequence-used', `下一个应为 ${line!.nextSeq}`);
  const early = message.seq > line!.nextSeq;
  if (early) {
    const [count] = await sql<{ n: number; same: boolean }[]>`
      select count(*)::int as n, coalesce(bool_or(seq = ${message.seq}), false) as same from exchange_in
      where county = ${county} and partner = ${partner.id} and subject = ${message.subject} and state = 'kept'`;
    if (count!.same) throw refuse('sequence-used');
    if (count!.n >= mostKept) throw refuse('too-far-ahead', `下一个应为 ${line!.nextSeq}`);
  }
  await sql`
    insert into exchange_in (county, partner, id, topic, subject, seq, digest, state, sealed, received_at)
    values (${county}, ${partner.id}, ${message.id}, ${message.topic}, ${message.subject}, ${message.seq}, ${message.digest}, 'kept',
      ${ctx.vault.seal(county, place('sealed', partner.id, message.id), message.body)}, ${ctx.now})`;
  if (!early) await workOff(ctx, partner, message.subject, line!.nextSeq);
  ctx.record({
    subject: `partner:${partner.id}`,
    detail: { topic: message.topic, subject: message.subject, seq: message.seq, ...(early ? { kept: true } : {}) },
  });
  return receiptOf(ctx, partner, (await findIn(ctx, partner.id, message.id))!);
}

async function findIn(ctx: Ctx, partner: string, id: string): Promise<Row | undefined> {
  const [row] = await ctx.sql<Row[]>`
    select id, topic, subject, seq, digest, state, sealed, answer_sealed from exchange_in where county = ${ctx.county} and partner = ${partner} and id = ${id}`;
  return row;
}

/** Does what has its turn: the message that just came, and those that waited for it. */
async function workOff(ctx: Ctx, partner: Partner, subject: string, from: bigint): Promise<void> {
  const { sql, county } = ctx;
  let next = from;
  const kept = await sql<Row[]>`
    select id, topic, subject, seq, digest, state, sealed, answer_sealed from exchange_in
    where county = ${county} and partner = ${partner.id} and subject = ${subject} and state = 'kept' order by seq`;
  for (const row of kept) {
    if (row.seq !== next) break;
    const body = ctx.vault.open(county, place('sealed', partner.id, row.id), row.sealed!);
    const { state, result, reason, number } = await done(ctx, partner, row, body);
    await sql`update exchange_in set state = ${state}, sealed = null, reason = ${reason}, number = ${number}, done_at = ${ctx.now},
        answer_sealed = ${ctx.vault.seal(county, place('answer', partner.id, row.id), JSON.stringify({ result, reason }))}
      where county = ${county} and partner = ${partner.id} and id = ${row.id}`;
    next++;
  }
  await sql`update exchange_in_subject set next_seq = ${next} where county = ${county} and partner = ${partner.id} and subject = ${subject}`;
}

interface Done {
  state: 'done' | 'refused';
  result: string | null;
  reason: string | null;
  /** Ours, of the case or ticket that it was about. */
  number: string | null;
}

/** Rules that say no answer the message; its number is used up all the same, and nothing else of it remains. */
async function done(ctx: Ctx, partner: Partner, row: Row, body: string): Promise<Done> {
  const records: Parameters<Ctx['record']>[0][] = [];
  const after: Parameters<Ctx['afterCommit']>[0][] = [];
  const theirs: Ctx = {
    ...ctx,
    record: entry => void records.push(entry),
    afterCommit: work => void after.push(work),
    asHouse: async work => work(theirs),
  };
  await ctx.sql`savepoint message`;
  try {
    const result = await handle(theirs, partner, row.topic, body, row.id);
    await ctx.sql`release savepoint message`;
    for (const entry of records) ctx.record(entry);
    for (const work of after) ctx.afterCommit(work);
    const about = result as { number?: unknown } | undefined;
    return {
      state: 'done',
      result: result === undefined ? null : canonical(result),
      reason: null,
      number: typeof about?.number === 'string' ? about.number : null,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await ctx.sql`rollback to savepoint message`;
    return { state: 'refused', result: null, reason: reasonOf(error), number: null };
  }
}

/** With the faults at their places: whoever sent it sees no form. */
const reasonOf = ({ message, detail, faults }: Refusal): string =>
  [[message, detail].filter(Boolean).join('：'), ...faults.filter(f => f.message !== detail).map(f => (f.path ? `${f.path}：${f.message}` : f.message))]
    .join('；')
    .slice(0, 4000);

interface Answer {
  result: string | null;
  reason: string | null;
}

const opened = ({ vault, county }: Ctx, partner: string, { id, answerSealed }: Row): Answer =>
  answerSealed ? JSON.parse(vault.open(county, place('answer', partner, id), answerSealed)) : { result: null, reason: null };

/** What we answered to a message: the canonical result. */
export async function answerOf(ctx: Ctx, partner: string, id: string): Promise<string | null> {
  const row = await findIn(ctx, partner, id);
  return row ? opened(ctx, partner, row).result : null;
}

const receiptOf = async (ctx: Ctx, partner: Partner, row: Row): Promise<Receipt> =>
  signed({ v: 1 as const, id: row.id, from: ctx.county, to: partner.id, state: row.state, at: ctx.now, ...opened(ctx, partner.id, row) }, await ourKey(ctx));
