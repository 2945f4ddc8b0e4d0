/** The order's targets as both the portal and the desk say them. */
import { useQuery } from '@tanstack/react-query';
import type { TargetView } from '#platform/indicators';
import type { TargetState } from '#platform/indicators/pure';
import { api } from '../api/index.ts';

export type { TargetView };

export const useTargets = () =>
  useQuery({ queryKey: ['targets'], queryFn: () => api.get<{ today: string; items: TargetView[] }>('/targets'), staleTime: 30_000 });

/** What a clause is about, in our own words; a clause that is not named shows its place alone. */
export const clauseTitles: Record<string, string> = {
  一: '目标要求',
  '二（一）1': '事项集中办理',
  '二（一）2': '综合窗口和专窗',
  '二（一）3': '帮办代办',
  '二（二）5': '电子证照和行业综合许可',
  '二（三）7': '惠企政策',
  '二（三）8': '服务到身边',
  '二（三）9': '热线',
  附件: '重点事项清单',
  '附件一（一）2': '企业准营的行业',
};

export const targetTones: Record<TargetState, 'good' | 'warn' | 'bad' | 'plain'> = { met: 'good', ahead: 'plain', open: 'plain', late: 'warn', missed: 'bad' };

const number = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });

/** `22 项`, `83.3%`, `2,000 万元`. */
export const figure = (value: number, unit: string): string => `${number.format(value)}${unit === '%' ? '%' : ` ${unit}`}`;

/** What is missing yet, nothing where the target is reached. */
export function gapInWords(t: Pick<TargetView, 'target' | 'value' | 'unit'>): string {
  const gap = t.target - t.value;
  if (gap <= 0) return '';
  return t.unit === '%' ? `还差 ${number.format(Math.round(gap * 10) / 10)} 个百分点` : `还差 ${figure(Math.round(gap * 1e6) / 1e6, t.unit)}`;
}

const numerals = '一二三四五六七八九十';
/** 二（三）8 → [0, 2, 3, 8]: the order in which the document has them, its annexes last. */
const orderOf = (place: string): number[] => [
  place.startsWith('附件') ? 1 : 0,
  ...[...place.matchAll(/[一二三四五六七八九十]|\d+/g)].map(([m]) => numerals.indexOf(m) + 1 || Number(m)),
];

/** Clause by clause, as the document goes; within a clause by the last day. */
export function byClause(items: readonly TargetView[]): { document: string; place: string; targets: TargetView[] }[] {
  const groups = Map.groupBy(items, t => `${t.citation.document}\n${t.citation.place}`);
  const compare = (a: string, b: string) => {
    const [x, y] = [orderOf(a), orderOf(b)];
    for (let i = 0; i < Math.max(x.length, y.length); i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
    return 0;
  };
  return [...groups.values()]
    .map(targets => ({ ...targets[0]!.citation, targets: targets.toSorted((a, b) => a.by.localeCompare(b.by) || a.title.localeCompare(b.title, 'zh-CN')) }))
    .toSorted((a, b) => a.document.localeCompare(b.document, 'zh-CN') || compare(a.place, b.place));
}
