/** What became of a village's money (三 6, 四（二）): sums, shares, months of wages that are owed, and which limits are broken. Pure. */
import type { Day } from '#platform/calendar';
import type { Values } from '#platform/registers';
import { type EarnerFinding, inPost, monthNumber, unpaid } from './earners.ts';
import { faultsOfUse, type UseFault } from './rules.ts';
import { toHouseholds } from './village-books.ts';
import type { Breach } from './words.ts';

export interface Paid {
  town: string;
  payee: string;
  /** Villages and sites whose money it is. */
  names: readonly string[];
  got: bigint;
}

export type Light = 'red' | 'yellow' | 'green';

export interface VillageUseNow {
  town: string;
  payee: string;
  got: bigint;
  distributed: bigint;
  toHouseholds: bigint;
  posts: number;
  residents: number | null;
  wagesLate: number;
  light: Light;
  breaches: { fault: Breach; words: string; light: Light }[];
}

/** Whole months from the oldest that is owed to the one before today's: wages of a month are owed when it is over. */
export function wagesLate(since: string | null, paid: readonly string[], year: string, today: Day): number {
  if (since === null) return 0;
  const [from, to] = [Math.max(monthNumber(since), monthNumber(`${year}-01`)), Math.min(monthNumber(today) - 1, monthNumber(`${year}-12`))];
  const done = new Set(paid.map(monthNumber));
  for (let month = from; month <= to; month++) if (!done.has(month)) return monthNumber(today) - month;
  return 0;
}

interface Books {
  plans: readonly Values[];
  ledger: readonly Values[];
  /** By name, where a village keeps names; then they count, not the figures of plan and ledger. */
  posts: readonly Values[];
  wages: readonly Values[];
  /** In the whole county, because the other village may be in another town. */
  twice: readonly EarnerFinding[];
  /** Villages with how many live there. */
  villages: readonly Values[];
}

const fen = (v: Values, key: string) => BigInt(String(v[key] ?? 0));

/**
 * Shares of the year's money are judged when the year is over; until then what would break a limit is yellow. Posts and wages are judged at
 * once.
 */
export function useOf(p: Paid, books: Books, year: string, today: Day): VillageUseNow {
  const own = (v: Values) => v.town === p.town && p.names.includes(String(v.name));
  const plans = books.plans.filter(own);
  const spent = books.ledger.filter(own);
  const people = books.villages.filter(own).map(v => v.residents ?? null);
  const residents = people.length === 0 || people.some(n => n === null) ? null : people.reduce<number>((sum, n) => sum + Number(n), 0);
  const sum = (rows: readonly Values[]) => rows.reduce((total, v) => total + fen(v, 'amount'), 0n);
  const now = monthNumber(today);
  const holders = books.posts.filter(own);
  const paidByName = books.wages.filter(own);
  const wagesInLedger = spent.filter(v => v.kind === 'wages');
  const posts =
    holders.length > 0
      ? holders.filter(v => inPost(v, Math.min(now, monthNumber(`${year}-12`)))).length
      : plans.reduce((sum, v) => sum + Number(v.posts ?? 0), 0);
  const late =
    holders.length > 0
      ? Math.max(0, ...unpaid(holders, paidByName, year, now).map(u => now - monthNumber(u.month)))
      : wagesLate(
          sinceOf(plans),
          wagesInLedger.map(v => String(v.month)),
          year,
          today,
        );
  const use = {
    ...{ got: p.got, distributed: sum(spent), toHouseholds: sum(spent.filter(v => toHouseholds.includes(String(v.kind)))) },
    ...{ posts, wagesLate: late },
  };
  const over = today > `${year}-12-31`;
  const judged = (fault: UseFault): Light => (over || fault === 'posts' || fault === 'wages' ? 'red' : 'yellow');
  const breaches: VillageUseNow['breaches'] = faultsOfUse({ ...use, residents: residents ?? Number.MAX_SAFE_INTEGER }).map(f => ({
    ...f,
    light: judged(f.fault),
  }));
  const again = books.twice.filter(t => t.places.some(x => x.town === p.town && p.names.includes(x.name)));
  if (again.length > 0)
    breaches.push({ fault: 'twice', words: `${new Set(again.map(t => `${t.person} ${t.masked}`)).size} 人同一个月在两个村领工资`, light: 'red' });
  const differing = paidByName.length === 0 ? [] : differ(paidByName, wagesInLedger);
  if (differing.length > 0) breaches.push({ fault: 'wages-differ', words: `${differing.join('、')}的工资名单与台账金额不一致`, light: 'yellow' });
  if (plans.length === 0) breaches.push({ fault: 'no-plan', words: '还没有分配计划', light: 'yellow' });
  else if (plans.some(v => (v.postedOn ?? null) === null)) breaches.push({ fault: 'no-plan', words: '分配计划还没有公示', light: 'yellow' });
  const light = breaches.some(b => b.light === 'red') ? 'red' : breaches.length > 0 ? 'yellow' : 'green';
  return { town: p.town, payee: p.payee, ...use, residents, light, breaches };
}

const sinceOf = (plans: readonly Values[]): string | null =>
  plans
    .filter(v => Number(v.posts ?? 0) > 0)
    .map(v => String(v.since))
    .sort()[0] ?? null;

/** Months in which the names come to another sum than the ledger's line. */
function differ(byName: readonly Values[], inLedger: readonly Values[]): string[] {
  const sums = new Map<string, bigint>();
  const add = (v: Values, sign: bigint) => sums.set(String(v.month), (sums.get(String(v.month)) ?? 0n) + sign * fen(v, 'amount'));
  for (const v of byName) add(v, 1n);
  for (const v of inLedger) add(v, -1n);
  return [...sums].flatMap(([month, left]) => (left === 0n ? [] : [month])).sort();
}

/** 三: of what village stations earned, the part that has come to villages, in hundredths of a percent: of all that was paid, their share of what was divided. */
export function reachOf(paid: bigint, village: { gross: bigint; net: bigint }, base: bigint): bigint | null {
  return village.gross <= 0n || base <= 0n ? null : (paid * village.net * 10_000n) / (base * village.gross);
}
