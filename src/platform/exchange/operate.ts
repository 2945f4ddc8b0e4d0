/** What an operator does with messages that are stuck: try again, or give up with a reason. */
import { z } from 'zod';
import { action, type Ctx, refuse } from '../actions/index.ts';
import { advance } from './outgoing.ts';
import { refuseExchange, wakeSender } from './partners.ts';
import { addTry } from './tries.ts';
import { type OutState, outStates, type PartnerId } from './words.ts';

interface Stuck {
  partner: PartnerId;
  subject: string;
  seq: bigint;
  state: OutState;
  settled: boolean;
  topic: string;
  version: number;
}

async function lockStuck(ctx: Ctx, id: string, version: number): Promise<Stuck> {
  const [row] = await ctx.sql<Stuck[]>`
    select partner, subject, seq, state, settled, topic, version from exchange_out where county = ${ctx.county} and id = ${id} for update`;
  if (!row) throw refuse('not-found');
  if (row.version !== version) throw refuse('changed');
  if (row.state !== 'stuck') throw refuseExchange('message-state', `现在是“${outStates[row.state]}”`);
  return row;
}

const onMessage = z.strictObject({
  messageId: z.uuid(),
  version: z.number().int().positive(),
  reason: z.string().trim().min(4, '请写明原因，至少 4 个字').max(300),
});

const goOn = (ctx: Ctx, m: Stuck) => ctx.sql`
  update exchange_subject set state = 'waiting', next_at = null, lease_until = null
  where county = ${ctx.county} and partner = ${m.partner} and subject = ${m.subject}`;

export const retryMessage = action({
  name: 'exchange.retry',
  may: 'exchange.operate',
  summary: '重发卡住的报文',
  input: onMessage,
  async do(ctx, { messageId, version, reason }) {
    const m = await lockStuck(ctx, messageId, version);
    if (m.settled) throw refuseExchange('message-state', '对方已经收下并退回了这一份，重发还是同样的答复；请和对方核对后跳过');
    await ctx.sql`
      update exchange_out set state = 'waiting', attempts = 0, first_tried_at = null, version = version + 1
      where county = ${ctx.county} and id = ${messageId}`;
    await addTry(ctx, m, 'retry', reason, ctx.actor.name);
    await goOn(ctx, m);
    ctx.record({ subject: `message:${messageId}`, detail: { subject: m.subject, seq: m.seq, reason } });
    await wakeSender(ctx);
  },
});

export const skipMessage = action({
  name: 'exchange.skip',
  may: 'exchange.operate',
  summary: '跳过卡住的报文：这一份不再发送，后面的继续',
  input: onMessage,
  async do(ctx, { messageId, version, reason }) {
    const m = await lockStuck(ctx, messageId, version);
    await addTry(ctx, m, 'skip', reason, ctx.actor.name);
    if (m.settled) {
      await ctx.sql`
        update exchange_out set state = 'skipped', done_at = ${ctx.now}, version = version + 1
        where county = ${ctx.county} and id = ${messageId}`;
      await advance(ctx, m.partner, [m.subject]);
    } else {
      // The other side counts on this number: an empty message, with an id of its own, goes in its place.
      await ctx.sql`
        update exchange_out set id = gen_random_uuid(), void = true, body = null, digest = null, state = 'waiting', attempts = 0, first_tried_at = null,
          version = version + 1
        where county = ${ctx.county} and id = ${messageId}`;
      await goOn(ctx, m);
    }
    ctx.record({ subject: `message:${messageId}`, detail: { topic: m.topic, subject: m.subject, seq: m.seq, reason } });
    await wakeSender(ctx);
  },
});
