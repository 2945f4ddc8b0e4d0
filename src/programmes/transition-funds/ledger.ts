/** A year's projects with their money, put together from the store, the allotments and the payments; and what of a plan's rows they speak against. Pure, in fen. */
import type { Values } from '#platform/registers';
import type { Source } from './figures.ts';
import { type Entry, fromPurse, type PlanFinding } from './plan.ts';
import { inStore } from './way.ts';

/** The annex's columns; `projects.ts` names them. */
export interface Project {
  id: string;
  name: string;
  cells: Values;
  amount: bigint;
  allotted: bigint;
  paid: bigint;
  bySource: ReadonlyMap<Source, bigint>;
  /** Of the annex's columns those that are empty. */
  lacks: readonly string[];
}

export interface Ledger {
  projects: readonly Project[];
  /** Names in allotments or payments that the store does not have. */
  strange: readonly string[];
  payments: readonly Values[];
}

/** Spaces and brackets are typed in many ways. */
export const nameKey = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');

const fen = (v: Values[string] | undefined): bigint => BigInt(String(v ?? 0));

export function ledgerOf(
  store: readonly { id: string; cells: Values }[],
  allotments: readonly Values[],
  payments: readonly Values[],
  needed: readonly { key: string; title: string }[],
): Ledger {
  const sums = new Map<string, { allotted: bigint; paid: bigint; bySource: Map<Source, bigint> }>();
  const at = (name: string) => {
    const key = nameKey(name);
    const there = sums.get(key) ?? { allotted: 0n, paid: 0n, bySource: new Map() };
    sums.set(key, there);
    return there;
  };
  for (const a of allotments) {
    const sum = at(String(a.project));
    sum.allotted += fen(a.amount);
    sum.bySource.set(a.source as Source, (sum.bySource.get(a.source as Source) ?? 0n) + fen(a.amount));
  }
  for (const p of payments) at(String(p.project)).paid += fen(p.amount);
  const known = new Set(store.map(s => nameKey(String(s.cells.name))));
  return {
    projects: store.map(({ id, cells }) => ({
      ...{ id, name: String(cells.name), cells, amount: fen(cells.amount) },
      ...(sums.get(nameKey(String(cells.name))) ?? { allotted: 0n, paid: 0n, bySource: new Map<Source, bigint>() }),
      lacks: needed.filter(n => (cells[n.key] ?? null) === null).map(n => n.title),
    })),
    payments,
    strange: [...new Set([...allotments, ...payments].map(v => String(v.project)).filter(name => !known.has(nameKey(name))))],
  };
}

/** Payments that may be one paid twice: of the same project, payee and amount within so many days. */
export function twins(payments: readonly Values[], within: number): (readonly [Values, Values])[] {
  const days = (a: Values, b: Values) => Math.abs(Date.parse(String(a.on)) - Date.parse(String(b.on))) / 86_400_000;
  const of = (v: Values) => `${nameKey(String(v.project))} ${nameKey(String(v.payee ?? ''))} ${v.source} ${v.amount}`;
  return [...Map.groupBy(payments, of).values()].flatMap(some => {
    const sorted = some.toSorted((a, b) => String(a.on).localeCompare(String(b.on)));
    return sorted.flatMap((p, i) => (i > 0 && days(sorted[i - 1]!, p) <= within ? [[sorted[i - 1]!, p] as const] : []));
  });
}

/** The project that a row means: the one it keeps, else the one of its name. */
export const projectOf = (ledger: Ledger, { project, name }: Pick<Entry, 'project' | 'name'>): Project | undefined =>
  (project ? ledger.projects.find(p => p.id === project) : undefined) ?? ledger.projects.find(p => nameKey(p.name) === nameKey(name));

/** From which source a row's money is: as it says, or as its project's only one. What is of the other purse has none. */
export function sourcesOf(row: Entry, ledger: Ledger | null): Partial<Record<Source, bigint>> | null {
  if (row.sources) return row.sources;
  const bySource = ledger ? projectOf(ledger, row)?.bySource : undefined;
  if (bySource?.size !== 1) return null;
  return { [[...bySource.keys()][0]!]: fromPurse(row, 'transition') };
}

export interface SourceBalance {
  /** `''`: rows that do not say. */
  source: Source | '';
  cut: bigint;
  given: bigint;
}

/** Cuts and what is given, by source; the year's own money only. */
export function balanceBySource(rows: readonly Entry[], ledger: Ledger | null, sources: readonly Source[]): SourceBalance[] {
  const all = new Map<Source | '', SourceBalance>([...sources, '' as const].map(source => [source, { source, cut: 0n, given: 0n }]));
  for (const row of rows) {
    const side = row.part === 'cut' ? 'cut' : 'given';
    const of = sourcesOf(row, ledger);
    if (of === null) all.get('')![side] += fromPurse(row, 'transition');
    else for (const [source, amount] of Object.entries(of)) all.get(source as Source)![side] += amount;
  }
  return [...all.values()];
}

/** What the store and the year's money say against a plan's rows. A year without a store is not compared. */
export function storeFindings(rows: readonly Entry[], ledger: Ledger, sources: readonly Source[], needed: number): PlanFinding[] {
  if (!ledger.projects.some(p => inStore(p.cells.stage))) return [];
  const found = rows.flatMap((row): PlanFinding[] => {
    const at = (kind: PlanFinding['kind'], stated: bigint, computed: bigint, more?: string) => ({
      ...{ id: row.id, kind, stated, computed, fits: null },
      ...(more ? { more } : {}),
    });
    const project = projectOf(ledger, row);
    if (!project || !inStore(project.cells.stage)) return [at('store', 1n, 0n)];
    const unpaid = project.allotted - project.paid;
    return [
      ...(project.lacks.length > 0 ? [at('fields', BigInt(needed), BigInt(needed - project.lacks.length), project.lacks.join('、'))] : []),
      ...(row.part === 'cut' && row.planned !== undefined && row.planned !== project.allotted ? [at('allotted', row.planned, project.allotted)] : []),
      ...(row.part === 'cut' && row.change > unpaid ? [at('unpaid', row.change, unpaid)] : []),
    ];
  });
  const balances = balanceBySource(rows, ledger, sources);
  const whole = balances.every(b => b.source !== '' || (b.cut === 0n && b.given === 0n));
  // Before every row says where its money is from there is nothing to balance.
  const unbalanced = whole ? balances.filter(b => b.cut !== b.given) : [];
  return [...found, ...unbalanced.map((b): PlanFinding => ({ id: `source ${b.source}`, kind: 'source', stated: b.cut, computed: b.given, fits: null }))];
}

/** Whole percent of the year that is over. */
export const yearGone = (today: string): number => {
  const year = Number(today.slice(0, 4));
  const days = (Date.parse(`${today}T00:00:00Z`) - Date.UTC(year, 0, 1)) / 86_400_000 + 1;
  return Math.floor((days * 100) / ((Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000));
};

export interface Pace {
  /** Paid of what was allotted, in whole percent. */
  rate: number | null;
  slow: boolean;
  idle: boolean;
}

/** Slow: so many points behind the year. At risk of standing idle: from September on, too little paid. Of a past year the year is over. */
export function paceOf(
  project: Pick<Project, 'allotted' | 'paid'>,
  year: number,
  today: string,
  is: { behind: number; idleFrom: number; idleBelow: number },
): Pace {
  if (project.allotted <= 0n) return { rate: null, slow: false, idle: false };
  const rate = Number((project.paid * 100n) / project.allotted);
  const past = Number(today.slice(0, 4)) > year;
  const gone = past ? 100 : yearGone(today);
  const month = past ? 12 : Number(today.slice(5, 7));
  return { rate, slow: rate < 100 && rate + is.behind < gone, idle: rate < is.idleBelow && month >= is.idleFrom };
}

export const quarterEnd = (year: number, quarter: number): string => `${year}-${['03-31', '06-30', '09-30', '12-31'][quarter - 1]}`;

/** Before its end a quarter is running and may be met already; afterwards it was met or missed. `ahead`: it has not begun. */
export function goalState(
  percent: number | null,
  paid: bigint,
  allotted: bigint,
  quarter: number,
  year: number,
  today: string,
): 'none' | 'ahead' | 'running' | 'met' | 'missed' {
  if (percent === null) return 'none';
  if (quarter > 1 && today <= quarterEnd(year, quarter - 1)) return 'ahead';
  if (allotted > 0n && paid * 100n >= allotted * BigInt(percent)) return 'met';
  return today <= quarterEnd(year, quarter) ? 'running' : 'missed';
}
