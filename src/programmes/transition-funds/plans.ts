/** Beginning a plan: from its print, empty, or as a new version of one that was approved. */
import { z } from 'zod';
import { action, type Ctx, refuse } from '#platform/actions';
import { searchText } from '#platform/search';
import { type Season, seasons } from './figures.ts';
import { headInput, why } from './forms.ts';
import { type Ledger, projectOf } from './ledger.ts';
import { loadLedger } from './ledgers.ts';
import { readPlan } from './reading.ts';
import {
  decisionsOf,
  guardBureau,
  keepDecision,
  keepRow,
  keepSum,
  lockPlan,
  noteChange,
  openDraft,
  type PlanHead,
  refusePlan,
  rowsOf,
  statedOf,
} from './store.ts';

/** The printed plan has 75. */
const mostRows = 1000;

const made = z.object({ id: z.string(), rows: z.number(), unread: z.number() });

const wordsOf = (p: { year: number; title: string; number: string }) => searchText([p.title, p.number, `${p.year}年`]);

/** A town whose name stands in the project's. */
async function towns({ sql, county }: Ctx): Promise<(name: string) => string | null> {
  const all = await sql<{ id: string; name: string }[]>`select id, name from unit where county = ${county} and kind = 'town'`;
  return name => all.find(t => name.includes(t.name.replace(/人民政府$|政府$/, '').replace(/^中阳县/, '')))?.id ?? null;
}

export const beginPlan = action({
  name: 'funds-plan.begin',
  may: 'funds-plan.write',
  creates: true,
  summary: '新建衔接资金调整方案：读入印发的文字，或从空白开始',
  input: z.strictObject({ ...headInput, print: z.string().max(150_000, '文字太长，最多 15 万字：只留这个方案的').default('') }),
  output: made,
  async do(ctx, { year, season, title, number, print }) {
    guardBureau(ctx, 'keeps');
    const read = readPlan(print);
    if (print.trim() !== '' && read.rows.length === 0)
      throw refusePlan('funds-unreadable', '文字里要有“一、整合规模”到“四、工作要求”这几部分；也可以不填文字，从空白开始');
    if (read.rows.length > mostRows) throw refusePlan('funds-unreadable', `读出 ${read.rows.length} 行，一个方案最多 ${mostRows} 行`);
    const id = crypto.randomUUID();
    const { sql, county, actor, today } = ctx;
    await sql`
      insert into funds_plan (county, id, year, season, title, number, print, unread, made_by, made_by_name, made_on, words)
      values (${county}, ${id}, ${year}, ${season}, ${title}, ${number}, ${print}, ${JSON.stringify(read.unread)}::text::jsonb, ${actor.id}, ${actor.name}, ${today},
        ${wordsOf({ year, title, number })})`;
    const townOf = await towns(ctx);
    const ledger = await loadLedger(ctx, year);
    for (const { open: _, ...row } of read.rows)
      await keepRow(ctx, id, {
        ...row,
        ...projectIn(ledger, row.name),
        reason: '',
        basis: '',
        town: townOf(row.name),
        unit: null,
        withdrawn: false,
        version: 1,
      });
    for (const { part, kind, sum, count } of read.stated) await keepSum(ctx, id, { part, kind: kind ?? '', purse: '', sum, count: count ?? null });
    for (const { part, kind, purse, sum } of read.statedOfPurses) await keepSum(ctx, id, { part, kind: kind ?? '', purse, sum, count: null });
    ctx.record({ subject: `funds-plan:${id}`, detail: { year, title, rows: read.rows.length, unread: read.unread.length } });
    return { id, rows: read.rows.length, unread: read.unread.length };
  },
});

/** A row keeps the project that its name found. */
const projectIn = (ledger: Ledger, name: string) => {
  const found = projectOf(ledger, { name });
  return found ? { project: found.id } : {};
};

export const changeHead = action({
  name: 'funds-plan.head',
  may: 'funds-plan.write',
  summary: '修改方案的年度、标题、文号',
  input: z.strictObject({ planId: z.uuid(), version: z.number().int().positive(), ...headInput, reason: why }),
  async do(ctx, { planId, version, reason, year, season, title, number }) {
    const plan = await openDraft(ctx, planId);
    if (plan.version !== version) throw refuse('changed');
    await ctx.sql`
      update funds_plan set year = ${year}, season = ${season}, title = ${title}, number = ${number}, words = ${wordsOf({ year, title, number })}
      where county = ${ctx.county} and id = ${planId}`;
    const says = (p: { year: number; season: Season; title: string; number: string }) => ({
      年度: String(p.year),
      种类: seasons[p.season],
      标题: p.title,
      文号: p.number,
    });
    await noteChange(ctx, planId, { what: 'plan', title: '方案', before: says(plan), after: says({ year, season, title, number }), reason });
  },
});

/** A plan gets its number when it is printed, which is after its approval: once, and nothing else changes. */
export const numberPlan = action({
  name: 'funds-plan.number',
  may: 'funds-plan.write',
  summary: '给审定时还没有文号的方案填文号，只填一次',
  input: z.strictObject({ planId: z.uuid(), version: z.number().int().positive(), number: z.string().trim().min(4, '请填文号').max(60, '最多 60 字') }),
  async do(ctx, { planId, version, number }) {
    guardBureau(ctx, 'keeps');
    const plan = await lockPlan(ctx, planId);
    if (plan.version !== version) throw refuse('changed');
    if (plan.state !== 'approved' || plan.number !== '') throw refusePlan('funds-step', plan.number ? '已经有文号；填错了要出新版' : '审定以后才单独填文号');
    await ctx.sql`update funds_plan set number = ${number}, words = ${wordsOf({ ...plan, number })} where county = ${ctx.county} and id = ${planId}`;
    await noteChange(ctx, planId, { what: 'plan', title: '方案', before: { 文号: '' }, after: { 文号: number }, reason: '印发，填文号' });
  },
});

/** What was approved stays as it is; the new version begins with its rows, sums and decisions. */
export async function openVersion(ctx: Ctx, old: PlanHead, reason: string): Promise<string> {
  if (old.state !== 'approved') throw refusePlan('funds-version', '只有审定的、最新的一版可以出新版');
  const { sql, county, actor, today } = ctx;
  const [open] = await sql<{ id: string }[]>`select id from funds_plan where county = ${county} and replaces = ${old.id} and state <> 'discarded'`;
  if (open) throw refusePlan('funds-version', '已经有一个新版在编制，请先走完或作废它');
  const [last] = await sql<{ no: number }[]>`select max(no) as no from funds_plan where county = ${county} and replaces = ${old.id}`;
  const id = crypto.randomUUID();
  await sql`
    insert into funds_plan (county, id, year, season, title, number, no, replaces, because, print, unread, made_by, made_by_name, made_on, words)
    values (${county}, ${id}, ${old.year}, ${old.season}, ${old.title}, ${old.number}, ${Math.max(last?.no ?? 0, old.no) + 1}, ${old.id}, ${reason}, ${old.print},
      ${JSON.stringify(old.unread)}::text::jsonb, ${actor.id}, ${actor.name}, ${today}, ${wordsOf(old)})`;
  for (const row of await rowsOf(ctx, old.id)) if (!row.withdrawn) await keepRow(ctx, id, { ...row, version: 1 });
  for (const s of await statedOf(ctx, old.id)) await keepSum(ctx, id, s);
  for (const d of (await decisionsOf(ctx, old.id)).reverse()) await keepDecision(ctx, id, d);
  ctx.record({ subject: `funds-plan:${id}`, detail: { replaces: old.id, reason } });
  return id;
}

export const newVersion = action({
  name: 'funds-plan.version',
  may: 'funds-plan.write',
  creates: true,
  summary: '从审定的方案出一个新版',
  input: z.strictObject({ planId: z.uuid(), reason: why }),
  output: z.object({ id: z.string() }),
  async do(ctx, { planId, reason }) {
    guardBureau(ctx, 'keeps');
    return { id: await openVersion(ctx, await lockPlan(ctx, planId), reason) };
  },
});
