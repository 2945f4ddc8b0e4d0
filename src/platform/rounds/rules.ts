/** A report: what may follow what, what the system knows in it, what is wrong with it, how it adds up and how two versions differ. Pure. */
import type { Day } from '../calendar/index.ts';
import type { Value, Values } from '../registers/index.ts';
import type { KnownRow, RoundColumn, RoundKind } from './kinds.ts';

export const reportStates = {
  owed: '未报',
  draft: '填报中',
  sent: '已报送',
  returned: '已退回',
  accepted: '已审核',
  replaced: '已更正',
  dropped: '已放弃',
} as const;
export type ReportState = keyof typeof reportStates;

export const reportSteps = {
  begun: '开始填报',
  saved: '修改',
  sent: '报送',
  recalled: '撤回',
  returned: '退回',
  accepted: '审核通过',
  corrected: '开始更正',
  dropped: '放弃更正',
  replaced: '由更正稿代替',
} as const;
export type ReportStep = keyof typeof reportSteps;

const from: Partial<Record<ReportStep, readonly ReportState[]>> = {
  saved: ['draft', 'returned'],
  sent: ['draft', 'returned'],
  recalled: ['sent'],
  returned: ['sent'],
  accepted: ['sent'],
  corrected: ['accepted'],
  dropped: ['draft', 'returned'],
};

/** Every reason why this step cannot be taken now. A first report is not dropped: it is owed. */
export function against(report: { state: ReportState; no: number }, step: ReportStep): string[] {
  const states = from[step] ?? [];
  return [
    ...(states.includes(report.state) ? [] : [`这份报表现在是“${reportStates[report.state]}”，不能${reportSteps[step]}`]),
    ...(step === 'dropped' && report.no === 1 ? ['第一次填报的不能放弃'] : []),
  ];
}

/** A row as it is kept: what stands in it, what the system knew of it then, what the reporter says of it. */
export interface ReportRow {
  id: string;
  cells: Values;
  known: Values;
  note: string;
}

/** A row that the reporter added. */
export const isOwn = (id: string): boolean => id.startsWith('own-');

/**
 * The rows as they are now: what is fixed is what the system knows today; what may be changed follows the system as long as the
 * reporter left it as it was. Rows that the system no longer knows go, those of the reporter's own stay.
 */
export function merged(kind: Pick<RoundKind, 'columns' | 'rows'>, kept: readonly ReportRow[], known: readonly KnownRow[]): ReportRow[] {
  const was = new Map(kept.map(r => [r.id, r]));
  const rows = known.map(({ id, values }): ReportRow => {
    const old = was.get(id);
    const cells: Values = { ...old?.cells };
    for (const c of kind.columns) {
      const now = values[c.key] ?? null;
      const untouched = !old || (old.cells[c.key] ?? null) === (old.known[c.key] ?? null);
      if ((c.known === 'fixed' && now !== null) || untouched) cells[c.key] = now;
    }
    return { id, cells, known: values, note: old?.note ?? '' };
  });
  const mine = kept.filter(r => isOwn(r.id));
  if (kind.rows !== 'one' || rows.length > 0) return [...rows, ...mine];
  return [was.get('row') ?? { id: 'row', cells: {}, known: {}, note: '' }];
}

/** A cell that nobody but the system fills: it knows a value. */
export const isFixed = (c: RoundColumn, row: Pick<ReportRow, 'known'>): boolean => c.known === 'fixed' && (row.known[c.key] ?? null) !== null;

/** Columns in which the reporter says something else than the system. */
export const departures = (kind: Pick<RoundKind, 'columns'>, row: ReportRow): RoundColumn[] =>
  kind.columns.filter(c => c.known === 'reason' && (row.known[c.key] ?? null) !== null && (row.cells[c.key] ?? null) !== row.known[c.key]);

const told = (row: ReportRow) => row.note.trim().length >= 2;

/** Why a row is not sent, each at its place: `rows.2.values.paid`, `rows.2.note`. */
export function faultsOf(
  kind: Pick<RoundKind, 'columns' | 'rows' | 'faults' | 'doubts'>,
  rows: readonly ReportRow[],
  before: ReadonlyMap<string, Values>,
): { path: string; message: string }[] {
  const key = kind.rows === 'one' ? [] : kind.rows.key;
  const seen = new Map<string, number>();
  return rows.flatMap((row, i) => {
    const at = (path: string, message: string) => ({ path: `rows.${i}.${path}`, message });
    const was = before.get(row.id) ?? null;
    const name = key.map(k => String(row.cells[k] ?? '')).join('\t');
    const twice = key.length > 0 ? seen.get(name) : undefined;
    if (twice === undefined) seen.set(name, i);
    const words = [...departures(kind, row).map(c => `${c.title}和系统里的不同`), ...(kind.doubts?.(row.cells, was) ?? [])];
    const empty = kind.columns.filter(c => c.required && (row.cells[c.key] ?? null) === null);
    return [
      ...empty.map(c => at(`values.${c.key}`, `${c.title}不能为空`)),
      // An empty cell is said once.
      ...(kind.faults?.(row.cells, was) ?? []).filter(f => !empty.some(c => c.key === f.path)).map(f => at(`values.${f.path}`, f.message)),
      ...(twice === undefined ? [] : [at(`values.${key.at(-1)!}`, `和第 ${twice + 1} 行是同一行`)]),
      ...(words.length > 0 && !told(row) ? [at('note', `${words.join('；')}：请在说明里写明原因`)] : []),
    ];
  });
}

/** Sums by column: fen of money, plain numbers of others; and each rate with what it was reckoned from. */
export interface Figures {
  rows: number;
  sums: Record<string, bigint>;
}

export function figuresOf(kind: Pick<RoundKind, 'columns'>, rows: readonly Pick<ReportRow, 'cells'>[]): Figures {
  const of = (key: string) => rows.reduce((sum, r) => sum + BigInt(String(r.cells[key] ?? 0)), 0n);
  return { rows: rows.length, sums: Object.fromEntries(kind.columns.filter(c => c.sum).map(c => [c.key, of(c.key)])) };
}

export function added(of: readonly Figures[]): Figures {
  const sums: Record<string, bigint> = {};
  for (const f of of) for (const [key, n] of Object.entries(f.sums)) sums[key] = (sums[key] ?? 0n) + n;
  return { rows: of.reduce((n, f) => n + f.rows, 0), sums };
}

/** Percent with two decimals, half away from zero; null where the whole is nothing. */
export function percent(part: bigint, whole: bigint): string | null {
  if (whole <= 0n) return null;
  const hundredths = (part * 20_000n + whole) / (whole * 2n);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

export interface CellChange {
  row: string;
  /** What the row is called. */
  name: string;
  /** A column's key; `''`: the row itself came or went; `note`. */
  column: string;
  was: Value;
  is: Value;
}

export function changesOf(kind: Pick<RoundKind, 'columns' | 'rows'>, older: readonly ReportRow[], newer: readonly ReportRow[]): CellChange[] {
  const was = new Map(older.map(r => [r.id, r]));
  const is = new Set(newer.map(r => r.id));
  const name = (r: ReportRow) => (kind.rows === 'one' ? '' : kind.rows.key.map(k => String(r.cells[k] ?? '')).join(' '));
  const changed = newer.flatMap((row): CellChange[] => {
    const old = was.get(row.id);
    const at = (column: string, a: Value, b: Value) => ({ row: row.id, name: name(row), column, was: a, is: b });
    if (!old && kind.rows !== 'one') return [at('', null, true)];
    return [
      ...kind.columns.flatMap(c => {
        const [a, b] = [old?.cells[c.key] ?? null, row.cells[c.key] ?? null];
        return a === b ? [] : [at(c.key, a, b)];
      }),
      ...((old?.note ?? '') === row.note ? [] : [at('note', old?.note ?? '', row.note)]),
    ];
  });
  return [...changed, ...older.filter(r => !is.has(r.id)).map(r => ({ row: r.id, name: name(r), column: '', was: true, is: null }))];
}

export type Light = 'green' | 'yellow' | 'red' | 'none';

/** Of a report that is still to be sent: red from the instant it is due, yellow on the last two days. */
export function lightOf(state: ReportState, due: Day | null, dueAt: string | null, now: string, today: Day): Light {
  if (state !== 'owed' && state !== 'draft' && state !== 'returned') return 'none';
  if (due === null || dueAt === null) return 'none';
  if (now > dueAt) return 'red';
  return Date.parse(`${due}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`) <= 86_400_000 ? 'yellow' : 'green';
}
