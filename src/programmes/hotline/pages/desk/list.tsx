/** The seat's list: what waits, what is late, what has to be called back; everything that comes to the hotline in one place. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Empty, Input, type InputRef, Pagination, Segmented, Select } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { dutyStates } from '#platform/supervision/pure';
import { api, query } from '#ui/api';
import { DutyTag } from '#ui/duty';
import { ExportAll, Frame, Mark, SearchBox, unitOptions, useUnits, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { TicketRow } from '../../reads.ts';
import { categories, channels, otherChannels } from '../../words.ts';
import './hotline.css';

interface Page {
  items: TicketRow[];
  total: number;
  counts: Record<'new' | 'open' | 'yellow' | 'red' | 'answered' | 'dispute' | 'closed', number>;
}
const pageSize = 50;
const names = { ...channels, ...otherChannels } as Record<string, string>;

export default function HotlineList() {
  const { data: session } = useSession();
  const { units, towns, short, town } = useUnits();
  const [, go] = useLocation();
  const { get, change } = useFilters();
  const search = useRef<InputRef>(null);
  const filter = {
    tab: get('tab'),
    unit: get('unit'),
    channel: get('channel'),
    category: get('category'),
    town: get('town'),
    from: get('from'),
    to: get('to'),
    q: get('q'),
    sort: get('sort'),
    page: get('page'),
  };
  const list = useQuery({
    queryKey: ['tickets', 'list', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/hotline/tickets${query(filter)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const seat = hasRole(session, 'hotline-seat');
  // Alt+N: the telephone rings. /: find.
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]');
      if (event.altKey && event.key.toLowerCase() === 'n' && seat) go('/desk/hotline/call');
      else if (event.key === '/' && !typing) search.current?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [go, seat]);
  const filtered = Object.entries(filter).some(([key, value]) => key !== 'page' && key !== 'sort' && value);
  const counts = list.data?.counts;
  const n = (label: string, count: number | undefined) => (count === undefined ? label : `${label} ${count}`);
  const table: [string, (t: TicketRow) => string | number | null][] = [
    ['编号', t => t.number],
    ['标题', t => t.title],
    ['渠道', t => names[t.channel] ?? t.channel],
    ['类别', t => (t.category ? categories[t.category as keyof typeof categories] : '')],
    ['乡镇', t => (t.town ? town(t.town) : '')],
    ['部门', t => (t.state === 'new' ? '' : short(t.unit))],
    ['提出', t => t.openedOn],
    ['期限', t => t.dueOn],
    ['状态', t => dutyStates[t.state]],
    ['紧急', t => (t.urgent ? '是' : '')],
    ['并入数', t => t.joinedCount],
    ['重新办理', t => t.reopened],
  ];
  return (
    <Frame
      title="热线工单"
      actions={
        <>
          <ExportAll path="/desk/hotline/tickets" filter={filter} name={`热线工单-${session?.today ?? ''}`} columns={table} />
          {seat ? (
            <Button type="primary" onClick={() => go('/desk/hotline/call')}>
              新来电（Alt+N）
            </Button>
          ) : null}
        </>
      }
    >
      <search className="duty-filters" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={filter.tab ?? 'all'}
          onChange={v => change({ tab: v === 'all' ? '' : String(v) })}
          options={[
            { value: 'all', label: '全部' },
            { value: 'new', label: n('待分派', counts?.new) },
            { value: 'open', label: n('部门在办', counts?.open) },
            { value: 'yellow', label: n('快到期', counts?.yellow) },
            { value: 'red', label: n('已过期', counts?.red) },
            { value: 'answered', label: n('待回访', counts?.answered) },
            { value: 'dispute', label: n('待协调', counts?.dispute) },
            { value: 'closed', label: n('已结束', counts?.closed) },
          ]}
        />
        <Select
          aria-label="部门"
          allowClear
          placeholder="全部部门"
          showSearch={{ optionFilterProp: ['label', 'short'] }}
          value={filter.unit ?? null}
          onChange={v => change({ unit: v ?? '' })}
          options={unitOptions(units)}
        />
        <Select
          aria-label="渠道"
          allowClear
          placeholder="全部渠道"
          value={filter.channel ?? null}
          onChange={v => change({ channel: v ?? '' })}
          options={Object.entries(names).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="类别"
          allowClear
          placeholder="全部类别"
          value={filter.category ?? null}
          onChange={v => change({ category: v ?? '' })}
          options={Object.entries(categories).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="乡镇"
          allowClear
          placeholder="全部乡镇"
          value={filter.town ?? null}
          onChange={v => change({ town: v ?? '' })}
          options={towns.map(t => ({ value: t.id.replace(/^town-/, ''), label: t.short }))}
        />
        <span className="duty-dates">
          从 <Input type="date" aria-label="从哪天" value={filter.from ?? ''} max={session?.today} onChange={e => change({ from: e.target.value })} /> 到{' '}
          <Input type="date" aria-label="到哪天" value={filter.to ?? ''} max={session?.today} onChange={e => change({ to: e.target.value })} />
        </span>
        <Select
          aria-label="排序"
          value={filter.sort ?? 'due'}
          onChange={v => change({ sort: v === 'due' ? '' : v })}
          options={[
            { value: 'due', label: '急的在前' },
            { value: 'newest', label: '新来的在前' },
            { value: 'oldest', label: '等得久的在前' },
          ]}
        />
        <SearchBox
          box={search}
          label="按编号、内容找"
          placeholder="编号、内容（按 / 键）"
          value={filter.q ?? ''}
          change={q => change({ q })}
          // A number is looked up on the page of a call, so that it stands in no address.
          refused={text => (/^1\d{10}$/.test(text) ? '按电话找，请用“新来电”' : undefined)}
        />
      </search>
      <section className="frame-panel" aria-label="清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={filtered ? '没有符合条件的工单' : '还没有工单'} />
            ) : (
              <>
                <ul className="hotline-list">
                  {items.map(t => (
                    <li key={t.id}>
                      <div className="hotline-what">
                        <Link href={t.page && t.kind === 'ticket' ? t.page : `/desk/duties/${t.id}`}>{t.title}</Link>
                        <span className="frame-muted frame-small">
                          {t.number}，{names[t.channel] ?? t.channel}
                          {t.category ? `，${categories[t.category as keyof typeof categories]}` : ''}
                          {t.town ? `，${town(t.town)}` : ''}，{day(t.openedOn, session?.today)}
                          {t.joinedCount > 0 ? `，并入 ${t.joinedCount} 件` : ''}
                          {t.reopened > 0 ? `，重新办理 ${t.reopened} 次` : ''}
                        </span>
                      </div>
                      <span>
                        {t.state === 'new' ? '' : short(t.unit)}
                        {t.toUnit ? ` → ${short(t.toUnit)}？` : ''}
                      </span>
                      <span className="frame-muted">{(t.state === 'open' || t.state === 'new') && t.dueOn ? `${day(t.dueOn, session?.today)}前` : ''}</span>
                      <span>
                        {t.urgent ? <Mark look="bad">紧急</Mark> : null} <DutyTag duty={t} />
                      </span>
                    </li>
                  ))}
                </ul>
                {total > pageSize ? (
                  <Pagination
                    current={Number(filter.page ?? 1)}
                    pageSize={pageSize}
                    total={total}
                    showSizeChanger={false}
                    showTotal={all => `共 ${all} 件`}
                    onChange={page => change({ page: String(page) })}
                  />
                ) : (
                  <p className="frame-muted frame-small">共 {total} 件</p>
                )}
              </>
            )
          }
        </Waits>
      </section>
    </Frame>
  );
}
