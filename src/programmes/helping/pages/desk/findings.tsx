/** Everything that visits have found: whose it is, until when, how it stands. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Empty, Input, Pagination, Segmented, Select } from 'antd';
import { Link } from 'wouter';
import { dutyStates } from '#platform/supervision/pure';
import { api, query } from '#ui/api';
import { DutyTag } from '#ui/duty';
import { ExportAll, Frame, Mark, SearchBox, unitOptions, useUnits, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { FindingRow } from '../../findings.ts';
import { findingKinds, severities } from '../../words.ts';
import './helping.css';

interface Page {
  items: FindingRow[];
  total: number;
  counts: Record<'all' | 'open' | 'answered' | 'closed' | 'late', number>;
}
const pageSize = 50;
const severityOf = (f: FindingRow) => severities[f.severity as keyof typeof severities];

export default function FindingList() {
  const { data: session } = useSession();
  const { units, short } = useUnits();
  const { get, change } = useFilters();
  const filter = {
    ...{ state: get('state'), unit: get('unit'), kind: get('kind'), severity: get('severity'), from: get('from'), to: get('to') },
    ...{ q: get('q'), sort: get('sort'), page: get('page') },
  };
  const list = useQuery({
    queryKey: ['visits', 'findings', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/findings${query(filter)}`, signal),
    placeholderData: keepPreviousData,
  });
  const counts = list.data?.counts;
  const n = (label: string, key: keyof Page['counts']) => (counts ? `${label} ${counts[key]}` : label);
  const filtered = Object.entries(filter).some(([key, value]) => key !== 'page' && key !== 'sort' && value);
  const table: [string, (f: FindingRow) => string | number | null][] = [
    ['编号', f => f.number],
    ['问题', f => f.title],
    ['内容', f => f.body],
    ['类别', f => findingKinds[f.findingKind]],
    ['轻重', severityOf],
    ['走的流程', f => f.about],
    ['走流程的日期', f => f.onDay],
    ['责任部门', f => short(f.unit)],
    ['期限', f => f.dueOn],
    ['状态', f => dutyStates[f.state]],
    ['公布的改进', f => f.published],
  ];
  return (
    <Frame
      title="发现的问题"
      back={{ to: '/desk/visits', title: '走流程' }}
      actions={<ExportAll path="/desk/findings" filter={filter} name={`走流程发现的问题-${session?.today ?? ''}`} columns={table} />}
    >
      <search className="duty-filters" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={filter.state ?? 'all'}
          onChange={v => change({ state: v === 'all' ? '' : String(v) })}
          options={[
            { value: 'all', label: n('全部', 'all') },
            { value: 'open', label: n('在改', 'open') },
            { value: 'late', label: n('已过期', 'late') },
            { value: 'answered', label: n('待确认', 'answered') },
            { value: 'closed', label: n('已改好', 'closed') },
          ]}
        />
        <Select
          aria-label="责任部门"
          allowClear
          placeholder="全部部门"
          showSearch={{ optionFilterProp: ['label', 'short'] }}
          value={filter.unit ?? null}
          onChange={v => change({ unit: v ?? '' })}
          options={unitOptions(units)}
        />
        <Select
          aria-label="类别"
          allowClear
          placeholder="全部类别"
          value={filter.kind ?? null}
          onChange={v => change({ kind: v ?? '' })}
          options={Object.entries(findingKinds).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="轻重"
          allowClear
          placeholder="不分轻重"
          value={filter.severity ?? null}
          onChange={v => change({ severity: v ?? '' })}
          options={Object.entries(severities).map(([value, label]) => ({ value, label }))}
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
            { value: 'severity', label: '严重的在前' },
            { value: 'newest', label: '新发现的在前' },
          ]}
        />
        <SearchBox label="按编号、内容、事项找" placeholder="编号、内容、事项" value={filter.q ?? ''} change={q => change({ q })} />
      </search>
      <section className="frame-panel" aria-label="清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={filtered ? '没有符合条件的问题' : '走流程还没有发现问题'} />
            ) : (
              <>
                <ul className="helping-list">
                  {items.map(f => (
                    <li key={f.id}>
                      <div className="helping-what">
                        <Link href={`/desk/visits/${f.visitId}`}>{f.title}</Link>
                        <span className="frame-muted frame-small">
                          {f.number}，{findingKinds[f.findingKind]}，{f.about}，{day(f.onDay, session?.today)}走的
                          {f.published ? '，已公布' : ''}
                        </span>
                      </div>
                      <span>{short(f.unit)}</span>
                      <span className="frame-muted">{f.state === 'open' && f.dueOn ? `${day(f.dueOn, session?.today)}前` : ''}</span>
                      <span>
                        {f.severity === 3 ? <Mark look="bad">{severityOf(f)}</Mark> : null} <DutyTag duty={f} />
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
                    showTotal={all => `共 ${all} 个`}
                    onChange={page => change({ page: String(page) })}
                  />
                ) : (
                  <p className="frame-muted frame-small">共 {total} 个</p>
                )}
              </>
            )
          }
        </Waits>
      </section>
    </Frame>
  );
}
