/** Facts of firms that departments keep: one at a time, or a file with every line looked at first. */
import { z } from 'zod';
import { action, type Ctx, Download, guard, read, refuse } from '#platform/actions';
import { isDay } from '#platform/calendar';
import { anywhere } from '#platform/search';
import { bytesOf, templateOf, tooLarge, workbookType } from '#platform/tables';
import { readCreditCode } from '#platform/validators';
import { defOf, type FactId, type FactValue, facts, isFact, readFact, valueInWords } from './facts.ts';
import { keepFacts } from './known-firms.ts';
import { byName, directionOf, pageOf } from './lists.ts';
import { instead, notOwn, ownAmong } from './own.ts';
import { day } from './schema.ts';
import { namesOf } from './store.ts';
import { factColumns, type LineFault, readFactLines } from './tables.ts';

const unitsOf = (ctx: Ctx) => new Set(ctx.actor.grants.flatMap(g => g.unit ?? []));
/** What the actor's own units keep. */
const ownFacts = (ctx: Ctx) =>
  Object.entries(facts)
    .filter(([id]) => unitsOf(ctx).has(defOf(id as FactId).keeper ?? ''))
    .map(([id, def]) => ({ id, title: def.title }));

async function firmsByCode(ctx: Ctx, codes: readonly string[]): Promise<Map<string, { id: string; name: string }>> {
  const rows = await ctx.asHouse(
    ctx => ctx.sql<{ id: string; name: string; creditCode: string }[]>`
      select id, name, credit_code from firm where county = ${ctx.county} and credit_code = any(${codes as string[]})`,
  );
  return new Map(rows.map(r => [r.creditCode, r]));
}

/** One fact of one firm; the newest statement counts. */
export const keepFact = action({
  name: 'firm-fact.keep',
  may: 'firm-fact.keep',
  summary: '登记一条部门掌握的企业信息',
  input: z.strictObject({
    code: z.string().trim().min(1, '请填统一社会信用代码').max(40),
    fact: z.string().refine(isFact, '请选择信息项'),
    value: z.string().trim().min(1, '请填内容').max(60),
    asOf: day,
    validUntil: day.nullable().default(null),
  }),
  output: z.object({ firm: z.string() }),
  async do(ctx, { code, fact, value, asOf, validUntil }) {
    const def = defOf(fact as FactId);
    if (!def.keeper) throw refuse('input', { faults: [{ path: 'fact', message: '这一条由系统自己取得，不能登记' }] });
    guard(ctx, { units: [def.keeper] });
    const reading = readCreditCode(code);
    const firm = reading.valid ? (await firmsByCode(ctx, [reading.normalized])).get(reading.normalized) : undefined;
    const kept = readFact(fact as FactId, value, isDay);
    const faults = [
      ...(firm ? [] : [{ path: 'code', message: '没有找到这家企业，请核对代码' }]),
      ...('fault' in kept ? [{ path: 'value', message: kept.fault }] : []),
      ...(asOf > ctx.today ? [{ path: 'asOf', message: '截至日期不能晚于今天' }] : []),
      ...(validUntil && validUntil < asOf ? [{ path: 'validUntil', message: '有效期不能早于截至日期' }] : []),
    ];
    if (!firm || 'fault' in kept || faults.length > 0) throw refuse('input', { faults });
    await notOwn(ctx, [{ firm: firm.id }]);
    await ctx.asHouse(ctx => keepFacts(ctx, [{ firm: firm.id, fact: fact as FactId, value: kept.value, source: 'import', asOf, validUntil }]));
    // What it says is not written into the audit where it is sealed.
    ctx.record({ subject: `firm:${firm.id}`, detail: { fact, asOf, ...(def.sealed ? {} : { value: kept.value }) } });
    return { firm: firm.name };
  },
});

/** A file of facts: with a wrong line nothing is kept, unless the officer chooses to keep the good ones. */
export const importFacts = action({
  name: 'firm-fact.import',
  may: 'firm-fact.keep',
  creates: true,
  summary: '导入企业信息表（Excel 或 WPS 的 .xlsx、.xls，或 CSV）：逐行检查，有错时全部不存，或只存对的行',
  input: z.strictObject({
    /** Base64 of the file's bytes. */
    file: z.base64('文件内容应为 base64').max(950_000, tooLarge),
    onlyGood: z.boolean().default(false),
  }),
  output: z.object({ kept: z.number(), good: z.number(), bad: z.array(z.object({ line: z.number(), text: z.string(), message: z.string() })) }),
  async do(ctx, { file, onlyGood }) {
    const { good, bad } = await readFactLines(Buffer.from(file, 'base64'), ctx.today);
    const mine = unitsOf(ctx);
    const known = await firmsByCode(
      ctx,
      good.map(g => g.code.normalize('NFKC').toUpperCase()),
    );
    const own = await ownAmong(
      ctx,
      [...known.values()].map(f => ({ firm: f.id })),
    );
    const wrong: LineFault[] = [...bad];
    const fitting = good.flatMap(g => {
      const firm = known.get(g.code.normalize('NFKC').toUpperCase());
      const keeper = defOf(g.fact).keeper!;
      const message = !firm
        ? '没有这家企业'
        : !mine.has(keeper)
          ? `“${facts[g.fact].title}”不归本部门登记`
          : own.has(firm.id)
            ? `与您或您的家人有关，依法应当回避：${instead.officer}`
            : null;
      if (message) wrong.push({ line: g.line, text: `${g.code},${facts[g.fact].title}`, message });
      return firm && !message ? [{ ...g, firm: firm.id }] : [];
    });
    // The last line of a firm and a fact is the one that counts.
    const last = [...new Map(fitting.map(f => [`${f.firm}/${f.fact}`, f])).values()];
    const store = wrong.length === 0 || onlyGood;
    if (store)
      await ctx.asHouse(ctx =>
        keepFacts(
          ctx,
          last.map(f => ({ firm: f.firm, fact: f.fact, value: f.value, source: 'import', asOf: f.asOf, validUntil: f.validUntil })),
        ),
      );
    ctx.record({ detail: { kept: store ? last.length : 0, wrong: wrong.length } });
    return { kept: store ? last.length : 0, good: fitting.length, bad: wrong.sort((a, b) => a.line - b.line).slice(0, 200) };
  },
});

/** The table to fill in, with the actor's own facts one a line. */
export const factTemplate = read({
  name: 'firm-fact.template',
  may: 'firm-fact.read',
  summary: '企业信息的空表（Excel），带填写说明',
  input: z.strictObject({}),
  async do(ctx) {
    const own = ownFacts(ctx);
    const options = Object.fromEntries(own.map(f => [f.id, f.title]));
    const columns = factColumns.map(c => (c.key === 'fact' ? { ...c, options } : c));
    const lines = own.map(f => ['', f.title]);
    return new Download(workbookType, '企业信息模板.xlsx', await bytesOf(templateOf('企业信息', columns, lines)));
  },
});

/** What the actor's own units keep. */
export const listFacts = read({
  name: 'firm-fact.list',
  may: 'firm-fact.read',
  summary: '本部门掌握的企业信息',
  input: z.strictObject({
    fact: z.string().max(40).optional(),
    q: z.string().trim().max(60).optional(),
    expired: z.literal('yes').optional(),
    ...pageOf('kept', 'firm', 'asOf', 'until'),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        firmName: z.string(),
        code: z.string(),
        fact: z.string(),
        title: z.string(),
        value: z.string(),
        asOf: z.string(),
        validUntil: z.string().nullable(),
        expired: z.boolean(),
        keptByName: z.string(),
      }),
    ),
    total: z.number(),
    mine: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  async do(ctx, { fact, q, expired, sort, down, page, size }) {
    const mine = [...unitsOf(ctx)];
    const like = anywhere(q);
    const column = { kept: ctx.sql`f.kept_at`, firm: byName(ctx, 'o.name'), asOf: ctx.sql`f.as_of`, until: ctx.sql`f.valid_until` }[sort ?? 'kept'];
    const where = (ctx: Ctx) => ctx.sql`
      f.county = ${ctx.county} and not f.superseded and f.unit = any(${mine}) ${fact ? ctx.sql`and f.fact = ${fact}` : ctx.sql``}
      ${expired ? ctx.sql`and f.valid_until < ${ctx.today}` : ctx.sql``} ${q ? ctx.sql`and (o.name ilike ${like} or o.credit_code ilike ${like})` : ctx.sql``}`;
    const names = await namesOf(ctx);
    const rows = await ctx.asHouse(
      ctx => ctx.sql<
        {
          id: string;
          firmName: string;
          code: string;
          fact: FactId;
          value: FactValue | null;
          asOf: string;
          validUntil: string | null;
          keptByName: string;
          total: number;
        }[]
      >`
        select f.id, o.name as firm_name, o.credit_code as code, f.fact, f.value, f.as_of, f.valid_until, f.kept_by_name, count(*) over ()::int as total
        from firm_fact f join firm o on o.county = f.county and o.id = f.firm
        where ${where(ctx)} order by ${column} ${directionOf(ctx, down)}, o.name, f.id limit ${size} offset ${(page - 1) * size}`,
    );
    return {
      items: rows.map(({ total: _, value, ...r }) => ({
        ...r,
        title: facts[r.fact].title,
        value: value === null ? '（保密，只参与核对）' : valueInWords(r.fact, value, names),
        expired: r.validUntil !== null && r.validUntil < ctx.today,
      })),
      total: rows[0]?.total ?? 0,
      mine: ownFacts(ctx),
    };
  },
});
