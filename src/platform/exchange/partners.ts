/** The platforms with which messages are exchanged, kept by the administrator. */
import { z } from 'zod';
import { action, type Ctx, read, refusals, refuse } from '../actions/index.ts';
import { publicKeys, type SigningKey, signingKey } from '../crypto/index.ts';
import { sendLater } from '../jobs/index.ts';
import { type OutTopic, outTopics, type PartnerId, partnerNames } from './words.ts';

export const refuseExchange = refusals({
  'partner-wrong': [422, '平台的设置有误'],
  'message-state': [409, '这份报文现在不能这样处理'],
});

export interface Partner {
  id: PartnerId;
  name: string;
  url: string;
  keys: { id: string; publicKey: string }[];
  topics: OutTopic[];
  active: boolean;
  since: string | null;
  skewSeconds: number;
  pausedReason: string | null;
  pausedBy: string | null;
  pausedAt: string | null;
  failures: number;
  downSince: string | null;
  downReason: string | null;
  retryAt: string | null;
  lastOkAt: string | null;
  toldAt: string | null;
  version: number;
}
const columns = `id, name, url, keys, topics, active, since, skew_seconds, paused_reason, paused_by, paused_at, failures, down_since, down_reason,
  retry_at, last_ok_at, told_at, version`;

/** In the house's scope or an operator's. */
export async function partnersOf(ctx: Ctx): Promise<Partner[]> {
  return [...(await ctx.sql<Partner[]>`select ${ctx.sql.unsafe(columns)} from exchange_partner where county = ${ctx.county} order by id`)];
}

export async function findPartner(ctx: Ctx, id: string, lock = false): Promise<Partner | null> {
  const [row] = await ctx.sql<Partner[]>`
    select ${ctx.sql.unsafe(columns)} from exchange_partner where county = ${ctx.county} and id = ${id} ${lock ? ctx.sql`for update` : ctx.sql``}`;
  return row ?? null;
}

/** The key that signs our messages. */
export const ourKey = (ctx: Ctx): Promise<SigningKey> => ctx.asHouse(ctx => signingKey(ctx, 'exchange'));

const partnerId = z.enum(Object.keys(partnerNames) as [PartnerId]);

const publicKey = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^04[0-9a-f]{128}$/, '公钥是 130 位十六进制，以 04 开头');

export const keepPartner = action({
  name: 'exchange.keep',
  may: 'exchange.keep',
  elevated: true,
  summary: '登记、修改对接的平台：地址、公钥、发送哪些内容、是否启用',
  input: z.strictObject({
    partnerId,
    /** Of the row that was read; null for one that is not there yet. */
    version: z.number().int().positive().nullable(),
    name: z.string().trim().min(2, '请填写名称').max(60),
    url: z
      .url({ protocol: /^https?$/, error: '地址写成 https://… 的样子' })
      .max(200)
      .transform(u => u.replace(/\/+$/, '')),
    keys: z
      .array(z.strictObject({ id: z.string().trim().min(1, '请填写密钥编号').max(60), publicKey }))
      .min(1, '至少登记一把公钥')
      .max(5),
    topics: z.array(z.enum(Object.keys(outTopics) as [OutTopic])).max(10),
    skewSeconds: z.number().int().min(30, '不能少于 30 秒').max(3600, '不能超过 3600 秒').default(300),
    active: z.boolean(),
  }),
  output: z.object({ version: z.number() }),
  async do(ctx, p) {
    const twice = p.keys.findIndex((k, i) => p.keys.findIndex(o => o.id === k.id) !== i);
    if (twice >= 0) throw refuseExchange('partner-wrong', { faults: [{ path: `keys.${twice}.id`, message: '密钥编号写了两次' }] });
    if (/^http:/.test(p.url) && !/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(p.url))
      throw refuseExchange('partner-wrong', { faults: [{ path: 'url', message: '除本机以外，地址必须用 https' }] });
    // Made now, so that the other side can be given our key before the first message.
    await ourKey(ctx);
    const topics = [...new Set(p.topics)];
    const keys = JSON.stringify(p.keys);
    const since = p.active ? ctx.today : null;
    const [row] =
      p.version === null
        ? await ctx.sql<{ version: number }[]>`
          insert into exchange_partner (county, id, name, url, keys, topics, active, since, skew_seconds)
          values (${ctx.county}, ${p.partnerId}, ${p.name}, ${p.url}, ${keys}::text::jsonb, ${topics}, ${p.active}, ${since}, ${p.skewSeconds})
          on conflict do nothing returning version`
        : await ctx.sql<{ version: number }[]>`
          update exchange_partner set name = ${p.name}, url = ${p.url}, keys = ${keys}::text::jsonb, topics = ${topics}, skew_seconds = ${p.skewSeconds},
            since = case when ${p.active} then coalesce(since, ${since}) end, active = ${p.active}, retry_at = null, version = version + 1
          where county = ${ctx.county} and id = ${p.partnerId} and version = ${p.version} returning version`;
    if (!row) throw refuse('changed');
    ctx.record({ subject: `partner:${p.partnerId}`, detail: { url: p.url, keys: p.keys.map(k => k.id), topics, active: p.active } });
    return { version: row.version };
  },
});

export const pausePartner = action({
  name: 'exchange.pause',
  may: 'exchange.operate',
  summary: '暂停发送，报文照常排队',
  input: z.strictObject({ partnerId, version: z.number().int().positive(), reason: z.string().trim().min(2, '请写明暂停的原因').max(200) }),
  async do(ctx, { partnerId, version, reason }) {
    const { count } = await ctx.sql`
      update exchange_partner set paused_reason = ${reason}, paused_by = ${ctx.actor.name}, paused_at = ${ctx.now}, version = version + 1
      where county = ${ctx.county} and id = ${partnerId} and version = ${version} and paused_at is null`;
    if (count !== 1) throw refuse('changed');
    ctx.record({ subject: `partner:${partnerId}`, detail: { reason } });
  },
});

export const resumePartner = action({
  name: 'exchange.resume',
  may: 'exchange.operate',
  summary: '恢复发送；连不上时也可以用它马上再试',
  input: z.strictObject({ partnerId, version: z.number().int().positive() }),
  async do(ctx, { partnerId, version }) {
    const { count } = await ctx.sql`
      update exchange_partner set paused_reason = null, paused_by = null, paused_at = null, retry_at = null, version = version + 1
      where county = ${ctx.county} and id = ${partnerId} and version = ${version}`;
    if (count !== 1) throw refuse('changed');
    ctx.record({ subject: `partner:${partnerId}` });
    await wakeSender(ctx);
  },
});

/** The sender looks again soon after this transaction. */
export const wakeSender = (ctx: Ctx) => sendLater(ctx.sql, ctx.county, 'send-exchange', {});

/** For whoever checks our messages. */
export const exchangeKeys = read({
  name: 'exchange.keys',
  may: 'exchange-key.read',
  open: true,
  summary: '本县报文的 SM2 公钥：现在用的和以前用过的',
  input: z.strictObject({}),
  output: z.object({ county: z.string(), algorithm: z.literal('SM2-SM3'), keys: z.array(z.object({ id: z.string(), publicKey: z.string() })) }),
  async do(ctx) {
    const keys = await ctx.asHouse(ctx => publicKeys(ctx, 'exchange'));
    return { county: ctx.county, algorithm: 'SM2-SM3' as const, keys: [...keys] };
  },
});
