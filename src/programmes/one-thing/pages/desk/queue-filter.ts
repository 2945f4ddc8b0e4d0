/** What of the queue is shown: kept in the address, in the very words of the server's filter. */
import { useSearchParams } from 'wouter';
import { query } from '#ui/api';
import type { Session } from '#ui/session';

const names = [
  'tab',
  'unit',
  'state',
  'light',
  'subject',
  'key',
  'town',
  'advice',
  'outcome',
  'late',
  'who',
  'q',
  'from',
  'to',
  'sort',
  'after',
  'before',
] as const;
type Name = (typeof names)[number];
export type Filter = Partial<Record<Name, string>>;

/** A list that is asked for anew begins at its beginning. */
export const firstPage = { after: undefined, before: undefined };

export interface Counts {
  ready: number;
  accepted: number;
  stopped: number;
  yellow: number;
  red: number;
  mine: number;
  cosign: number;
  matters: { key: string; title: string; count: number }[];
}

export interface QueueTab {
  key: string;
  title: string;
  /** The conditions that make this tab; every other tab's are taken away. */
  filter: Pick<Filter, 'tab' | 'state' | 'light' | 'who'>;
  count?: (c: Counts) => number;
  /** Of one's own work, not for those who look on. */
  own?: boolean;
}

export const queueTabs: readonly QueueTab[] = [
  { key: 'open', title: '全部在办', filter: {}, count: c => c.ready + c.accepted + c.stopped },
  { key: 'ready', title: '待受理', filter: { state: 'ready' }, count: c => c.ready },
  { key: 'accepted', title: '办理中', filter: { state: 'accepted' }, count: c => c.accepted },
  { key: 'stopped', title: '已停表', filter: { light: 'stopped' }, count: c => c.stopped },
  { key: 'yellow', title: '即将超期', filter: { light: 'yellow' }, count: c => c.yellow },
  { key: 'red', title: '已超期', filter: { light: 'red' }, count: c => c.red },
  { key: 'mine', title: '我的', filter: { who: 'mine' }, count: c => c.mine, own: true },
  { key: 'cosign', title: '待我会签', filter: { who: 'cosign' }, count: c => c.cosign, own: true },
  { key: 'closed', title: '已办结', filter: { tab: 'closed' } },
];

const tabNames = ['tab', 'state', 'light', 'who'] as const;

/** The tab that a filter belongs to; what the board asks for beyond a tab shows among all. */
export function tabOf(f: Filter): string {
  if (f.tab === 'closed') return 'closed';
  const plain = {
    ...f,
    ...(f.tab === 'open' ? { tab: undefined } : {}),
    ...(f.who === 'nobody' ? { who: undefined } : {}),
  };
  return queueTabs.find(t => tabNames.every(n => t.filter[n] === plain[n]))?.key ?? 'open';
}

export const inTab = (f: Filter, tab: QueueTab): Filter => {
  const rest = Object.fromEntries(Object.entries(f).filter(([n]) => !(tabNames as readonly string[]).includes(n) && n !== 'after' && n !== 'before'));
  // What was decided is asked about decisions; what is open is not.
  if (tab.key !== 'closed') for (const n of ['outcome', 'late']) delete rest[n];
  return { ...rest, ...tab.filter };
};

const readFilter = (params: URLSearchParams): Filter => Object.fromEntries(names.flatMap(n => (params.get(n) ? [[n, params.get(n)!]] : [])));

export const filterText = (f: Filter): string => query(Object.fromEntries(names.map(n => [n, f[n]])));

export function useFilter(): [Filter, (change: Filter | ((now: Filter) => Filter), replace?: boolean) => void] {
  const [params, setParams] = useSearchParams();
  return [
    readFilter(params),
    (change, replace = false) =>
      setParams(
        now => {
          const was = readFilter(now);
          const next = typeof change === 'function' ? change(was) : { ...was, ...firstPage, ...change };
          return new URLSearchParams(filterText(next).slice(1));
        },
        { replace },
      ),
  ];
}

/** Conditions beyond tab, order and page: how many of them are set. */
export const narrowed = (f: Filter) =>
  names.filter(n => !['tab', 'state', 'light', 'sort', 'after', 'before'].includes(n) && f[n] && !(n === 'who' && f[n] !== 'nobody')).length;

const place = 'queue';
/** The list that one works through, for the way back and the next one. */
export const rememberQueue = (f: Filter) => sessionStorage.setItem(place, filterText(f));
export const rememberedQueue = () => sessionStorage.getItem(place) ?? '';

/** Works in a unit; everybody else looks on over the whole county. */
export const worksOnTasks = (session: Session | undefined) => session?.roles.some(r => (r.role === 'reviewer' || r.role === 'unit-head') && r.unit) ?? false;
