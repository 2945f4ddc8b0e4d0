/** Plans in a list, and one plan with everything that belongs to it. Amounts in 万元 as decimal text. */
import { z } from 'zod';
import { type Ctx, read } from '#platform/actions';
import { cite } from '#platform/citations';
import { wanOf } from '#platform/money';
import { bureaus, document, type Source, sources } from './figures.ts';
import { balanceBySource, type Ledger, projectOf } from './ledger.ts';
import { narrativeOf } from './narrative.ts';
import { objectionsTo } from './objections.ts';
import { balancesOf, countedOf, differencesOf, inWords, isOpen, type PlanFinding, type PlanState, planStates, sumId, sumTitle } from './plan.ts';
import { postingOf } from './posting.ts';
import { townNames } from './projects.ts';
import { authorsOf, type Decision, findPlan, type KeptRow, type PlanHead, rowsOf, wholeOf } from './store.ts';
import { type FindingView, type PlanLine, type PlanView, planLine, planView, type RowView } from './views.ts';
import { inStore } from './way.ts';

export const listPlans = read({
  name: 'funds-plan.list',
  may: 'funds-plan.read',
  summary: '衔接资金调整方案',
  input: z.strictObject({
    state: z.enum(Object.keys(planStates) as [PlanState]).optional(),
    year: z.coerce.number().int().min(1900).max(2200).optional(),
    q: z.string().trim().max(60).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({ items: z.array(planLine), total: z.number() }),
  async do(ctx, { state, year, q, page, size }) {
    const { sql, county } = ctx;
    const like = `%${(q ?? '').toLowerCase().replaceAll(/[%_\\]/g, '\\$&')}%`;
    const where = sql`county = ${county} ${state ? sql`and state = ${state}` : sql``} ${year ? sql`and year = ${year}` : sql``}
      ${q ? sql`and words like ${like}` : sql``}`;
    const plans = await sql<Omit<PlanLine, 'rows' | 'cut' | 'given' | 'findings' | 'undecided'>[]>`
      select id, year, season, title, number, no, state, made_by_name, made_on, approved_on from funds_plan where ${where}
      order by year desc, made_on desc, no desc, id limit ${size} offset ${(page - 1) * size}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from funds_plan where ${where}`;
    const items: PlanLine[] = [];
    // A county makes two or three plans a year: one by one is soon enough.
    for (const plan of plans) {
      const { counted, findings } = await wholeOf(ctx, plan);
      const all = balancesOf(counted).at(-1)!;
      items.push({
        ...plan,
        ...{ rows: counted.length, cut: wanOf(all.cut), given: wanOf(all.addition + all.fresh) },
        ...{ findings: findings.length, undecided: findings.filter(f => !f.decided).length },
      });
    }
    return { items, total: count!.n };
  },
});

const rowView = (row: KeptRow, ledger: Ledger): RowView => ({
  ...{ id: row.id, part: row.part, no: row.no, kind: row.kind, words: inWords(row), town: row.town ?? '', unit: row.unit ?? '' },
  project: projectOf(ledger, row)?.id ?? '',
  ...{ open: isOpen(row), withdrawn: row.withdrawn, version: row.version },
});

function findingView(f: PlanFinding & { decided: Decision | undefined }, titles: ReadonlyMap<string, string>): FindingView {
  const shown = (n: bigint) => (f.kind === 'count' ? `${n} 个` : f.kind === 'fields' ? `${n} 项` : f.kind === 'store' ? (n > 0n ? '有' : '没有') : wanOf(n));
  return {
    ...{ id: f.id, kind: f.kind, stated: String(f.stated), computed: String(f.computed), says: shown(f.stated), comes: shown(f.computed) },
    fits: f.fits === null ? null : wanOf(f.fits),
    more: f.more ?? null,
    title: titles.get(f.id) ?? f.id,
    decided: f.decided ? { decision: f.decided.decision, basis: f.decided.basis, by: f.decided.decidedByName, on: f.decided.decidedOn } : null,
  };
}

const purseTitles: Record<string, string> = { all: '全部资金', transition: '衔接资金', rectification: '绩效评价问题整改资金' };

/** Whether this person's role lets them take the step at all; that they wrote it or checked it is told when they try. */
async function mayOn(ctx: Ctx, plan: PlanHead): Promise<PlanView['may']> {
  const on = (may: string, ...units: string[]) => ctx.house.permissions.on(ctx.actor, may, { units }) !== null;
  const mine = (await authorsOf(ctx, plan)).includes(ctx.actor.id);
  return {
    write: on('funds-plan.write', bureaus.keeps),
    answer: on('funds-objection.answer', bureaus.keeps),
    check: plan.state === 'submitted' && !mine && on('funds-plan.check', bureaus.checks),
    approve: plan.state === 'checked' && !mine && plan.checkedBy !== ctx.actor.id && on('funds-plan.approve', bureaus.keeps),
    return: (plan.state === 'submitted' || plan.state === 'checked') && on('funds-plan.return', bureaus.keeps, bureaus.checks),
  };
}

export const onePlan = read({
  name: 'funds-plan.read',
  may: 'funds-plan.read',
  summary: '一个调整方案：各行、合计、平衡、对不上的地方、改过什么',
  input: z.strictObject({ planId: z.uuid() }),
  output: planView,
  async do(ctx, { planId }) {
    const { sql, county } = ctx;
    const head = await findPlan(ctx, planId);
    const { rows, counted, stated, findings, ledger } = await wholeOf(ctx, head);
    const changes = await sql<PlanView['changes']>`
      select n, what, title, before, after, reason, changed_by_name, changed_at from funds_change where county = ${county} and plan = ${planId} order by n desc`;
    const [newer] = await sql<{ id: string; no: number }[]>`
      select id, no from funds_plan where county = ${county} and replaces = ${planId} and state <> 'discarded'`;
    const older = head.replaces ? await findPlan(ctx, head.replaces) : null;
    const was = older ? (await rowsOf(ctx, older.id)).filter(r => !r.withdrawn) : [];
    const titles = new Map([
      ...rows.map(r => [r.id, r.name] as const),
      ...stated.map(s => [sumId(s), sumTitle(s)] as const),
      ...Object.entries(sources).map(([source, { name }]) => [`source ${source}`, `${name}的平衡`] as const),
      ...Object.entries(purseTitles).map(([purse, title]) => [`balance ${purse}`, `${title}的平衡`] as const),
    ]);
    const towns = townNames();
    const { print, madeBy: _, checkedBy: __, ...plan } = head;
    return {
      ...{ plan, print, rows: rows.map(r => rowView(r, ledger)), changes: [...changes] },
      sums: countedOf(counted, stated).map(s => ({
        ...{ id: sumId(s), title: sumTitle(s), part: s.part, kind: s.kind, purse: s.purse, sum: wanOf(s.sum), computed: wanOf(s.computed) },
        ...{ count: s.count, rows: s.rows },
      })),
      balances: balancesOf(counted).map(b => ({ purse: b.purse, cut: wanOf(b.cut), addition: wanOf(b.addition), fresh: wanOf(b.fresh), left: wanOf(b.left) })),
      bySource: balanceBySource(counted, ledger, Object.keys(sources) as Source[]).map(b => ({
        ...{ source: b.source, cut: wanOf(b.cut), given: wanOf(b.given), left: wanOf(b.cut - b.given) },
      })),
      findings: findings.map(f => findingView(f, titles)),
      differences: older ? differencesOf(was, counted) : [],
      narrative: narrativeOf(counted),
      posting: await postingOf(ctx, planId),
      objections: await objectionsTo(ctx, { plan: planId }),
      store: ledger.projects.filter(p => inStore(p.cells.stage)).map(p => ({ id: p.id, name: p.name, town: towns[String(p.cells.town)] ?? '' })),
      older: older ? { id: older.id, no: older.no } : null,
      newer: newer ?? null,
      may: await mayOn(ctx, head),
      citations: [cite(document, '二'), cite(document, '三'), cite(document, '四（三）')],
    };
  },
});
