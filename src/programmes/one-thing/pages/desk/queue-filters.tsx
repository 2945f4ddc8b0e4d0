/** The conditions of the queue, one row of controls; on a phone behind a button. */

import { FilterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Grid, Input, type InputRef, Select } from 'antd';
import { type Ref, useEffect, useId, useRef, useState } from 'react';
import { api } from '#ui/api';
import { adviceNames, type useUnits } from '#ui/frame';
import type { ThingView } from '../../views.ts';
import { useThings } from './names.ts';
import { type Counts, type Filter, narrowed } from './queue-filter.ts';

interface Props {
  filter: Filter;
  onChange(change: Filter, replace?: boolean): void;
  units: ReturnType<typeof useUnits>;
  counts: Counts | undefined;
  county: boolean;
  /** Units whose tasks one sees; none: all of the county. */
  ownUnits: readonly string[];
  search: Ref<InputRef>;
}

interface Option {
  value: string;
  label: string;
}

/** Matters to choose from: those of the chosen thing, else those that have open tasks. */
function useMatters(filter: Filter, counts: Counts | undefined, ownUnits: readonly string[]): Option[] {
  const { data } = useQuery({
    queryKey: ['thing', filter.subject],
    queryFn: () => api.get<ThingView>(`/things/${filter.subject}`),
    enabled: filter.subject !== undefined && /^\d+$/.test(filter.subject),
    staleTime: 600_000,
  });
  if (filter.subject && data)
    return data.matters.filter(m => ownUnits.length === 0 || ownUnits.includes(m.departmentId)).map(m => ({ value: m.id, label: m.name }));
  return (counts?.matters ?? []).map(m => ({ value: m.key, label: `${m.title}（${m.count}）` }));
}

export function QueueFilters({ filter, onChange, units, counts, county, ownUnits, search }: Props) {
  const wide = Grid.useBreakpoint().md ?? true;
  const [open, setOpen] = useState(false);
  const { things } = useThings();
  const matters = useMatters(filter, counts, ownUnits);
  const closed = filter.tab === 'closed';
  const count = narrowed(filter);
  // Thing, matter and the like as one kind of control.
  const pick = (name: keyof Filter, label: string, options: Option[], width: number, searchable = false) => (
    <Select
      key={name}
      className="queue-pick"
      style={wide ? { width } : { width: '100%' }}
      allowClear
      placeholder={label}
      aria-label={label}
      value={filter[name] ?? null}
      options={filter[name] && !options.some(o => o.value === filter[name]) ? [...options, { value: filter[name]!, label: filter[name]! }] : options}
      onChange={value => onChange({ [name]: value ?? undefined, ...(name === 'subject' ? { key: undefined } : {}) })}
      popupMatchSelectWidth={false}
      {...(searchable ? { showSearch: { optionFilterProp: 'label' } } : {})}
    />
  );
  const controls = (
    <>
      {county
        ? pick(
            'unit',
            '部门',
            units.departments.map(u => ({ value: u.id, label: u.name })),
            150,
            true,
          )
        : null}
      {pick(
        'subject',
        '一件事',
        things.map(t => ({ value: String(t.no), label: `${t.no} ${t.name}` })),
        150,
        true,
      )}
      {pick('key', '事项', matters, 150, true)}
      {pick(
        'town',
        '乡镇',
        units.towns.map(u => ({ value: u.id.replace('town-', ''), label: u.short })),
        104,
      )}
      {pick(
        'advice',
        '检查',
        Object.entries(adviceNames).map(([value, label]) => ({ value, label })),
        92,
      )}
      {closed
        ? [
            pick(
              'outcome',
              '结果',
              [
                { value: 'decided', label: '已作决定' },
                { value: 'approved', label: '通过' },
                { value: 'refused', label: '不予通过' },
              ],
              104,
            ),
            pick(
              'late',
              '时限',
              [
                { value: 'true', label: '超期办结' },
                { value: 'false', label: '按时办结' },
              ],
              104,
            ),
          ]
        : pick('who', '经办', [{ value: 'nobody', label: '还没有分派' }], 116)}
      <Days key={`${filter.from}${filter.to}`} filter={filter} onChange={onChange} label={closed ? '办结日期' : '收件日期'} />
      <Select
        className="queue-pick"
        style={wide ? { width: 116 } : { width: '100%' }}
        aria-label="排序"
        value={filter.sort ?? 'due'}
        options={[
          { value: 'due', label: closed ? '最近办结' : '先到期的' },
          { value: 'filed', label: '先收件的' },
          { value: 'newest', label: '新收件的' },
        ]}
        onChange={sort => onChange({ sort: sort === 'due' ? undefined : sort })}
      />
      {count > 0 ? (
        <Button
          type="link"
          size="small"
          onClick={() =>
            onChange({
              unit: undefined,
              subject: undefined,
              key: undefined,
              town: undefined,
              advice: undefined,
              outcome: undefined,
              late: undefined,
              q: undefined,
              from: undefined,
              to: undefined,
              ...(filter.who === 'nobody' ? { who: undefined } : {}),
            })
          }
        >
          清除条件
        </Button>
      ) : null}
    </>
  );
  return (
    <search className="queue-filters">
      <Search filter={filter} onChange={onChange} inputRef={search} />
      {wide ? (
        controls
      ) : (
        <>
          <Badge count={count - (filter.q ? 1 : 0)} size="small">
            <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(o => !o)}>
              筛选
            </Button>
          </Badge>
          {open ? <div className="queue-more">{controls}</div> : null}
        </>
      )}
    </search>
  );
}

/** Searches while one types; the address keeps what is searched for. */
function Search({ filter, onChange, inputRef }: Pick<Props, 'filter' | 'onChange'> & { inputRef: Ref<InputRef> }) {
  const [text, setText] = useState(filter.q ?? '');
  const change = useRef(onChange);
  change.current = onChange;
  const sent = useRef(filter.q ?? '');
  useEffect(() => {
    // Changed from outside: the back button, or the conditions cleared.
    if ((filter.q ?? '') !== sent.current) {
      sent.current = filter.q ?? '';
      setText(filter.q ?? '');
    }
  }, [filter.q]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = wanted;
      change.current({ q: wanted || undefined }, true);
    }, 300);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input.Search
      ref={inputRef}
      className="queue-search"
      value={text}
      onChange={e => setText(e.target.value)}
      allowClear
      maxLength={60}
      placeholder="编号、姓名、拼音"
      aria-label="按编号、姓名或拼音首字母查找"
    />
  );
}

function Days({ filter, onChange, label }: Pick<Props, 'filter' | 'onChange'> & { label: string }) {
  const id = useId();
  const [days, setDays] = useState({ from: filter.from ?? '', to: filter.to ?? '' });
  const set = (change: Partial<typeof days>) => {
    const next = { ...days, ...change };
    setDays(next);
    // Half-typed years are not asked for.
    if ([next.from, next.to].every(d => d === '' || d >= '2000-01-01')) onChange({ from: next.from || undefined, to: next.to || undefined });
  };
  return (
    <span className="queue-days">
      <label htmlFor={`${id}-from`}>{label}</label>
      <Input
        id={`${id}-from`}
        type="date"
        value={days.from}
        max={days.to || undefined}
        onChange={e => set({ from: e.target.value })}
        aria-label={`${label}从`}
      />
      至
      <Input type="date" value={days.to} min={days.from || undefined} onChange={e => set({ to: e.target.value })} aria-label={`${label}到`} />
    </span>
  );
}
