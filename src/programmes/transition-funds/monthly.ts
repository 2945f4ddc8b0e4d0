/** 四（三）: towns and bureaus report each month how their projects go; filled from the store and from what finance paid. */
import type { Ctx } from '#platform/actions';
import type { RoundKind } from '#platform/rounds';
import { bureaus, monthly } from './figures.ts';
import type { Project } from './ledger.ts';
import { loadLedger } from './ledgers.ts';
import { unitNames } from './projects.ts';
import { inPlan, stages } from './way.ts';

const wan = { type: 'money', measure: '万元' } as const;

/** What a unit reports: its projects of that year which are in the plan. */
export const reported = (p: Project, unit?: string): boolean =>
  (inPlan as readonly unknown[]).includes(p.cells.stage) && (unit === undefined ? typeof p.cells.unit === 'string' : p.cells.unit === unit);

const yearOf = (period: string) => Number(period.slice(0, 4));
/** Of one request: twelve months ask for the same year. */
const asked = new WeakMap<Ctx, Map<number, ReturnType<typeof loadLedger>>>();

async function projectsOf(ctx: Ctx, period: string): Promise<readonly Project[]> {
  const years = asked.get(ctx) ?? new Map<number, ReturnType<typeof loadLedger>>();
  asked.set(ctx, years);
  const year = yearOf(period);
  const ledger = years.get(year) ?? loadLedger(ctx, year);
  years.set(year, ledger);
  return (await ledger).projects;
}

export const fundsMonthly: RoundKind = {
  id: 'funds-monthly',
  title: '衔接资金项目月报',
  basis: monthly.cite,
  // The document says 月报告 and no day.
  dueFrom: 'assumed',
  schedule: { every: 'month', day: monthly.by, of: 'next', from: '2024-01-01' },
  columns: [
    { key: 'project', title: '项目', type: 'words', required: true, known: 'fixed' },
    { key: 'planned', title: '计划', under: ['资金'], ...wan, known: 'fixed', sum: true },
    { key: 'allotted', title: '下达', under: ['资金'], ...wan, known: 'fixed', sum: true },
    { key: 'paid', title: '累计支付', under: ['资金'], ...wan, required: true, known: 'reason', sum: true, note: '系统按财政支付凭证取数；在途的写明原因' },
    { key: 'stage', title: '阶段', under: ['进度'], type: 'choice', options: Object.fromEntries(inPlan.map(s => [s, stages[s]])), required: true },
    { key: 'progress', title: '形象进度', under: ['进度'], measure: '%', type: 'whole', required: true },
    { key: 'problem', title: '存在问题', type: 'words' },
    { key: 'next', title: '下一步', type: 'words' },
  ],
  notes: ['累计支付从年初算起；形象进度按项目实际完成的工作量估计。'],
  rates: [{ key: 'rate', title: '支付率（%）', under: ['资金'], part: 'paid', whole: 'allotted', after: 'paid' }],
  rows: { unit: '个项目', key: ['project'], added: false },
  async owes(ctx, { id }) {
    const owing = new Set((await projectsOf(ctx, id)).filter(p => reported(p)).map(p => p.cells.unit));
    return Object.keys(unitNames()).filter(unit => owing.has(unit));
  },
  collects: bureaus.keeps,
  async fill(ctx, { id }, unit) {
    const mine = (await projectsOf(ctx, id)).filter(p => reported(p, unit));
    return mine.map(p => ({
      id: p.id,
      values: { project: p.name, planned: String(p.amount), allotted: String(p.allotted), paid: String(p.paid), stage: p.cells.stage ?? null },
    }));
  },
  faults(v, before) {
    const [paid, allotted, progress] = [BigInt(String(v.paid ?? 0)), BigInt(String(v.allotted ?? 0)), Number(v.progress ?? 0)];
    return [
      ...(paid > allotted ? [{ path: 'paid', message: '支付比下达的多' }] : []),
      ...(before && (before.paid ?? null) !== null && paid < BigInt(String(before.paid)) ? [{ path: 'paid', message: '累计支付比上个月少' }] : []),
      ...(progress > 100 ? [{ path: 'progress', message: '形象进度最多 100%' }] : []),
    ];
  },
  doubts(v, before) {
    const progress = v.progress ?? null;
    return [
      ...(before && progress !== null && Number(progress) < Number(before.progress ?? 0) ? ['形象进度比上个月低'] : []),
      ...(v.stage === 'stopped' && (v.problem ?? '') === '' ? ['没有实施，请写存在问题'] : []),
    ];
  },
};
