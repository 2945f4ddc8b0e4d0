/** SMS to those who have not paid, chosen by the filters of the call list: shown first, sent in the background, each person and day kept. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type Ctx, Download, type House, knownActor, perform, read, refuse } from '#platform/actions';
import { addDays } from '#platform/calendar';
import { type Job, sendLater } from '#platform/jobs';
import { openTokens } from '#platform/registers';
import { bytesOf, workbookOf, workbookType } from '#platform/tables';
import { refuseInsurance } from './conflicts.ts';
import { insuranceYear } from './figures.ts';
import { period } from './lists.ts';
import { filtersSaid, type MissingFilters, missingFilters, missingWhere, shareShown } from './missing.ts';
import { reminderText } from './reminding-text.ts';
import { type Sees, seesOf } from './seeing.ts';
import { settingsNow } from './settings.ts';
import { bureaus } from './words.ts';

/** Persons a turn of the queue. */
const atOnce = 200;

/** In whose name somebody reminds, and whom: the bureau everybody, a town its own, a department those of its list. */
function reminds(ctx: Ctx): { unit: string; sees: Sees } {
  const units = ctx.actor.kind === 'system' ? [bureaus.leads] : ctx.house.permissions.units(ctx.actor, 'insurance-reminder.send');
  const sees = seesOf(ctx);
  if (ctx.today > `${insuranceYear}-12-31`) throw refuseInsurance('insurance-step', `${insuranceYear} 年度已经结束，不用再提醒`);
  const unit = units.find(u => u === bureaus.leads) ?? units.find(u => u.startsWith('town-')) ?? units[0];
  if (!unit || unit === bureaus.collects || sees.identities?.length === 0) throw refuse('forbidden', '发缴费提醒的是县医保局、乡镇和出名单的部门');
  return { unit, sees };
}

interface One {
  id: string;
  name: string;
  share: string | null;
  phone: string | null;
  /** Pays nothing: a department sees to it. 六（二） */
  funded: boolean;
  remindedOn: string | null;
}

async function unpaid(ctx: Ctx, sees: Sees, filters: MissingFilters): Promise<One[]> {
  const { sql, county } = ctx;
  const rows = await sql<{ id: string; cells: Record<string, string | null>; remindedOn: string | null }[]>`
    select r.id, jsonb_build_object('name', r.cells->'name', 'share', r.cells->'share', 'aid', r.cells->'aid', 'phone', r.cells->'phone') as cells, m.day as reminded_on
    from (select id, cells, position, town from register_row where ${missingWhere(ctx, sees, filters).where}) r
    left join (select row_id, max(day) as day from insurance_reminder
      where county = ${county} and period = ${period} and state in ('waiting', 'sent') group by 1) m on m.row_id = r.id
    order by r.town, r.position`;
  return rows.map(({ id, cells, remindedOn }) => ({
    ...{ id, name: cells.name ?? '', share: shareShown(cells), phone: cells.phone ?? null, funded: cells.share === '0', remindedOn },
  }));
}

interface Chosen {
  people: number;
  without: number;
  funded: number;
  recent: number;
  send: (One & { phone: string })[];
}

/** Who of them gets a message today. */
function choose(ctx: Ctx, all: readonly One[], every: number): Chosen {
  const since = addDays(ctx.today, 1 - every);
  const paying = all.filter(p => !p.funded);
  const reached = paying.flatMap(p => (p.phone === null ? [] : [{ ...p, phone: p.phone }]));
  const send = reached.filter(p => p.remindedOn === null || p.remindedOn < since);
  return { people: all.length, funded: all.length - paying.length, without: paying.length - reached.length, recent: reached.length - send.length, send };
}

const messagesOf = (people: readonly { phone: string }[]): number => new Set(people.map(p => p.phone)).size;
const oneAtATime = (ctx: Ctx) => ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`insurance reminders ${ctx.county}`}, 0))`;

export const previewReminders = read({
  name: 'insurance-reminder.preview',
  may: 'insurance-reminder.send',
  summary: '发缴费提醒以前先看：符合条件的多少人，多少人收得到，多少人没有电话、不用自己缴、最近提醒过，短信怎么写',
  input: z.strictObject(missingFilters),
  output: z.object({
    ...{ said: z.string(), people: z.number(), funded: z.number(), without: z.number(), recent: z.number(), send: z.number(), messages: z.number() },
    ...{ every: z.number(), text: z.string() },
  }),
  async do(ctx, filters) {
    const { sees } = reminds(ctx);
    const { remindEvery: every } = await settingsNow(ctx);
    return ctx.asHouse(async ctx => {
      const { send, ...counts } = choose(ctx, await unpaid(ctx, sees, filters), every);
      const text = reminderText(send.length > 0 ? send.filter(p => p.phone === send[0]!.phone) : [{ name: '某某', share: '400.00' }], ctx.today);
      return { said: filtersSaid(filters), ...counts, send: send.length, messages: messagesOf(send), every, text };
    });
  },
});

/** Keeps a lot with its persons; refuses where it is not what was shown. */
async function keepLot(
  ctx: Ctx,
  unit: string,
  sees: Sees,
  filters: MissingFilters,
  way: 'sms' | 'list',
  shown: number | null,
): Promise<{ id: string } & Chosen> {
  const { sql, county } = ctx;
  await oneAtATime(ctx);
  const { remindEvery } = await settingsNow(ctx);
  const chosen = choose(ctx, await unpaid(ctx, sees, filters), remindEvery);
  if (chosen.send.length === 0) throw refuse('input', { faults: [{ path: 'shown', message: '没有要发的人：没有电话、不用自己缴，或者最近提醒过' }] });
  if (shown !== null && chosen.send.length !== shown) throw refuse('changed', `要发的人变了：刚才 ${shown} 人，现在 ${chosen.send.length} 人，请看过以后再发`);
  const id = crypto.randomUUID();
  await sql`
    insert into insurance_reminding (county, id, period, way, said, unit, town, people, made_at, made_by, made_by_name)
    values (${county}, ${id}, ${period}, ${way}, ${filtersSaid(filters)}, ${unit}, ${sees.towns?.[0] ?? filters.town ?? null}, ${chosen.send.length}, ${ctx.now},
      ${ctx.actor.id}, ${ctx.actor.name})`;
  const rows = chosen.send.map(p => ({ row_id: p.id, phone: p.phone }));
  await sql`
    insert into insurance_reminder (county, lot, row_id, period, phone, day, state)
    select ${county}, ${id}, x.row_id, ${period}, x.phone, ${ctx.today}, ${way === 'sms' ? 'waiting' : 'sent'}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x (row_id uuid, phone text)`;
  ctx.record({ subject: `insurance:${period}`, detail: { lot: id, way, filters: filtersSaid(filters), people: rows.length } });
  return { id, ...chosen };
}

export const remind = action({
  name: 'insurance-reminder.send',
  may: 'insurance-reminder.send',
  creates: true,
  summary: '给还没缴费、留了电话的人发短信提醒；人数和看到的不一样就不发',
  input: z.strictObject({ ...missingFilters, shown: z.number().int().min(0) }),
  output: z.object({ id: z.string(), people: z.number() }),
  async do(ctx, { shown, ...filters }) {
    const { unit, sees } = reminds(ctx);
    return ctx.asHouse(async ctx => {
      const { id, send } = await keepLot(ctx, unit, sees, filters, 'sms', shown);
      await sendLater(ctx.sql, ctx.county, 'insurance-reminders', { lot: id });
      return { id, people: send.length };
    });
  },
});

export const reminderTable = action({
  name: 'insurance-reminder.take-along',
  may: 'insurance-reminder.send',
  elevated: true,
  summary: '下载短信名单交运营商群发：号码完整，写明用途；下载也算提醒过',
  input: z.strictObject({ ...missingFilters, reason: z.string().trim().min(4, '请写明用途，至少 4 个字').max(200) }),
  async do(ctx, { reason, ...filters }) {
    const { unit, sees } = reminds(ctx);
    return ctx.asHouse(async ctx => {
      const { id, send } = await keepLot(ctx, unit, sees, filters, 'list', null);
      const byPhone = Map.groupBy(send, p => p.phone);
      const numbers = await openTokens(ctx, [...byPhone.keys()]);
      const lines = [...byPhone].flatMap(([phone, of]) => (numbers.has(phone) ? [[numbers.get(phone)!, of.length, reminderText(of, ctx.today)]] : []));
      ctx.record({ subject: `insurance:${period}`, detail: { lot: id, numbers: lines.length, reason } });
      const heads = [
        { title: '手机号', type: 'words' as const },
        { title: '人数', type: 'whole' as const },
        { title: '短信内容', type: 'words' as const },
      ];
      return new Download(workbookType, `医保缴费提醒短信名单-${ctx.today}.xlsx`, await bytesOf(workbookOf('短信名单', heads, lines)));
    });
  },
});

const lotView = z.object({
  ...{ id: z.string(), way: z.enum(['sms', 'list']), said: z.string(), unitName: z.string(), people: z.number() },
  ...{ madeAt: z.string(), madeByName: z.string(), waiting: z.number(), sent: z.number(), failed: z.number(), skipped: z.number() },
  /** Of those who were reminded, how many are enrolled by now. */
  enrolled: z.number(),
});
export type ReminderLot = z.infer<typeof lotView>;

export const listReminders = read({
  name: 'insurance-reminder.list',
  may: 'insurance-reminder.read',
  summary: '发过的缴费提醒：谁什么时候发给哪些人，发到哪里，后来多少人缴了',
  input: z.strictObject({ page: z.coerce.number().int().min(1).max(1000).default(1), size: z.coerce.number().int().min(1).max(500).default(50) }),
  output: z.object({ items: z.array(lotView), total: z.number(), mine: z.boolean() }),
  async do(ctx, { page, size }) {
    const { towns } = seesOf(ctx);
    const units = ctx.actor.kind === 'system' ? [] : ctx.actor.grants.flatMap(g => g.unit ?? []);
    const all = ctx.house.permissions.on(ctx.actor, 'insurance-reminder.read', { units: [bureaus.leads] }) !== null;
    const mine = ((): boolean => {
      try {
        return Boolean(reminds(ctx));
      } catch {
        return false;
      }
    })();
    return ctx.asHouse(async ({ sql, county }) => {
      const scope = sql`l.county = ${county} and l.period = ${period} ${all ? sql`` : sql`and (l.unit = any(${units}::text[]) or l.town = any(${towns ?? []}::text[]))`}`;
      const [count] = await sql<{ n: number }[]>`select count(*)::int as n from insurance_reminding l where ${scope}`;
      const items = await sql<z.infer<typeof lotView>[]>`
        select l.id, l.way, l.said, coalesce(u.name, l.unit) as unit_name, l.people, l.made_at, l.made_by_name, c.waiting, c.sent, c.failed, c.skipped, c.enrolled
        from (select * from insurance_reminding l where ${scope} order by made_at desc, id limit ${size} offset ${(page - 1) * size}) l
        left join unit u on u.county = l.county and u.id = l.unit
        cross join lateral (
          select count(*) filter (where m.state = 'waiting')::int as waiting, count(*) filter (where m.state = 'sent')::int as sent,
            count(*) filter (where m.state = 'failed')::int as failed, count(*) filter (where m.state = 'skipped')::int as skipped,
            count(*) filter (where m.state = 'sent' and r.cells->>'paidOn' is not null)::int as enrolled
          from insurance_reminder m left join register_row r on r.county = m.county and r.id = m.row_id
          where m.county = l.county and m.lot = l.id
        ) c order by l.made_at desc, l.id`;
      return { items: [...items], total: count!.n, mine };
    });
  },
});

/** The next persons of a lot; who paid meanwhile is left out. What the gateway did not take is said, and can be sent again on the same day. */
const deliver = action({
  name: 'insurance-reminder.deliver',
  may: 'insurance-reminder.deliver',
  summary: '发出缴费提醒短信',
  input: z.strictObject({ lot: z.uuid() }),
  output: z.object({ left: z.number() }),
  async do(ctx, { lot }) {
    const { sql, county } = ctx;
    // Whole families: everybody who has one of the next telephones.
    const rows = await sql<{ rowId: string; phone: string; name: string; share: string | null; aid: string | null; due: boolean }[]>`
      select m.row_id, m.phone, r.cells->>'name' as name, r.cells->>'share' as share, r.cells->>'aid' as aid,
        (r.withdrawn_on is null and r.cells->>'paidOn' is null and r.cells->>'exempt' is null and coalesce(r.cells->>'share', '') <> '0') as due
      from insurance_reminder m join register_row r on r.county = m.county and r.id = m.row_id
      where m.county = ${county} and m.lot = ${lot} and m.state = 'waiting' and m.phone in (
        select distinct phone from insurance_reminder where county = ${county} and lot = ${lot} and state = 'waiting' order by phone limit ${atOnce})
      for update of m`;
    const due = [
      ...Map.groupBy(
        rows.filter(r => r.due),
        r => r.phone,
      ),
    ];
    const numbers = await openTokens(
      ctx,
      due.map(([phone]) => phone),
    );
    const sending = due.filter(([phone]) => numbers.has(phone));
    const refused = await ctx.house.sms.send(
      county,
      sending.map(([phone, of]) => ({
        phone: numbers.get(phone)!,
        text: reminderText(
          of.map(o => ({ name: o.name, share: shareShown({ share: o.share, aid: o.aid }) })),
          ctx.today,
        ),
      })),
    );
    const [sent, failed] = [new Set<string>(), new Set(due.filter(([phone]) => !numbers.has(phone)).map(([phone]) => phone))];
    for (const [i, [phone]] of sending.entries()) (refused[i] === null ? sent : failed).add(phone);
    for (const [i, why] of refused.entries()) if (why !== null) ctx.house.log.warn({ lot, error: why, of: i }, 'sms');
    const stateOf = (r: (typeof rows)[number]) => (!r.due ? 'skipped' : sent.has(r.phone) ? 'sent' : 'failed');
    for (const [state, of] of Map.groupBy(rows, stateOf))
      await sql`update insurance_reminder set state = ${state} where county = ${county} and lot = ${lot} and row_id = any(${of.map(r => r.rowId)}::uuid[])`;
    const [left] = await sql<
      { n: number }[]
    >`select count(*)::int as n from insurance_reminder where county = ${county} and lot = ${lot} and state = 'waiting'`;
    if (left!.n > 0) await sendLater(sql, county, 'insurance-reminders', { lot });
    ctx.record({ subject: `insurance:${period}`, detail: { lot, sent: sent.size, failed: failed.size, left: left!.n } });
    return { left: left!.n };
  },
});

export const remindersJob = (house: House): Job<{ lot: string }> => ({
  name: 'insurance-reminders',
  async handle(payloads, county) {
    for (const { lot } of payloads)
      await perform(house, deliver, knownActor(systemActor(county, '短信')), { lot }, { county, requestId: `insurance-reminders:${lot}` });
  },
});
