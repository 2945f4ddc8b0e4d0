/** A project's way: proposed by its village, looked at by town, bureau and county, posted at each level, then planned, carried out, accepted, settled, handed over. 四（一）, 四（二）. Pure. */
import type { Values } from '#platform/registers';
import { bureaus, postingDays } from './figures.ts';

export const stages = {
  draft: '申报中',
  town: '待乡镇审核',
  sector: '待行业部门审核',
  county: '待县级审定',
  posted: '县级公示中',
  store: '在库',
  planned: '列入计划',
  building: '实施中',
  accepted: '已验收',
  settled: '已结算',
  done: '已移交',
  stopped: '未实施',
  refused: '不予入库',
  dropped: '已撤回',
} as const;
export type Stage = keyof typeof stages;

/** Those of the year's plan: they are reported by the month. */
export const inPlan = ['planned', 'building', 'accepted', 'settled', 'done', 'stopped'] as const satisfies readonly Stage[];
/** Those that got as far as the store, or stand before everybody on their way there. */
export const forAll = ['posted', 'store', ...inPlan] as const satisfies readonly Stage[];

/** In the store, or further: what is still proposed, or was refused, is no project of the year yet. Nobody said where an older one stands. */
export const inStore = (stage: unknown): boolean => (stage ?? null) === null || stage === 'store' || (inPlan as readonly unknown[]).includes(stage);

export const steps = {
  propose: '申报',
  pass: '乡镇审核通过',
  endorse: '行业审核通过',
  admit: '审定并公示',
  enter: '公示期满入库',
  plan: '列入计划',
  start: '开工',
  stop: '不再实施',
  return: '退回修改',
  refuse: '不予入库',
  drop: '撤回申报',
  adopt: '登记已有进展',
} as const;
export type Step = keyof typeof steps;

type Party = 'proposer' | 'town' | 'lead' | 'keeps' | 'unit' | 'holder';
const ways: Record<Exclude<Step, 'adopt'>, { from: readonly Stage[]; to: Stage; by: Party }> = {
  propose: { from: ['draft'], to: 'town', by: 'proposer' },
  pass: { from: ['town'], to: 'sector', by: 'town' },
  endorse: { from: ['sector'], to: 'county', by: 'lead' },
  admit: { from: ['county'], to: 'posted', by: 'keeps' },
  enter: { from: ['posted'], to: 'store', by: 'keeps' },
  plan: { from: ['store'], to: 'planned', by: 'keeps' },
  start: { from: ['planned'], to: 'building', by: 'unit' },
  stop: { from: ['planned', 'building'], to: 'stopped', by: 'unit' },
  return: { from: ['town', 'sector', 'county', 'posted'], to: 'draft', by: 'holder' },
  refuse: { from: ['sector', 'county', 'posted'], to: 'refused', by: 'holder' },
  drop: { from: ['draft'], to: 'dropped', by: 'proposer' },
};

const townOf = (cells: Values) => (cells.town === 'county' ? null : `town-${cells.town}`);

/** The units that a step is for; a project of the county as a whole has no town, so its unit proposes it. */
export function unitsFor(step: Step, stage: Stage | null, cells: Values): string[] {
  const unit = String(cells.unit ?? '');
  const proposer = townOf(cells) ?? unit;
  const holders: Partial<Record<Stage, string>> = { town: proposer, sector: String(cells.lead ?? '') };
  const holder = (stage && holders[stage]) || bureaus.keeps;
  const by = step === 'adopt' ? 'keeps' : ways[step].by;
  return [{ proposer, town: proposer, lead: String(cells.lead ?? ''), keeps: bureaus.keeps, unit, holder }[by]].filter(Boolean);
}

/** Who has the next step; null: the way is at its end, or nobody named. */
export const nextUnit = (stage: Stage | null, cells: Values): string | null => {
  if (stage === null) return bureaus.keeps;
  const waits: Partial<Record<Stage, Step>> = {
    ...{ draft: 'propose', town: 'pass', sector: 'endorse', county: 'admit', posted: 'enter', store: 'plan', planned: 'start' },
  };
  const step = waits[stage];
  if (step) return unitsFor(step, stage, cells)[0] ?? null;
  return stage === 'building' || stage === 'accepted' || stage === 'settled' ? String(cells.unit ?? '') || null : null;
};

export const after = (step: Step, cells: Values): Stage | null =>
  step === 'adopt' ? null : step === 'propose' && cells.town === 'county' ? 'sector' : ways[step].to;

/** Posted in the village or the town, on paper: from when to when, and where. */
export interface PaperPosting {
  from: string;
  until: string;
  at: string;
}

export interface WayFacts {
  stage: Stage | null;
  cells: Values;
  /** Titles of the annex's columns that are empty. */
  lacks: readonly string[];
  /** Who took the step before this one. */
  last: string | null;
  /** Last day of the county's posting. */
  until: string | null;
  openObjections: number;
  upheldObjections: number;
}

/** Steps that need words: why, or by which paper. */
export const wordy: readonly Step[] = ['plan', 'stop', 'return', 'refuse', 'drop', 'adopt'];
/** Steps before which a posting on paper has to be over. */
export const papered = (step: Step, cells: Values): boolean => step === 'pass' || (step === 'propose' && cells.town !== 'county');

const days = (from: string, until: string) => (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

/** What is wrong with a posting on paper. The day on which it is put up is not counted. */
export function paperFaults(p: PaperPosting, today: string): { path: keyof PaperPosting; message: string }[] {
  return [
    ...(p.at.trim().length < 2 ? [{ path: 'at' as const, message: '请写明在哪里公示的' }] : []),
    ...(p.from === '' ? [{ path: 'from' as const, message: '请填公示开始的日期' }] : []),
    ...(p.until === ''
      ? [{ path: 'until' as const, message: '请填公示结束的日期' }]
      : p.until >= today
        ? [{ path: 'until' as const, message: '公示期满以后才能往下送' }]
        : p.from !== '' && days(p.from, p.until) < postingDays.least
          ? [{ path: 'until' as const, message: `公示至少 ${postingDays.least} 天，当天不算` }]
          : []),
  ];
}

/** Every reason why this step cannot be taken now by this person. */
export function against(step: Exclude<Step, 'adopt'>, f: WayFacts, by: string, today: string): string[] {
  const stage = f.stage === null ? '没有登记进展' : stages[f.stage];
  if (f.stage === null || !ways[step].from.includes(f.stage)) return [`现在是“${stage}”，不能${steps[step]}`];
  const reasons: string[] = [];
  if (f.lacks.length > 0 && (['propose', 'pass', 'endorse', 'admit', 'enter', 'plan'] as Step[]).includes(step)) reasons.push(`没有填：${f.lacks.join('、')}`);
  if (step === 'admit' && f.last === by) reasons.push('行业审核的人不能再审定');
  if (step === 'enter') {
    if (f.until === null || today <= f.until) reasons.push(`公示到 ${f.until}，期满以后才能入库`);
    if (f.openObjections > 0) reasons.push(`还有 ${f.openObjections} 条异议没有答复`);
    if (f.upheldObjections > 0) reasons.push('有异议成立：退回修改，或不予入库');
  }
  return reasons;
}

/** The steps that stand open at a stage, whoever takes them. */
export const stepsAt = (stage: Stage | null): Step[] =>
  stage === null ? ['adopt'] : (Object.keys(ways) as (keyof typeof ways)[]).filter(s => ways[s].from.includes(stage));

export const recordKinds = { contract: '合同', acceptance: '验收', settlement: '结算', handover: '资产移交' } as const;
export type RecordKind = keyof typeof recordKinds;

export interface ProjectRecord {
  kind: RecordKind;
  amount: bigint | null;
  on: string;
  passed: boolean | null;
}

const recordFrom: Record<RecordKind, readonly Stage[]> = {
  contract: ['planned', 'building'],
  acceptance: ['building', 'accepted'],
  settlement: ['accepted', 'settled'],
  handover: ['settled', 'done'],
};
export const recordsAt = (stage: Stage | null): RecordKind[] =>
  stage === null ? [] : (Object.keys(recordFrom) as RecordKind[]).filter(k => recordFrom[k].includes(stage));

const line = ['planned', 'building', 'accepted', 'settled', 'done'] as const satisfies readonly Stage[];

/** Where a project stands by its last step and what was recorded: the further of the two. One that was stopped stays so. */
export function stageBy(base: Stage, records: readonly ProjectRecord[]): Stage {
  const at = (line as readonly Stage[]).indexOf(base);
  if (at < 0) return base;
  const came = (is: RecordKind) => records.some(r => r.kind === is && r.passed !== false);
  const further = came('handover') ? 4 : came('settlement') ? 3 : came('acceptance') ? 2 : came('contract') ? 1 : 0;
  return line[Math.max(at, further)]!;
}

/** What the register's row says of the records; of what was never recorded it keeps its own word. */
export function cellsBy(live: readonly ProjectRecord[], ever: readonly Pick<ProjectRecord, 'kind'>[]): Values {
  const of = (kind: RecordKind) => live.filter(r => r.kind === kind);
  const known = (kind: RecordKind) => ever.some(r => r.kind === kind);
  const sum = (kind: RecordKind) => (of(kind).length > 0 ? String(of(kind).reduce((n, r) => n + (r.amount ?? 0n), 0n)) : null);
  const passed = of('acceptance')
    .filter(r => r.passed)
    .map(r => r.on)
    .sort();
  return {
    ...(known('contract') ? { contracted: sum('contract') } : {}),
    ...(known('settlement') ? { settled: sum('settlement') } : {}),
    ...(known('acceptance') ? { accepted: passed.at(-1) ?? null } : {}),
  };
}
