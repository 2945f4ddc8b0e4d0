/** A plan as a whole: what does not add up in its rows, sums and purses, who may take which step, how two versions differ. Pure. */
import { wanOf } from '#platform/money';
import { kinds, type ProjectKind, type Purse, purses, type Source, sources } from './figures.ts';
import { type FindingKind, findingsOf, type Row, rateThatFits } from './rules.ts';

export const parts = { cut: '调减', addition: '调增', new: '新增' } as const;
export type Part = keyof typeof parts;

/** A row of a plan as it is kept. */
export interface Entry extends Row {
  part: Part;
  no: number;
  name: string;
  kind: ProjectKind;
  /** Its words as printed. */
  text: string;
  reason: string;
  basis: string;
  town: string | null;
  unit: string | null;
  /** The project of the year's store that it means, once found or chosen. */
  project?: string;
  /** Where the year's own money of the change is from; absent: the row does not say. */
  sources?: Partial<Record<Source, bigint>>;
}

/** What a heading states; empty kind or purse: all of them. */
export interface Stated {
  part: Part;
  kind: ProjectKind | '';
  purse: Purse | '';
  sum: bigint;
  count: number | null;
}

export interface PlanFinding {
  /** A row's id, `sum …`, or `balance …`. */
  id: string;
  kind: FindingKind | 'count' | 'balance' | 'store' | 'fields' | 'allotted' | 'unpaid' | 'source';
  /** Fen; of a count the number itself. */
  stated: bigint;
  computed: bigint;
  /** The rate at which the printed change would be right. */
  fits: bigint | null;
  /** Which fields. */
  more?: string;
}

export const findingWords: Record<PlanFinding['kind'], string> = {
  cut: '计划 − 结算 ≠ 核减',
  addition: '应付 − 已付 ≠ 新增',
  due: '数量 × 标准 ≠ 应补贴',
  settlement: '数量 × 标准 ≠ 结算',
  parts: '两种资金相加 ≠ 合计',
  sum: '各行相加 ≠ 写的合计',
  count: '行数 ≠ 写的个数',
  balance: '调减 ≠ 调增 + 新增',
  store: '项目不在当年项目库里',
  fields: '项目库里没有填全',
  allotted: '计划 ≠ 当年下达',
  unpaid: '核减超过没有支付的',
  source: '这个来源调减 ≠ 调增 + 新增',
};

export const sumId = (s: Pick<Stated, 'part' | 'kind' | 'purse'>): string => `sum ${s.part} ${s.kind || 'all'} ${s.purse || 'all'}`;
export const sumTitle = (s: Pick<Stated, 'part' | 'kind' | 'purse'>): string =>
  `${parts[s.part]}${s.kind ? `：${kinds[s.kind]}` : '合计'}${s.purse ? `，其中${purses[s.purse]}` : ''}`;

const abs = (n: bigint) => (n < 0n ? -n : n);

/** Of which purse a row's change is. What names none is of the year's own money. */
export function fromPurse({ change, parts }: Row, purse: Purse): bigint {
  if (!parts) return purse === 'transition' ? abs(change) : 0n;
  return parts[purse === 'transition' ? 0 : 1] ?? 0n;
}

const amountIn = (row: Entry, purse: Purse | '') => (purse ? fromPurse(row, purse) : abs(row.change));
const total = (rows: readonly Entry[], purse: Purse | '') => rows.reduce((sum, r) => sum + amountIn(r, purse), 0n);
const within = (rows: readonly Entry[], { part, kind }: Pick<Stated, 'part' | 'kind'>) => rows.filter(r => r.part === part && (!kind || r.kind === kind));

/** A cut is reckoned by what was settled, an addition by what was paid before: one figure less and there is nothing to reckon. */
function reckoned({ part, paid, ...row }: Entry): Row {
  const { settled: _, quantity: __, ...bare } = row;
  if (part === 'cut') return row;
  return paid === undefined ? bare : { ...row, paid };
}

/** Not carried out, or a reason in words: no arithmetic can check it, only the year's allotment could. */
export function isOpen(entry: Entry): boolean {
  const row = reckoned(entry);
  const came = row.settled !== undefined || (row.quantity !== undefined && row.rate !== undefined);
  return !came || (entry.part === 'cut' ? row.planned === undefined : row.paid === undefined);
}

export interface Balance {
  purse: Purse | '';
  cut: bigint;
  addition: bigint;
  fresh: bigint;
  /** Cuts less what is given: nothing may be left over or lacking. */
  left: bigint;
}

/** By purse and in all: cuts are additions and what is new. 二, 三 */
export function balancesOf(rows: readonly Entry[]): Balance[] {
  return ([...Object.keys(purses), ''] as (Purse | '')[]).map(purse => {
    const [cut, addition, fresh] = (['cut', 'addition', 'new'] as const).map(part => total(within(rows, { part, kind: '' }), purse)) as [
      bigint,
      bigint,
      bigint,
    ];
    return { purse, cut, addition, fresh, left: cut - addition - fresh };
  });
}

export interface Counted extends Stated {
  computed: bigint;
  rows: number;
}

export const countedOf = (rows: readonly Entry[], stated: readonly Stated[]): Counted[] =>
  stated.map(s => ({ ...s, computed: total(within(rows, s), s.purse), rows: within(rows, s).length }));

export function findingsOfPlan(rows: readonly Entry[], stated: readonly Stated[]): PlanFinding[] {
  const ofRows = rows.flatMap(row =>
    findingsOf(reckoned(row)).map((f): PlanFinding => ({ ...f, fits: f.kind === 'addition' || f.kind === 'due' ? rateThatFits(row) : null })),
  );
  const ofSums = countedOf(rows, stated).flatMap((s): PlanFinding[] => [
    ...(s.sum === s.computed ? [] : [{ id: sumId(s), kind: 'sum' as const, stated: s.sum, computed: s.computed, fits: null }]),
    ...(s.count === null || s.count === s.rows
      ? []
      : [{ id: sumId(s), kind: 'count' as const, stated: BigInt(s.count), computed: BigInt(s.rows), fits: null }]),
  ]);
  const ofPurses = balancesOf(rows).flatMap((b): PlanFinding[] =>
    b.left === 0n ? [] : [{ id: `balance ${b.purse || 'all'}`, kind: 'balance', stated: b.cut, computed: b.addition + b.fresh, fits: null }],
  );
  return [...ofRows, ...ofSums, ...ofPurses];
}

export interface Decided {
  id: string;
  kind: string;
  stated: bigint;
  computed: bigint;
}

/** A decision holds for the two figures that it was made on: when one of them changes, the question is open again. */
export const decides = (d: Decided, f: Decided): boolean => d.id === f.id && d.kind === f.kind && d.stated === f.stated && d.computed === f.computed;

export const planStates = {
  draft: '编制中',
  submitted: '待财政复核',
  checked: '待审定',
  approved: '已审定',
  replaced: '已被新版代替',
  discarded: '已作废',
} as const;
export type PlanState = keyof typeof planStates;

export const planSteps = { submit: '送财政复核', check: '复核通过', approve: '审定', return: '退回', discard: '作废' } as const;
export type PlanStep = keyof typeof planSteps;

const before: Record<PlanStep, readonly PlanState[]> = {
  submit: ['draft'],
  check: ['submitted'],
  approve: ['checked'],
  return: ['submitted', 'checked'],
  discard: ['draft'],
};
export const after = { submit: 'submitted', check: 'checked', approve: 'approved', return: 'draft', discard: 'discarded' } as const satisfies Record<
  PlanStep,
  PlanState
>;

export interface PlanFacts {
  state: PlanState;
  /** Accounts of all who wrote in it. */
  authors: readonly string[];
  checkedBy: string | null;
  rows: number;
  /** Findings without a decision. */
  undecided: number;
}

/** Every reason why this person cannot take this step. */
export function against(plan: PlanFacts, step: PlanStep, by: string): string[] {
  const reasons: string[] = [];
  if (!before[step].includes(plan.state)) reasons.push(`现在是“${planStates[plan.state]}”，不能${planSteps[step]}`);
  const forward = step === 'submit' || step === 'check' || step === 'approve';
  if (forward && plan.rows === 0) reasons.push('方案里还没有项目');
  if (forward && plan.undecided > 0) reasons.push(`还有 ${plan.undecided} 处对不上，没有改好，也没有写明怎样处理`);
  if (step === 'check' && plan.authors.includes(by)) reasons.push('复核的人不能是编制或改过方案的人');
  if (step === 'approve' && (plan.authors.includes(by) || plan.checkedBy === by)) reasons.push('审定的人不能是编制、改过或复核方案的人');
  return reasons;
}

export interface Difference {
  id: string;
  title: string;
  /** What of it; `''`: the row itself came or went. */
  field: string;
  was: string | null;
  is: string | null;
}

/** Figures and words of a row as text: what histories and differences compare. */
export const fields = {
  part: '部分',
  no: '序号',
  name: '项目',
  kind: '类别',
  planned: '计划',
  settled: '结算',
  quantity: '数量',
  rate: '标准',
  due: '应补贴',
  paid: '已付',
  change: '核减或新增',
  transition: '其中衔接资金',
  rectification: '其中整改资金',
  central: '其中中央',
  province: '其中省级',
  city: '其中市级',
  county: '其中县级',
  text: '原文',
  reason: '原因',
  basis: '依据',
  town: '乡镇',
  unit: '责任单位',
} as const;
export type FieldKey = keyof typeof fields;

export function inWords(row: Entry): Record<FieldKey, string> {
  const wan = (n: bigint | undefined) => (n === undefined ? '' : wanOf(n));
  const { part, no, name, kind, text, reason, basis, town, unit } = row;
  return {
    ...{ part: parts[part], no: String(no), name, kind: kinds[kind], planned: wan(row.planned), settled: wan(row.settled), quantity: wan(row.quantity) },
    ...{ rate: wan(row.rate), due: wan(row.due), paid: wan(row.paid), change: wan(row.change), transition: wan(row.parts?.[0]) },
    ...(Object.fromEntries((Object.keys(sources) as Source[]).map(s => [s, wan(row.sources?.[s])])) as Record<Source, string>),
    ...{ rectification: wan(row.parts?.[1]), text, reason, basis, town: town ?? '', unit: unit ?? '' },
  };
}

export function differencesOf(older: readonly Entry[], newer: readonly Entry[]): Difference[] {
  const was = new Map(older.map(r => [r.id, r]));
  const is = new Set(newer.map(r => r.id));
  const changed = newer.flatMap((row): Difference[] => {
    const old = was.get(row.id);
    if (!old) return [{ id: row.id, title: row.name, field: '', was: null, is: wanOf(row.change) }];
    const [a, b] = [inWords(old), inWords(row)];
    return (Object.keys(fields) as FieldKey[]).filter(f => a[f] !== b[f]).map(f => ({ id: row.id, title: row.name, field: fields[f], was: a[f], is: b[f] }));
  });
  const gone = older.filter(r => !is.has(r.id)).map(r => ({ id: r.id, title: r.name, field: '', was: wanOf(r.change), is: null }));
  return [...changed, ...gone];
}
