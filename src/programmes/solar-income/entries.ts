/** 四（二）: what stands in the provincial system and what does not, line by line of payments and of use, with the vouchers of the ledger. */
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { action, type Ctx, Download, guard, read, refusals, refuse } from '#platform/actions';
import { addWorkdays, type Day } from '#platform/calendar';
import { filesOf } from '#platform/files';
import { yuan } from '#platform/money';
import { heldRows } from '#platform/registers';
import { searchText } from '#platform/search';
import { bytesOf, workbookOf, workbookType } from '#platform/tables';
import { entered } from './figures.ts';
import { company } from './stations.ts';
import { ledger, spending } from './village-books.ts';
import { towns } from './villages.ts';
import { type EntryState, entryStates } from './words.ts';

const refuseVoucher = refusals({ 'voucher-there': [409, '这个文件已经交过'], 'voucher-none': [422, '没有这个文件，请重新上传'] });

interface File {
  id: string;
  name: string;
  type: string;
  putByName: string;
  putOn: Day;
}

interface Line {
  what: 'payment' | 'use';
  ref: string;
  town: string;
  name: string;
  sort: string;
  day: Day;
  amount: bigint;
  voucher: string | null;
  month: string | null;
  people: number | null;
  postedOn: Day | null;
  state: EntryState;
  entry: { systemNo: string; on: Day; byName: string; amount: bigint } | null;
  files: File[];
}

/** Every line of a year that has to stand there, in the house's scope: money that came, then what was given out. */
export async function linesOf(ctx: Ctx, year: string): Promise<Line[]> {
  const { sql, county, today, calendar } = ctx;
  const payments = await sql<{ run: string; no: number; town: string; payee: string; amount: bigint; paidOn: Day }[]>`
    select p.run, p.no, p.town, p.payee, p.amount, p.paid_on from solar_payment p join solar_payment_list l on l.county = p.county and l.run = p.run
    where p.county = ${county} and l.period = ${year} and p.state = 'paid' order by p.paid_on, p.no`;
  const spent = await heldRows(ctx, ledger, year);
  const entries = await sql<{ what: string; ref: string; amount: bigint; systemNo: string; enteredOn: Day; enteredByName: string }[]>`
    select distinct on (what, ref) what, ref, amount, system_no, entered_on, entered_by_name from solar_entry where county = ${county} order by what, ref, number desc`;
  const last = new Map(entries.map(e => [`${e.what} ${e.ref}`, e]));
  const files = Map.groupBy(
    await sql<(File & { rowId: string })[]>`
      select id, row_id, name, type, put_by_name, put_on from solar_voucher
      where county = ${county} and withdrawn_on is null and row_id = any(${spent.map(r => r.id)}::uuid[]) order by put_on, id`,
    f => f.rowId,
  );
  const whole = (l: Omit<Line, 'state' | 'entry' | 'files'>): Line => {
    const e = last.get(`${l.what} ${l.ref}`);
    const late = addWorkdays(calendar, l.day, entered.within) < today;
    return {
      ...l,
      state: !e ? (late ? 'late' : 'missing') : BigInt(e.amount) === l.amount ? 'entered' : 'changed',
      entry: e ? { systemNo: e.systemNo, on: e.enteredOn, byName: e.enteredByName, amount: BigInt(e.amount) } : null,
      files: (files.get(l.ref) ?? []).map(({ rowId: _, ...f }) => f),
    };
  };
  const none = { voucher: null, month: null, people: null, postedOn: null };
  return [
    ...payments.map(p =>
      whole({ ...none, what: 'payment', ref: `${p.run}/${p.no}`, town: p.town, name: p.payee, sort: '拨付到村', day: p.paidOn, amount: BigInt(p.amount) }),
    ),
    ...spent.map(({ id, cells: v }) =>
      whole({
        ...{ what: 'use', ref: id, town: String(v.town), name: String(v.name), sort: spending[v.kind as keyof typeof spending] ?? '' },
        ...{ day: String(v.day), amount: BigInt(String(v.amount ?? 0)), voucher: String(v.voucher) },
        ...{ month: (v.month as string) ?? null, people: v.people === null || v.people === undefined ? null : Number(v.people) },
        postedOn: (v.postedOn as string) ?? null,
      }),
    ),
  ];
}

const year = z.string().regex(/^\d{4}$/, '年度写成 2024 的样子');
const state = z.enum(Object.keys(entryStates) as [EntryState]);
const what = z.enum(['payment', 'use']);
const narrowing = {
  ...{ year: year.optional(), town: z.string().max(40).optional(), q: z.string().trim().max(40).optional(), what: what.optional() },
  ...{ state: z.union([state, z.literal('open')]).optional(), files: z.enum(['no', 'yes']).optional() },
};
type Narrowing = z.infer<z.ZodObject<typeof narrowing>>;

async function seen(ctx: Ctx, asked: Narrowing): Promise<{ year: string; years: string[]; all: Line[]; items: Line[] }> {
  const own = ctx.actor.grants.some(g => g.role !== 'town-officer') ? null : ctx.actor.grants.map(g => (g.unit ?? '').replace(/^town-/, ''));
  const { years, year, lines } = await ctx.asHouse(async ctx => {
    const found = await ctx.sql<{ period: string }[]>`select distinct period from solar_payment_list where county = ${ctx.county} order by period desc`;
    const years = found.map(f => f.period);
    const year = asked.year ?? years[0] ?? ctx.today.slice(0, 4);
    return { years, year, lines: await linesOf(ctx, year) };
  });
  const all = own === null ? lines : lines.filter(l => own.includes(l.town));
  const like = asked.q?.normalize('NFKC').toLowerCase();
  const items = all.filter(
    l =>
      (!asked.town || l.town === asked.town) &&
      (!asked.what || l.what === asked.what) &&
      (!asked.state || (asked.state === 'open' ? l.state !== 'entered' : l.state === asked.state)) &&
      (!asked.files || (l.what === 'use' && l.files.length > 0 === (asked.files === 'yes'))) &&
      (!like || searchText([l.name, l.voucher ?? '']).includes(like)),
  );
  return { year, years, all, items };
}

const text = z.string().nullable();
const lineView = z.object({
  ...{ what, ref: z.string(), town: z.string(), name: z.string(), sort: z.string(), day: z.string(), amount: z.string(), state },
  ...{ voucher: text, month: text, people: z.number().nullable(), postedOn: text },
  entry: z.object({ systemNo: z.string(), on: z.string(), byName: z.string(), amount: z.string() }).nullable(),
  files: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), putByName: z.string(), putOn: z.string() })),
  /** Is entered by who asks, and its vouchers put there. */
  mine: z.boolean(),
});
export type EntryLine = z.infer<typeof lineView>;

const view = z.object({
  ...{ year: z.string(), years: z.array(z.string()), items: z.array(lineView), total: z.number(), sum: z.string() },
  counts: z.object({ all: z.number(), open: z.number(), late: z.number(), changed: z.number(), withoutFile: z.number() }),
});
export type EntriesView = z.infer<typeof view>;

const own = (ctx: Ctx, l: Pick<Line, 'what' | 'town'>) =>
  l.what === 'payment'
    ? ctx.actor.grants.some(g => g.role === 'programme-officer' && g.unit === company)
    : ctx.actor.grants.some(g => g.role === 'town-officer' && g.unit === `town-${l.town}`);

export const listEntries = read({
  name: 'solar-entry.list',
  may: 'solar-use.read',
  summary: '省光伏扶贫资金收益分配系统：哪些拨付和支出已经录入、哪些没有；支出的凭证文件',
  input: z.strictObject({
    ...narrowing,
    ...{ page: z.coerce.number().int().min(1).max(2000).default(1), size: z.coerce.number().int().min(1).max(500).default(50) },
  }),
  output: view,
  async do(ctx, { page, size, ...asked }) {
    const { year, years, all, items } = await seen(ctx, asked);
    const count = (of: (l: Line) => boolean) => all.filter(of).length;
    return {
      ...{ year, years, total: items.length, sum: yuan(items.reduce((sum, l) => sum + l.amount, 0n)) },
      items: items.slice((page - 1) * size, page * size).map(l => ({
        ...l,
        amount: yuan(l.amount),
        entry: l.entry && { ...l.entry, amount: yuan(l.entry.amount) },
        mine: own(ctx, l),
      })),
      counts: {
        ...{ all: all.length, open: count(l => l.state !== 'entered'), late: count(l => l.state === 'late'), changed: count(l => l.state === 'changed') },
        withoutFile: count(l => l.what === 'use' && l.files.length === 0),
      },
    };
  },
});

const heads = [
  ...(['序号', '资金年度', '乡镇', '村（收款单位）', '业务'] as const).map(title => ({ title, type: 'words' as const })),
  { title: '金额（元）', type: 'number' as const },
  ...(['日期', '工资月份', '受益人（户）数', '凭证号', '公示日期', '录入状态', '系统编号', '录入日期', '录入人'] as const).map(title => ({
    title,
    type: 'words' as const,
  })),
];

/** In columns that never change, so that somebody types from the top to the bottom. */
export const entriesBook = read({
  name: 'solar-entry.book',
  may: 'solar-use.read',
  summary: '要录入省系统的台账（Excel，固定的列）',
  input: z.strictObject(narrowing),
  async do(ctx, asked) {
    const { year, items } = await seen(ctx, asked);
    const townOf = new Map(towns().map(t => [t.id, t.name]));
    const rows = items.map((l, i) => [
      ...[String(i + 1), year, townOf.get(l.town) ?? '', l.name, l.sort, Number(yuan(l.amount)), l.day, l.month, l.people === null ? null : String(l.people)],
      ...[l.voucher, l.postedOn, entryStates[l.state], l.entry?.systemNo ?? null, l.entry?.on ?? null, l.entry?.byName ?? null],
    ]);
    return new Download(workbookType, `${year}年光伏收益省系统录入台账-${ctx.today}.xlsx`, await bytesOf(workbookOf('录入台账', heads, rows)));
  },
});

export const enterLines = action({
  name: 'solar-entry.put',
  may: 'solar-entry.put',
  creates: true,
  summary: '登记已经录入省光伏扶贫资金收益分配系统的拨付、支出：系统编号、日期',
  input: z.strictObject({
    year,
    lines: z
      .array(z.strictObject({ what, ref: z.string().max(60) }))
      .min(1, '请选要登记的')
      .max(500),
    systemNo: z.string().trim().min(2, '请填系统里的编号或者流水号').max(60),
    on: z.iso.date('日期写成 2024-12-25 的样子'),
  }),
  output: z.object({ entered: z.number() }),
  async do(ctx, { year, lines, systemNo, on }) {
    if (on > ctx.today) throw refuse('input', { faults: [{ path: 'on', message: '录入日期不能是以后的' }] });
    const there = new Map((await ctx.asHouse(ctx => linesOf(ctx, year))).map(l => [`${l.what} ${l.ref}`, l]));
    const chosen = lines.map(l => there.get(`${l.what} ${l.ref}`) ?? null);
    for (const l of chosen) {
      if (!l) throw refuse('not-found');
      guard(ctx, l.what === 'payment' ? { units: [company] } : { town: l.town });
      if (l.state === 'entered') throw refuse('wrong-state', `${l.name} ${l.day} 的 ${yuan(l.amount)} 元已经登记过`);
      if (on < l.day) throw refuse('input', { faults: [{ path: 'on', message: `录入日期比${l.name}这一笔的日期 ${l.day} 还早` }] });
    }
    const rows = chosen.map(l => ({ what: l!.what, ref: l!.ref, town: l!.town, amount: String(l!.amount) }));
    await ctx.sql`
      insert into solar_entry (county, what, ref, number, town, amount, system_no, entered_on, entered_by, entered_by_name)
      select ${ctx.county}, x.what, x.ref,
        1 + (select count(*)::int from solar_entry e where e.county = ${ctx.county} and e.what = x.what and e.ref = x.ref),
        x.town, x.amount::bigint, ${systemNo}, ${on}, ${ctx.actor.id}, ${ctx.actor.name}
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x (what text, ref text, town text, amount text)`;
    ctx.record({ subject: `solar-entry:${year}`, detail: { systemNo, on, lines: rows.map(r => `${r.what} ${r.ref}`) } });
    return { entered: rows.length };
  },
});

async function useLine(ctx: Ctx, year: string, ref: string): Promise<Line> {
  const line = (await ctx.asHouse(ctx => linesOf(ctx, year))).find(l => l.what === 'use' && l.ref === ref);
  if (!line) throw refuse('not-found');
  return line;
}

export const putVoucher = action({
  name: 'solar-voucher.put',
  may: 'solar-voucher.put',
  creates: true,
  summary: '给使用台账的一笔交凭证（照片或 PDF，先上传文件）',
  input: z.strictObject({ year, row: z.uuid(), file: z.uuid() }),
  output: z.object({ id: z.string() }),
  async do(ctx, { year, row, file: fileId }) {
    const line = await useLine(ctx, year, row);
    guard(ctx, { town: line.town });
    const [file] = await filesOf(ctx, [fileId]);
    if (!file) throw refuseVoucher('voucher-none');
    const id = crypto.randomUUID();
    const made = await ctx.sql`
      insert into solar_voucher (county, id, row_id, town, file, digest, name, type, size, put_by_name, put_on)
      values (${ctx.county}, ${id}, ${row}, ${line.town}, ${fileId}, ${file.digest}, ${file.name}, ${file.type}, ${file.size}, ${ctx.actor.name}, ${ctx.today})
      on conflict do nothing returning 1 as made`;
    if (made.length === 0) throw refuseVoucher('voucher-there');
    ctx.record({ subject: `solar-voucher:${row}`, detail: { voucher: id, file: fileId, digest: file.digest } });
    return { id };
  },
});

export const withdrawVoucher = action({
  name: 'solar-voucher.withdraw',
  may: 'solar-voucher.put',
  summary: '撤下交错的凭证；文件和记录留着',
  input: z.strictObject({ id: z.uuid() }),
  async do(ctx, { id }) {
    const { sql, county } = ctx;
    const [found] = await sql<{ town: string; withdrawnOn: string | null }[]>`
      select town, withdrawn_on from solar_voucher where county = ${county} and id = ${id} for update`;
    if (!found) throw refuse('not-found');
    guard(ctx, { town: found.town });
    if (found.withdrawnOn) throw refuse('wrong-state', '已经撤下');
    await sql`update solar_voucher set withdrawn_on = ${ctx.today}, withdrawn_by_name = ${ctx.actor.name} where county = ${county} and id = ${id}`;
    ctx.record({ subject: `solar-voucher:${id}`, detail: { withdrawn: true } });
  },
});

export const readVoucher = read({
  name: 'solar-voucher.read',
  may: 'solar-voucher.read',
  summary: '使用台账一笔的凭证文件',
  input: z.strictObject({ id: z.uuid() }),
  async do(ctx, { id }) {
    const [found] = await ctx.sql<{ type: string; name: string; digest: string }[]>`
      select type, name, digest from solar_voucher where county = ${ctx.county} and id = ${id}`;
    if (!found) throw refuse('not-found');
    return new Download(found.type, found.name, await buffer(ctx.house.files.read(found.digest)));
  },
});
