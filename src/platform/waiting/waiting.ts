/** What waits for whoever signs in: each room and programme names the sorts of work that wait in it, and finds them. */
import { z } from 'zod';
import { permit } from '../access/index.ts';
import { type Ctx, read } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import { inOrder, lightOf } from './rules.ts';

export interface WaitingItem {
  /** What is to be done, and with what: 签收参保人员名单. */
  title: string;
  /** From whom, which, why. */
  detail?: string;
  /** How many wait behind it; absent: this one. */
  count?: number;
  due?: Day | null;
  /** The page of the desk where it is done. */
  link: string;
}

/** One sort of work. */
export interface Waits {
  /** Row of the permission table: who has to do it. */
  may: string;
  /** `units`: where the actor holds that right; runs in the actor's own scope. Empty where nothing waits. */
  find(ctx: Ctx, units: readonly string[]): Promise<WaitingItem[]>;
}

/** Nothing, where none waits. */
export const ifAny = (item: WaitingItem & { count: number }): WaitingItem[] => (item.count > 0 ? [item] : []);

declare module '../actions/action.ts' {
  interface House {
    waits: readonly Waits[];
  }
}

const item = z.object({
  title: z.string(),
  detail: z.string().nullable(),
  count: z.number().nullable(),
  due: z.string().nullable(),
  light: z.enum(['red', 'yellow', 'green', 'none']),
  link: z.string(),
});
export type WaitingView = z.infer<typeof item>;

export const waitingPermits = [
  permit('waiting.read', '查看等自己办的工作', {
    ...{ reviewer: 'department', 'unit-head': 'department', 'programme-officer': 'department', 'town-officer': 'department' },
    ...{ supervisor: 'county', leader: 'county' },
  }),
];

export const listWaiting = read({
  name: 'waiting.list',
  may: 'waiting.read',
  summary: '等我办的工作：各类事各有多少、最早哪天到期',
  input: z.strictObject({}),
  output: z.object({ today: z.string(), items: z.array(item) }),
  async do(ctx) {
    const { permissions, waits } = ctx.house;
    const items: WaitingView[] = [];
    for (const { may, find } of waits) {
      const { who } = permissions.row(may);
      if (!ctx.actor.grants.some(g => who[g.role])) continue;
      for (const i of await find(ctx, permissions.units(ctx.actor, may)))
        items.push({
          ...{ title: i.title, detail: i.detail ?? null, count: i.count ?? null, link: i.link },
          ...{ due: i.due ?? null, light: lightOf(i.due ?? null, ctx.today, ctx.calendar) },
        });
    }
    return { today: ctx.today, items: inOrder(items) };
  },
});
