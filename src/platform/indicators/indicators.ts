/** Indicators with targets: what the documents promise in numbers, what the house counts, and the list behind each count. */
import { z } from 'zod';
import { permit } from '../access/index.ts';
import { type Ctx, read, refuse } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import type { Citation } from '../citations/index.ts';
import { stateOf, type Target } from './rules.ts';

/** The days over which a figure is counted, both included. */
export interface Period {
  from: Day;
  to: Day;
}

export interface Measured {
  /** In the indicator's unit. */
  value: number;
  /** For a share: what it is made of. */
  numerator?: number;
  denominator?: number;
  /** What has to be known to read the figure, in Chinese. */
  note?: string;
}

/** One line of the list behind a figure. */
export interface Behind {
  title: string;
  detail?: string;
  /** The day that counts. */
  on?: Day | null;
  /** How much of the figure it is, where lines weigh differently: money. */
  amount?: string;
  /** Where it is looked at in the desk. */
  link?: string;
}

export interface Indicator {
  /** `policies-paid`. */
  id: string;
  /** 上架可兑现惠企政策事项. */
  title: string;
  /** 项, %, 万元. */
  unit: string;
  /** What is counted and what is not, in Chinese: the definition that a reader can check. */
  counts: string;
  citation: Citation;
  targets: readonly Target[];
  /** Counts within the period of a target; in the house's scope, so never says who. */
  measure(ctx: Ctx, period: Period): Promise<Measured>;
  /** Every line that was counted, first those that matter. At most a thousand. */
  behind(ctx: Ctx, period: Period): Promise<Behind[]>;
}

declare module '../actions/action.ts' {
  interface House {
    indicators: readonly Indicator[];
  }
}

const state = z.enum(['met', 'ahead', 'open', 'late', 'missed']);

const targetView = z.object({
  /** Indicator and year: `hall-all-city-2024`. */
  id: z.string(),
  indicator: z.string(),
  title: z.string(),
  unit: z.string(),
  counts: z.string(),
  citation: z.object({ document: z.string(), place: z.string() }),
  from: z.string(),
  by: z.string(),
  target: z.number(),
  value: z.number(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  note: z.string().nullable(),
  state,
});
export type TargetView = z.infer<typeof targetView>;

const keyOf = (i: Indicator, t: Target) => `${i.id}-${t.by.slice(0, 4)}`;

async function viewOf(ctx: Ctx, i: Indicator, t: Target): Promise<TargetView> {
  const m = await ctx.asHouse(ctx => i.measure(ctx, { from: t.from, to: t.by }));
  return {
    id: keyOf(i, t),
    indicator: i.id,
    title: i.title,
    unit: i.unit,
    counts: i.counts,
    citation: i.citation,
    from: t.from,
    by: t.by,
    target: t.value,
    value: m.value,
    numerator: m.numerator ?? null,
    denominator: m.denominator ?? null,
    note: m.note ?? null,
    state: stateOf(t, m.value, ctx.today),
  };
}

export const targets = read({
  name: 'target.list',
  may: 'target.read',
  open: true,
  summary: '文件里的量化目标：出处、目标、现在的数、完成情况',
  input: z.strictObject({}),
  output: z.object({ today: z.string(), items: z.array(targetView) }),
  async do(ctx) {
    const items: TargetView[] = [];
    for (const i of ctx.house.indicators) for (const t of i.targets) items.push(await viewOf(ctx, i, t));
    return { today: ctx.today, items };
  },
});

export const targetBehind = read({
  name: 'target.behind',
  may: 'target-list.read',
  summary: '一个目标背后的清单',
  input: z.strictObject({ targetId: z.string().max(80) }),
  output: z.object({
    target: targetView,
    items: z.array(
      z.object({ title: z.string(), detail: z.string().optional(), on: z.string().nullish(), amount: z.string().optional(), link: z.string().optional() }),
    ),
  }),
  async do(ctx, { targetId }) {
    for (const i of ctx.house.indicators)
      for (const t of i.targets)
        if (keyOf(i, t) === targetId) return { target: await viewOf(ctx, i, t), items: await ctx.asHouse(ctx => i.behind(ctx, { from: t.from, to: t.by })) };
    throw refuse('not-found');
  },
});

export const indicatorPermits = [
  permit('target.read', '查看量化目标', { guest: 'anyone' }),
  permit('target-list.read', '查看目标背后的清单', {
    supervisor: 'county',
    leader: 'county',
    auditor: 'county',
    'service-owner': 'county',
    'unit-head': 'county',
  }),
];
