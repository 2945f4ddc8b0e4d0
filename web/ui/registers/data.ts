/** A register as pages have it: what it is, and how its cells read. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { shownYuan } from '#platform/money';
import type { RegisterRow, RegisterView, Value } from '#platform/registers';
import { api } from '../api/index.ts';

export type Column = Pick<RegisterView['columns'][number], 'key' | 'title' | 'type' | 'measure' | 'options'>;

/** What a programme says of its register: its kind, and where its pages are. */
export interface Place {
  kind: string;
  /** Address of the list; below it stand `/import` and `/rows/:id`. */
  base: string;
  /** The programme's other pages, under the heading. */
  pages?: ReactNode;
}

export const useRegister = (kind: string) =>
  useQuery({ queryKey: ['register', kind], queryFn: ({ signal }) => api.get<RegisterView>(`/registers/${kind}`, signal) });

export const heading = (c: Column): string => (c.measure ? `${c.title}（${c.measure}）` : c.title);

/** For tables to take along, which come in again. */
export function plain(c: Column, value: Value | undefined): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return c.options?.[String(value)] ?? value;
}

/** For reading. */
export function said(c: Column, value: Value | undefined): string {
  const text = plain(c, value);
  if (text === '') return '—';
  if (c.type === 'money' && c.measure !== '万元') return shownYuan(String(text)).replace(/ 元$/, '');
  return typeof text === 'number' ? text.toLocaleString('zh-CN') : text;
}

/** The column by which rows are called. */
export const nameColumn = (r: RegisterView) => r.columns.find(c => c.calls)!;

export const nameOf = (r: RegisterView, row: Pick<RegisterRow, 'values'>): string => String(row.values[nameColumn(r).key] ?? '');

/** Name first, the others as the register has them. */
export const inOrder = (r: RegisterView) => [nameColumn(r), ...r.columns.filter(c => c !== nameColumn(r))];
