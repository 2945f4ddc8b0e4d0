/** The life of a run. Pure. */
import type { Day } from '../calendar/index.ts';

export const runStates = {
  computed: '已计算，待复核',
  checked: '已复核，待审定',
  approved: '已审定，待公示',
  posted: '公示中',
  final: '已生效',
  discarded: '已作废',
  replaced: '已被新的一次代替',
} as const;
export type RunState = keyof typeof runStates;

export const runSteps = { check: '复核', approve: '审定', post: '公示', finish: '生效', discard: '作废' } as const;
export type RunStep = keyof typeof runSteps;

const before: Record<RunStep, readonly RunState[]> = {
  check: ['computed'],
  approve: ['checked'],
  post: ['approved'],
  finish: ['posted'],
  // What was posted is no longer taken back in silence: a new run replaces it.
  discard: ['computed', 'checked', 'approved'],
};
export const after: Record<RunStep, RunState> = { check: 'checked', approve: 'approved', post: 'posted', finish: 'final', discard: 'discarded' };

/** What there was to divide, what rows got, what nobody got: the first is the sum of the others, or nothing is kept. Yuan as text. */
export interface RunBalance {
  base: string;
  given: string;
  left: string;
}

/** Whether what was given and what is left make up what there was, to the fen; amounts as `yuan` writes them, however large. */
export function balanced({ base, given, left }: RunBalance): boolean {
  const fen = (yuan: string) => BigInt(yuan.replace('.', ''));
  return fen(base) === fen(given) + fen(left);
}

export interface RunFacts {
  state: RunState;
  /** Account ids. */
  computedBy: string;
  checkedBy: string | null;
  objectionsUntil: Day | null;
  openObjections: number;
  /** Of those that say the figures are wrong, and not a single line that the next run leaves out. */
  upheldObjections?: number;
}

/** Every reason why this person cannot take this step today. */
export function against(run: RunFacts, step: RunStep, by: string, today: Day): string[] {
  const reasons: string[] = [];
  if (!before[step].includes(run.state)) reasons.push(`现在是“${runStates[run.state]}”，不能${runSteps[step]}`);
  if (step === 'check' && by === run.computedBy) reasons.push('复核的人不能是计算的人');
  if (step === 'approve' && (by === run.computedBy || by === run.checkedBy)) reasons.push('审定的人不能是计算或复核的人');
  if (step === 'approve') {
    if (run.openObjections > 0) reasons.push(`还有 ${run.openObjections} 条意见没有答复`);
    // What a unit was found right about is not shown to everybody first.
    if (run.upheldObjections) reasons.push(`有 ${run.upheldObjections} 条意见成立，要重新计算一次`);
  }
  if (step === 'finish' && run.state === 'posted') {
    if (run.objectionsUntil !== null && today <= run.objectionsUntil) reasons.push(`公示到 ${run.objectionsUntil}，期满以后才能生效`);
    if (run.openObjections > 0) reasons.push(`还有 ${run.openObjections} 条异议没有答复`);
    if (run.upheldObjections) reasons.push(`有 ${run.upheldObjections} 条异议成立，要重新计算一次`);
  }
  return reasons;
}

/** Places of totals, the highest first; equal totals share a place, and the next one counts on. Null totals have none. */
export function ranks(totals: readonly (bigint | null)[]): (number | null)[] {
  const places = new Map<bigint, number>();
  const inOrder = totals.filter(t => t !== null).sort((a, b) => (a > b ? -1 : a < b ? 1 : 0));
  for (const [n, total] of inOrder.entries()) if (!places.has(total)) places.set(total, n + 1);
  return totals.map(t => (t === null ? null : places.get(t)!));
}

/** Cells whose value differs between two runs, by row and column. */
export function differences(
  older: readonly { key: string; cells: Readonly<Record<string, { value: string }>> }[],
  newer: readonly { key: string; title: string; cells: Readonly<Record<string, { value: string }>> }[],
): { row: string; title: string; column: string; was: string | null; is: string }[] {
  const was = new Map(older.map(r => [r.key, r.cells]));
  return newer.flatMap(r =>
    Object.entries(r.cells)
      .map(([column, cell]) => ({ row: r.key, title: r.title, column, was: was.get(r.key)?.[column]?.value ?? null, is: cell.value }))
      .filter(d => d.was !== d.is),
  );
}
