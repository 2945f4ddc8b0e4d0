/** How a year's solar income is divided among villages and sites (三), to the fen; and what is wrong with its use (三 6). Pure. */
import { divide, yuan } from '#platform/money';
import { limits, type Pool, pools, reward, tilts } from './figures.ts';

export interface Village {
  id: string;
  outOfPoverty: number;
  /** For sites: who moved along and is neither out of poverty nor monitored. */
  general: number;
  monitored: number;
  /** Fen, of the year before, without solar income; null for a site, which has none. */
  collectiveIncome: bigint | null;
  /** A village that leads, as the county has decided. */
  model?: boolean;
  /** As decided where the document is silent: exactly 200,000. */
  band?: Band;
}

/** 三 4 says below 200,000, and above 200,000 and below 300,000. */
export type Band = 'low' | 'middle' | 'none';

/** Null: the document says nothing, somebody has to decide. */
export function bandOf({ collectiveIncome: income, band }: Pick<Village, 'collectiveIncome' | 'band'>): Band | null {
  if (income === null || income >= tilts.middle.below) return 'none';
  if (income === tilts.low.below) return band ?? null;
  return income < tilts.low.below ? 'low' : 'middle';
}

export interface Allocation {
  pools: Record<Pool, bigint>;
  rows: { id: string; byPoverty: bigint; byGeneral: bigint; byMonitored: bigint; tilt: bigint; reward: bigint; total: bigint }[];
  /** What nobody gets: of the 5% after tilts and rewards, and of a pool that has nobody to share it. */
  left: bigint;
  why: string[];
  /** What tilts come to before they shrink; what the rest is after them, and how many villages it rewards. */
  asked: bigint;
  rest: bigint;
  models: number;
}

export interface Amounts {
  /** Fen a village below the first limit and below the second. */
  low: bigint;
  middle: bigint;
  reward: bigint;
}

export const defaultAmounts: Amounts = { low: tilts.low.amount, middle: tilts.middle.amount, reward: reward.amount };

/** 三 4: what a village is to get for its low collective income. */
export function tiltOf(village: Pick<Village, 'collectiveIncome' | 'band'>, amounts: Amounts = defaultAmounts): bigint {
  const band = bandOf(village);
  if (band === null) throw new RangeError('a collective income of exactly 200,000 is not decided');
  return band === 'none' ? 0n : amounts[band];
}

const nothing: ReadonlyMap<string, bigint> = new Map();

/** What each gets of a pot that holds `pot`: all of it, or shares in proportion when it does not reach. */
function within(pot: bigint, wanted: readonly { id: string; weight: bigint }[]): ReadonlyMap<string, bigint> {
  const sum = wanted.reduce((total, w) => total + w.weight, 0n);
  return sum <= pot ? new Map(wanted.map(w => [w.id, w.weight])) : (divide(pot, wanted) ?? nothing);
}

const sumOf = (amounts: ReadonlyMap<string, bigint>) => [...amounts.values()].reduce((a, b) => a + b, 0n);

/** Pools by count that have money and nobody to share it: somebody has to decide what becomes of them. */
export const emptyPools = (income: bigint, villages: readonly Village[]): CountPool[] =>
  (Object.keys(heads) as CountPool[]).filter(pool => income > 0n && villages.every(v => v[heads[pool]] === 0));

const heads = { poverty: 'outOfPoverty', general: 'general', monitored: 'monitored' } as const;
export type CountPool = keyof typeof heads;

/**
 * `income`: fen given to villages in the year, the base of 三. Rows come back in the order in which villages came. `toPoverty`: pools without
 * anybody that were decided to go by people out of poverty; the others are left.
 */
export function allocate(income: bigint, villages: readonly Village[], amounts: Amounts = defaultAmounts, toPoverty: readonly CountPool[] = []): Allocation {
  const parts = divide(
    income,
    (Object.keys(pools) as Pool[]).map(id => ({ id, weight: BigInt(pools[id].percent) })),
  )!;
  const pot = Object.fromEntries(parts) as Record<Pool, bigint>;
  const why = (Object.keys(pools) as Pool[]).map(id => `${pools[id].percent}% 按${pools[id].name}：${yuan(pot[id])} 元（三）`);
  for (const pool of toPoverty) {
    why.push(`没有${pools[pool].name}，${yuan(pot[pool])} 元按决定并入脱贫人口这一份`);
    pot.poverty += pot[pool];
    pot[pool] = 0n;
  }
  const by = (pool: CountPool): ReadonlyMap<string, bigint> => {
    const shares = divide(
      pot[pool],
      villages.map(v => ({ id: v.id, weight: BigInt(v[heads[pool]]) })),
    );
    if (!shares && pot[pool] > 0n) why.push(`没有${pools[pool].name}，${yuan(pot[pool])} 元没有分出去，需要决定怎么用`);
    return shares ?? nothing;
  };
  const [byPoverty, byGeneral, byMonitored] = [by('poverty'), by('general'), by('monitored')];
  const wanted = villages.map(v => ({ id: v.id, weight: tiltOf(v, amounts) })).filter(w => w.weight > 0n);
  const tilt = within(pot.tilt, wanted);
  const asked = wanted.reduce((total, w) => total + w.weight, 0n);
  if (asked > pot.tilt) why.push(`倾斜要 ${yuan(asked)} 元，5% 只有 ${yuan(pot.tilt)} 元，差 ${yuan(asked - pot.tilt)} 元，按比例缩减（三 4）`);
  const rest = pot.tilt - sumOf(tilt);
  const models = villages.filter(v => v.model).map(v => ({ id: v.id, weight: amounts.reward }));
  const rewards = within(rest, models);
  if (models.length > 0)
    why.push(
      rest > 0n
        ? `结余 ${yuan(rest)} 元奖励 ${models.length} 个示范村，共 ${yuan(sumOf(rewards))} 元（三 4）`
        : `倾斜以后没有结余，${models.length} 个示范村这一次没有奖励（三 4）`,
    );
  const rows = villages.map(({ id }) => {
    const of = (shares: ReadonlyMap<string, bigint>) => shares.get(id) ?? 0n;
    const row = { byPoverty: of(byPoverty), byGeneral: of(byGeneral), byMonitored: of(byMonitored), tilt: of(tilt), reward: of(rewards) };
    return { id, ...row, total: Object.values(row).reduce((a, b) => a + b, 0n) };
  });
  return { pools: pot, rows, left: income - rows.reduce((sum, r) => sum + r.total, 0n), why, asked, rest, models: models.length };
}

export interface VillageUse {
  /** Fen that the village got in the year. */
  got: bigint;
  toHouseholds: bigint;
  /** Given out in any way. */
  distributed: bigint;
  residents: number;
  posts: number;
  /** Months for which wages have not been paid, the oldest first: how many. */
  wagesLate: number;
}

export type UseFault = 'undistributed' | 'to-households' | 'posts' | 'wages';

/** Share of `part` in `whole` above `percent`? In whole numbers: no rounding decides. */
const above = (part: bigint, whole: bigint, percent: number) => part * 100n > whole * BigInt(percent);

/** 三 6: every limit that a village's use breaks. */
export function faultsOfUse(u: VillageUse): { fault: UseFault; words: string }[] {
  const found: { fault: UseFault; words: string }[] = [];
  const limit = u.got >= limits.undistributed.from ? limits.undistributed.above : limits.undistributed.below;
  if (above(u.got - u.distributed, u.got, limit)) found.push({ fault: 'undistributed', words: `待拨付超过 ${limit}%` });
  if (u.got > 0n && u.toHouseholds * 100n < u.got * BigInt(limits.toHouseholds.atLeast))
    found.push({ fault: 'to-households', words: `到户资金不到 ${limits.toHouseholds.atLeast}%` });
  if (above(BigInt(u.posts), BigInt(u.residents), limits.posts.atMost)) found.push({ fault: 'posts', words: `公益岗位超过常住人口的 ${limits.posts.atMost}%` });
  if (u.wagesLate > limits.wages.months) found.push({ fault: 'wages', words: `公益岗位工资拖欠超过 ${limits.wages.months} 个月` });
  return found;
}
