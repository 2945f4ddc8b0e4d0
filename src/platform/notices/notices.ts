/** Messages to people, units and roles: written in the transaction that causes them, sent after its commit. */
import { z } from 'zod';
import { type Guard, permit, type StaffRole, scopeOf, staffRoles, systemActor } from '../access/index.ts';
import { action, type Ctx, type House, knownActor, perform, read } from '../actions/index.ts';
import { phonePlace } from '../identity/index.ts';
import { type Job, sendLater } from '../jobs/index.ts';

/** Texts by template name; a programme adds its own. Titles and bodies hold no numbers of identity, phone or account. */
export type Templates = Record<string, (data: Record<string, string>) => { title: string; body: string }>;

declare module '../actions/action.ts' {
  interface House {
    templates: Templates;
  }
}

export interface Message {
  template: string;
  data: Record<string, string>;
  /** Path in the portal or the desk that the message opens. */
  link?: string;
}

function written(ctx: Ctx, message: Message) {
  const template = ctx.house.templates[message.template];
  if (!template) throw new Error(`no template ${message.template}`);
  return template(message.data);
}

/** To a person: inbox at once, SMS after the commit. */
export async function notifyPerson(ctx: Ctx, person: string, message: Message): Promise<void> {
  const { title, body } = written(ctx, message);
  const id = crypto.randomUUID();
  await ctx.asHouse(ctx =>
    Promise.all([
      ctx.sql`
      insert into notice (county, id, person, template, title, body, link, made_at, sms)
      values (${ctx.county}, ${id}, ${person}, ${message.template}, ${title}, ${body}, ${message.link ?? null}, ${ctx.now}, 'waiting')`,
      sendLater(ctx.sql, ctx.county, 'send-sms', { notice: id }),
    ]),
  );
}

async function notifyAll(ctx: Ctx, to: { unit: string } | { role: StaffRole }, message: Message): Promise<void> {
  const { template, link = null } = message;
  const row = { county: ctx.county, ...to, template, ...written(ctx, message), link, madeAt: ctx.now };
  await ctx.asHouse(ctx => ctx.sql`insert into notice ${ctx.sql(row as never)}`);
}

/** To everybody who works in a unit. */
export const notifyUnit = (ctx: Ctx, unit: string, message: Message) => notifyAll(ctx, { unit }, message);

/** To whoever holds a role, also one that belongs to no unit. */
export const notifyRole = (ctx: Ctx, role: StaffRole, message: Message) => notifyAll(ctx, { role }, message);

/** Sends notices' SMS; sent notices are left alone, so that a second try of the queue sends nothing twice. */
const sendSms = action({
  name: 'notice.send',
  may: 'notice.send',
  summary: '发出消息的短信',
  input: z.strictObject({ notices: z.array(z.uuid()).max(50) }),
  output: z.object({ failed: z.number() }),
  async do(ctx, { notices }) {
    const rows = await ctx.sql<{ id: string; title: string; body: string; person: string; phoneSealed: string | null }[]>`
      select n.id, n.title, n.body, n.person, p.phone_sealed from notice n
      join person p on p.county = n.county and p.id = n.person
      where n.county = ${ctx.county} and n.id = any(${notices}::uuid[]) and n.sms = 'waiting' for update of n`;
    const [reached, silent] = [rows.filter(r => r.phoneSealed !== null), rows.filter(r => r.phoneSealed === null)];
    const refused = await ctx.house.sms.send(
      ctx.county,
      reached.map(r => ({ phone: ctx.vault.open(ctx.county, phonePlace(r.person), r.phoneSealed!), text: `【中阳政务】${r.title}：${r.body}` })),
    );
    // What went out is marked as sent; the rest is tried again by the queue.
    const sent = reached.filter((_, i) => refused[i] === null);
    for (const [i, why] of refused.entries()) if (why !== null) ctx.house.log.warn({ notice: reached[i]!.id, error: why }, 'sms');
    for (const [state, some] of [
      ['sent', sent],
      ['none', silent],
    ] as const)
      if (some.length > 0) await ctx.sql`update notice set sms = ${state} where county = ${ctx.county} and id = any(${some.map(r => r.id)}::uuid[])`;
    for (const { id } of [...sent, ...silent]) ctx.record({ subject: `notice:${id}` });
    return { failed: reached.length - sent.length };
  },
});

export const smsJob = (house: House): Job<{ notice: string }> => ({
  name: 'send-sms',
  batch: 50,
  async handle(payloads, county) {
    const notices = [...new Set(payloads.map(p => p.notice))];
    const { failed } = await perform(house, sendSms, knownActor(systemActor(county, '短信')), { notices }, { county, requestId: `sms:${notices[0]}` });
    if (failed > 0) throw new Error(`${failed} messages could not be sent`);
  },
});

const noticeView = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  link: z.string().nullable(),
  madeAt: z.string(),
  readAt: z.string().nullable(),
});

export const inbox = read({
  name: 'notice.read',
  may: 'notice.read',
  summary: '我的消息，新的在前',
  input: z.strictObject({ before: z.string().optional() }),
  output: z.object({ items: z.array(noticeView), unread: z.number() }),
  async do(ctx, { before }) {
    const { units, roles } = scopeOf(ctx.actor);
    const mine = ctx.actor.kind === 'person' ? ctx.sql`person = ${ctx.actor.id}` : ctx.sql`(unit = any(${units}::text[]) or role = any(${roles}::text[]))`;
    const items = await ctx.sql<z.infer<typeof noticeView>[]>`
      select id, title, body, link, made_at, read_at from notice
      where county = ${ctx.county} and ${mine} and made_at < ${before ?? '9999-01-01'}
      order by made_at desc limit 50`;
    const [count] = await ctx.sql<{ n: number }[]>`
      select count(*)::int as n from notice where county = ${ctx.county} and ${mine} and read_at is null`;
    return { items: [...items], unread: count?.n ?? 0 };
  },
});

export const markRead = action({
  name: 'notice.mark',
  may: 'notice.mark',
  summary: '把消息标为已读；不指定则全部',
  input: z.strictObject({ ids: z.array(z.uuid()).max(200).optional() }),
  async do(ctx, { ids }) {
    const { count } = await ctx.sql`
      update notice set read_at = ${ctx.now}
      where county = ${ctx.county} and person = ${ctx.actor.id} and read_at is null
        ${ids ? ctx.sql`and id = any(${ids}::uuid[])` : ctx.sql``}`;
    return { marked: count };
  },
});

/** Development page: what the local gateway would have sent. */
export const shownSms = read({
  name: 'sms.shown',
  may: 'sms.shown',
  summary: '演示：本应发出的短信',
  input: z.strictObject({}),
  output: z.object({ items: z.array(z.object({ phone: z.string(), body: z.string(), madeAt: z.string() })) }),
  async do(ctx) {
    const items = await ctx.sql<{ phone: string; body: string; madeAt: string }[]>`
      select phone_masked as phone, body, made_at from sms_shown where county = ${ctx.county} order by id desc limit 50`;
    return { items: [...items] };
  },
});

export const noticePermits = [
  // Of a unit where the role belongs to one, else what is for the role itself.
  permit('notice.read', '查看自己的消息', {
    resident: 'own',
    ...Object.fromEntries(Object.entries(staffRoles).map(([role, { unit }]) => [role, unit ? 'department' : 'self'])),
  }),
  permit('notice.mark', '标记已读', { resident: 'own' }),
  permit('notice.send', '发出短信', {}),
];

export const noticeGuards: Guard[] = [
  {
    table: 'notice',
    record: 'notice',
    relations: {
      own: 'person::text = (select app.actor())',
      department: 'unit = any((select app.units())::text[])',
      self: 'role = any((select app.roles())::text[])',
    },
  },
  { table: 'sms_shown', reads: ['gate', 'guest'] },
];
