/** The conditions of a list, each kept in the address under its name; what is empty is not asked. */
import { Input, Segmented, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useFilters } from '../pages/index.ts';
import './list.css';

export const Filters = ({ label = '筛选', children }: { label?: string; children: ReactNode }) => (
  <search className="frame-filters" aria-label={label}>
    {children}
  </search>
);

type Options = Readonly<Record<string, string>> | readonly { value: string; label: string }[];
const listed = (options: Options) =>
  Array.isArray(options) ? [...options] : Object.entries(options).map(([value, label]) => ({ value, label: label as string }));

interface Choice {
  /** Its name in the address. */
  of: string;
  label: string;
  options: Options;
}

/** One of a few that stand side by side; the first is what no address says. */
export function Tabs({ of, label, options }: Choice) {
  const { get, change } = useFilters();
  const [first, ...rest] = listed(options);
  return (
    <Segmented aria-label={label} value={get(of) ?? ''} onChange={v => change({ [of]: String(v) })} options={[{ value: '', label: first!.label }, ...rest]} />
  );
}

/** One of many, or all of them. */
export function Choose({ of, label, options, all }: Choice & { all: string }) {
  const { get, change } = useFilters();
  const choices = listed(options);
  return (
    <Select
      aria-label={label}
      allowClear
      placeholder={all}
      value={get(of) ?? null}
      onChange={v => change({ [of]: v ?? '' })}
      options={choices}
      popupMatchSelectWidth={false}
      {...(choices.length > 12 ? { showSearch: { optionFilterProp: ['label', 'short'] } } : {})}
    />
  );
}

/** The order of a list that is not a table; the first is what no address says. */
export function Order({ options }: { options: Readonly<Record<string, string>> }) {
  const { get, change } = useFilters();
  const [first] = Object.keys(options);
  return (
    <Select
      aria-label="排序"
      value={get('sort') ?? first!}
      onChange={v => change({ sort: v === first ? '' : v })}
      options={listed(options)}
      popupMatchSelectWidth={false}
    />
  );
}

interface Span {
  from?: string | undefined;
  to?: string | undefined;
}
interface SpanProps extends Span {
  change(next: { from: string; to: string }): void;
  max?: string | undefined;
  /** Both days are needed: half a span is not asked for. */
  whole?: boolean;
}

/** A year that is half typed is a date too, and no one is asked for it. */
const typedOut = (day: string) => day === '' || day >= '1949-10-01';

/** From one day to another, both among them. */
export function DateSpan({ from = '', to = '', change, max, whole = false }: SpanProps) {
  const [typed, setTyped] = useState({ from, to });
  useEffect(() => setTyped({ from, to }), [from, to]);
  const turned = (s: { from: string; to: string }) => s.from !== '' && s.to !== '' && typedOut(s.from) && typedOut(s.to) && s.to < s.from;
  const set = (part: Span) => {
    const next = { ...typed, ...part };
    setTyped(next);
    if (typedOut(next.from) && typedOut(next.to) && !turned(next) && !(whole && (next.from === '' || next.to === ''))) change(next);
  };
  const status = turned(typed) ? { status: 'error' as const, 'aria-invalid': true } : {};
  return (
    <span className="frame-span">
      从 <Input type="date" aria-label="从哪天" value={typed.from} max={max} {...status} onChange={e => set({ from: e.target.value })} /> 到{' '}
      <Input type="date" aria-label="到哪天" value={typed.to} max={max} {...status} onChange={e => set({ to: e.target.value })} />
      {turned(typed) ? (
        <span role="alert" className="frame-wrong">
          结束日期早于开始日期
        </span>
      ) : null}
    </span>
  );
}

/** The days of a list. */
export function Days({ max }: { max?: string | undefined }) {
  const { get, change } = useFilters();
  return <DateSpan from={get('from')} to={get('to')} max={max} change={change} />;
}
