/** How the hall's figures are said. */
import type { Span } from '#platform/queues/pure';

/** `约 12 分钟`; what stands there while nobody can say. */
export function waitInWords(minutes: number | null): string {
  if (minutes === null) return '窗口未开放，暂时不能预计';
  if (minutes === 0) return '不用等';
  return minutes < 60 ? `约 ${minutes} 分钟` : `约 ${Math.floor(minutes / 60)} 小时${minutes % 60 === 0 ? '' : ` ${minutes % 60} 分钟`}`;
}

export function hoursInWords(spans: readonly Span[] | null): string {
  if (spans === null) return '今天的时间还没有公布';
  return spans.length === 0 ? '今天休息' : spans.map(s => `${s.from}–${s.to}`).join('，');
}

/** `A023` as people hear it: letter and digits one by one. */
export const spokenNumber = (number: string): string => [...number].map(c => '零一二三四五六七八九'[Number(c)] ?? c).join(' ');
