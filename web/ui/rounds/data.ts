/** Reports as pages have them: how cells read, and what states and lights look like. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { shownYuan } from '#platform/money';
import type { Value } from '#platform/registers';
import type { FiguresView, FormView, PeriodView, ReportView, RoundsView, RoundView } from '#platform/rounds';
import type { ReportState } from '#platform/rounds/pure';
import { api, query } from '../api/index.ts';

export type Column = FormView['columns'][number];
export type Rate = FormView['rates'][number];

export const useRounds = () => useQuery({ queryKey: ['rounds'], queryFn: ({ signal }) => api.get<RoundsView>('/rounds', signal) });
export const useRound = (kind: string, before: string | undefined) =>
  useQuery({ queryKey: ['rounds', kind, 'kind', before], queryFn: ({ signal }) => api.get<RoundView>(`/rounds/${kind}${query({ before })}`, signal) });
export const usePeriod = (kind: string, period: string) =>
  useQuery({ queryKey: ['rounds', kind, period], queryFn: ({ signal }) => api.get<PeriodView>(`/rounds/${kind}/${period}`, signal) });
export const useReport = (kind: string, period: string, unit: string) =>
  useQuery({ queryKey: ['rounds', kind, period, unit], queryFn: ({ signal }) => api.get<ReportView>(`/rounds/${kind}/${period}/${unit}`, signal) });

/** Everything that one step may have moved. */
export function useStale() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['rounds'] });
}

/** As it is typed. */
export function plain(c: Column, value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return c.options?.[String(value)] ?? String(value);
}

/** For reading. */
export function said(c: Column, value: Value | undefined): string {
  const text = plain(c, value);
  if (text === '') return '—';
  if (c.type === 'money') return c.measure === '万元' ? text : shownYuan(text).replace(/ 元$/, '');
  return typeof value === 'number' ? value.toLocaleString('zh-CN') : text;
}

export const heading = (c: { title: string; measure?: string | null; under?: readonly string[] }): string =>
  `${c.under?.length ? `${c.under.join(' ')} ` : ''}${c.title}${'measure' in c && c.measure ? `（${c.measure}）` : ''}`;

export const isFigure = (c: Column): boolean => c.type === 'whole' || c.type === 'money';

/** A share with what it is reckoned from, so that nobody reads a percent without its denominator. */
export const shareSaid = (figures: FiguresView, key: string): string => {
  const r = figures.rates.find(x => x.key === key);
  return r?.percent ? `${r.percent}%` : '—';
};

export const looks: Record<ReportState, 'plain' | 'info' | 'good' | 'warn' | 'bad'> = {
  owed: 'plain',
  draft: 'info',
  sent: 'info',
  returned: 'warn',
  accepted: 'good',
  replaced: 'plain',
  dropped: 'plain',
};

export const base = '/desk/rounds';
