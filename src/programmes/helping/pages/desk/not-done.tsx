/** The ledger of what could not get done: entries, counts by reason, unit and month, and what comes back. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Empty, Input, Pagination, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { dutyStates } from '#platform/supervision/pure';
import { api, query } from '#ui/api';
import { DutyTag } from '#ui/duty';
import { ExportAll, Frame, Mark, SearchBox, SortTable, unitOptions, useUnits, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import { repeated } from '../../figures.ts';
import type { EntryRow } from '../../not-done-reads.ts';
import { reasons } from '../../words.ts';
import './helping.css';

interface Counted {
  key: string;
  total: number;
  open: number;
  late: number;
  satisfied: number;
  bad: number;
}
interface Page {
  items: EntryRow[];
  total: number;
  byReason: Counted[];
  byUnit: Counted[];
  byMonth: Counted[];
  causes: { reason: string; thing: number | null; thingName: string | null; unit: string; times: number; last: string }[];
}
const groups = { byReason: '按原因', byUnit: '按部门', byMonth: '按月份' } as const;
type Group = keyof typeof groups;
const reasonOf = (key: string) => reasons[key as keyof typeof reasons] ?? key;

export default function NotDoneList() {
  const { data: session } = useSession();
  const { units, short } = useUnits();
  const [, go] = useLocation();
  const { get, change } = useFilters();
  const [group, setGroup] = useState<Group>('byReason');
  const filter = {
    ...{ state: get('state'), reason: get('reason'), unit: get('unit'), from: get('from'), to: get('to') },
    ...{ q: get('q'), sort: get('sort'), page: get('page') },
  };
  const filtered = Object.entries(filter).some(([key, value]) => key !== 'page' && key !== 'sort' && value);
  const list = useQuery({
    queryKey: ['not-done', 'list', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/not-done${query(filter)}`, signal),
    placeholderData: keepPreviousData,
  });
  const table: [string, (e: EntryRow) => string | number | null][] = [
    ['编号', e => e.number],
    ['一件事', e => e.thingName],
    ['原因', e => reasonOf(e.reason)],
    ['反映人', e => e.visitorName],
    ['来源', e => (e.channel === 'window' ? '窗口' : '网上')],
    ['责任部门', e => short(e.unit)],
    ['提出', e => e.openedOn],
    ['期限', e => e.dueOn],
    ['状态', e => dutyStates[e.state]],
    ['满意', e => (e.satisfied === null ? '' : e.satisfied ? '是' : '否')],
    ['评价', e => e.grade],
  ];
  const named = (key: string) => (group === 'byReason' ? reasonOf(key) : group === 'byUnit' ? short(key) : key);
  return (
    <Frame
      title="办不成事反映"
      actions={
        <>
          <ExportAll path="/desk/not-done" filter={filter} name={`办不成事台账-${session?.today ?? ''}`} columns={table} />
          {hasRole(session, 'helper', 'window-clerk') ? (
            <Button type="primary" onClick={() => go('/desk/not-done/new')}>
              登记一件
            </Button>
          ) : null}
        </>
      }
    >
      <search className="duty-filters" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={filter.state ?? 'all'}
          onChange={v => change({ state: v === 'all' ? '' : String(v) })}
          options={[
            { value: 'all', label: '全部' },
            { value: 'open', label: '待答复' },
            { value: 'answered', label: '待回访' },
            { value: 'closed', label: '已办结' },
          ]}
        />
        <Select
          aria-label="原因"
          allowClear
          placeholder="全部原因"
          value={filter.reason ?? null}
          onChange={v => change({ reason: v ?? '' })}
          options={Object.entries(reasons).map(([value, label]) => ({ value, label }))}
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
        <span className="duty-dates">
          从 <Input type="date" aria-label="从哪天" value={filter.from ?? ''} max={session?.today} onChange={e => change({ from: e.target.value })} /> 到{' '}
          <Input type="date" aria-label="到哪天" value={filter.to ?? ''} max={session?.today} onChange={e => change({ to: e.target.value })} />
        </span>
        <Select
          aria-label="排序"
          value={filter.sort ?? 'due'}
          onChange={v => change({ sort: v === 'due' ? '' : v })}
          options={[
            { value: 'due', label: '先到期的在前' },
            { value: 'newest', label: '新来的在前' },
            { value: 'reopened', label: '重新办理多的在前' },
          ]}
        />
        <SearchBox label="按编号、内容、姓名找" placeholder="编号、内容、姓名" value={filter.q ?? ''} change={q => change({ q })} />
      </search>
      <Waits of={list}>
        {data => (
          <>
            {data.causes.length > 0 ? (
              <section className="frame-panel" aria-labelledby="not-done-causes">
                <h2 id="not-done-causes">反复出现</h2>
                <ul className="helping-causes">
                  {data.causes.map(c => (
                    <li key={`${c.reason}${c.thing}${c.unit}`}>
                      <Mark look="warn">{c.times} 次</Mark> {c.thingName ?? '没有写明哪件事'}：{reasonOf(c.reason)}（{short(c.unit)}，最近{' '}
                      {day(c.last, session?.today)}）
                    </li>
                  ))}
                </ul>
                <p className="frame-muted frame-small">
                  {repeated.days} 天内，同一件事、同一部门、同一原因出现 {repeated.times} 次以上。
                </p>
              </section>
            ) : null}
            <section className="frame-panel" aria-label="台账">
              {data.items.length === 0 ? (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={filtered ? '没有符合条件的反映' : '还没有办不成事的反映'} />
              ) : (
                <ul className="helping-list">
                  {data.items.map(e => (
                    <li key={e.id}>
                      <div className="helping-what">
                        <Link href={`/desk/not-done/${e.id}`}>{e.title}</Link>
                        <span className="frame-muted frame-small">
                          {e.number}，{e.visitorName}，{e.channel === 'window' ? '窗口' : '网上'}，{day(e.openedOn, session?.today)}
                          {e.reopened > 0 ? `，重新办理 ${e.reopened} 次` : ''}
                        </span>
                      </div>
                      <span>{short(e.unit)}</span>
                      <span className="frame-muted">{e.state === 'open' && e.dueOn ? `${day(e.dueOn, session?.today)}前` : ''}</span>
                      <span>
                        <DutyTag duty={e} />
                      </span>
                    </li>
                  ))}
                </ul>
              )}
              {data.total > 50 ? (
                <Pagination
                  current={Number(filter.page ?? 1)}
                  pageSize={50}
                  total={data.total}
                  showSizeChanger={false}
                  onChange={page => change({ page: String(page) })}
                />
              ) : (
                <p className="frame-muted frame-small">共 {data.total} 件</p>
              )}
            </section>
            <section className="frame-panel" aria-label="计数">
              <Segmented
                aria-label="分组方式"
                value={group}
                onChange={v => setGroup(v as Group)}
                options={Object.entries(groups).map(([value, label]) => ({ value, label }))}
              />
              <SortTable
                label={groups[group]}
                rows={data[group]}
                rowKey={r => r.key}
                sortBy={group === 'byMonth' ? 'key' : 'total'}
                columns={[
                  { key: 'key', title: groups[group].slice(1), value: r => named(r.key) },
                  { key: 'total', title: '反映', value: r => r.total },
                  { key: 'open', title: '待答复', value: r => r.open },
                  { key: 'late', title: '超期', value: r => r.late },
                  { key: 'satisfied', title: '满意', value: r => r.satisfied },
                  { key: 'bad', title: '差评', value: r => r.bad },
                ]}
              />
            </section>
          </>
        )}
      </Waits>
    </Frame>
  );
}
