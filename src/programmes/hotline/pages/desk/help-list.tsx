/** Every talk with a helper: who asked what, how long it took, what came of it, how it was rated. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Pagination, Segmented, Select } from 'antd';
import { Link } from 'wouter';
import { timeOf } from '#platform/queues/pure';
import { grades, isBad } from '#platform/supervision/pure';
import { api, query } from '#ui/api';
import { type Column, ExportAll, Frame, Mark, SearchBox, SortTable, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { hasRole, useSession } from '#ui/session';
import { moment } from '#ui/words';
import type { DeskHelp } from '../../seats/reads.ts';
import { requestStates, results, ways } from '../../seats/words.ts';
import '#ui/duty';
import './helper.css';

interface Page {
  items: DeskHelp[];
  total: number;
}
const pageSize = 50;
const gradeOf = (grade: number | null) => (grade === null ? '' : grades[grade as keyof typeof grades]);
const waited = (r: DeskHelp) => (r.takenAt && r.calledAt ? Math.max(0, Math.round((Date.parse(r.calledAt) - Date.parse(r.takenAt)) / 60_000)) : null);

export default function HelpListPage() {
  const { data: session } = useSession();
  const { get, change } = useFilters();
  const filter = {
    ...{ way: get('way'), state: get('state'), result: get('result'), grade: get('grade') },
    ...{ from: get('from'), to: get('to'), q: get('q'), page: get('page') },
    ...{ sort: get('sort'), ascending: get('ascending') },
  };
  const list = useQuery({
    queryKey: ['help', 'list', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/help-requests${query(filter)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const names = hasRole(session, 'helper', 'hotline-seat');
  const columns: Column<DeskHelp>[] = [
    { key: 'asked', title: '提出', value: r => r.askedAt, show: r => moment(r.askedAt, session?.today) },
    { key: 'number', unsorted: true, title: '号码', value: r => r.number ?? '', show: r => r.number ?? (r.day ? `约 ${r.day.slice(5)} ${r.time}` : '') },
    { key: 'subject', unsorted: true, title: '什么事', value: r => r.subject },
    ...(names ? [{ key: 'person', unsorted: true, title: '谁', value: (r: DeskHelp) => r.personName ?? '' }] : []),
    { key: 'way', unsorted: true, title: '方式', value: r => ways[r.way], minor: true },
    {
      key: 'state',
      unsorted: true,
      title: '结果',
      value: r => (r.result ? results[r.result] : requestStates[r.state]),
      show: r => (
        <>
          <Mark look={r.result === 'handed' ? 'warn' : r.result ? 'good' : r.state === 'missed' ? 'bad' : 'plain'}>
            {r.result ? results[r.result] : requestStates[r.state]}
          </Mark>
          {r.duty && names ? (
            <>
              {' '}
              <Link href={`/desk/duties/${r.duty}`}>{r.dutyNumber}</Link>
            </>
          ) : null}
        </>
      ),
    },
    { key: 'staff', unsorted: true, title: '帮办员', value: r => r.staffName ?? '', minor: true },
    { key: 'wait', title: '等候（分）', value: waited, show: r => waited(r) ?? '—' },
    { key: 'minutes', title: '用时（分）', value: r => r.minutes, show: r => r.minutes ?? '—' },
    {
      key: 'grade',
      title: '评价',
      value: r => r.grade,
      show: r => (
        <>
          {r.grade !== null && isBad(r.grade) ? <Mark look="bad">{gradeOf(r.grade)}</Mark> : gradeOf(r.grade)} {r.comment ?? ''}
        </>
      ),
    },
  ];
  const table: [string, (r: DeskHelp) => string | number | null][] = [
    ['提出时间', r => moment(r.askedAt)],
    ['号码', r => r.number],
    ['什么事', r => r.subject],
    ...(names
      ? ([
          ['姓名', r => r.personName],
          ['讲了什么', r => r.told],
        ] as [string, (r: DeskHelp) => string | null][])
      : []),
    ['方式', r => ways[r.way]],
    ['状态', r => requestStates[r.state]],
    ['结果', r => (r.result ? results[r.result] : '')],
    ['帮办员', r => r.staffName],
    ['叫到', r => (r.calledAt ? timeOf(r.calledAt) : '')],
    ['等候（分）', waited],
    ['用时（分）', r => r.minutes],
    ['工单', r => r.dutyNumber],
    ['评价', r => gradeOf(r.grade)],
    ['意见', r => r.comment],
  ];
  const filtered = Object.entries(filter).some(([key, value]) => !['page', 'sort', 'ascending'].includes(key) && value);
  return (
    <Frame title="帮办记录" actions={<ExportAll path="/desk/help-requests" filter={filter} name={`帮办记录-${session?.today ?? ''}`} columns={table} />}>
      <search className="duty-filters" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={filter.state ?? 'all'}
          onChange={v => change({ state: v === 'all' ? '' : String(v) })}
          options={[
            { value: 'all', label: '全部' },
            { value: 'open', label: '没结束' },
            { value: 'done', label: '已结束' },
            { value: 'missed', label: '没有接通' },
          ]}
        />
        <Select
          aria-label="方式"
          allowClear
          placeholder="全部方式"
          value={filter.way ?? null}
          onChange={v => change({ way: v ?? '' })}
          options={Object.entries(ways).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="结果"
          allowClear
          placeholder="全部结果"
          value={filter.result ?? null}
          onChange={v => change({ result: v ?? '' })}
          options={Object.entries(results).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="评价"
          allowClear
          placeholder="全部评价"
          value={filter.grade ?? null}
          onChange={v => change({ grade: v ?? '' })}
          options={[
            { value: 'low', label: '不满意的' },
            { value: 'none', label: '还没有评价' },
          ]}
        />
        <span className="duty-dates">
          从 <Input type="date" aria-label="从哪天" value={filter.from ?? ''} max={session?.today} onChange={e => change({ from: e.target.value })} />到{' '}
          <Input type="date" aria-label="到哪天" value={filter.to ?? ''} max={session?.today} onChange={e => change({ to: e.target.value })} />
        </span>
        <SearchBox
          label={names ? '按事由、姓名、号码、帮办员找' : '按事由、号码、帮办员找'}
          placeholder={names ? '事由、姓名、号码' : '事由、号码'}
          value={filter.q ?? ''}
          change={q => change({ q })}
          // A telephone number must stand in no address.
          refused={text => (/^1\d{10}$/.test(text) ? '不能按电话找，请用姓名' : undefined)}
        />
      </search>
      <section className="frame-panel" aria-label="清单">
        <Waits of={list}>
          {({ items, total }) => (
            <>
              <SortTable
                label="帮办记录"
                rows={items}
                columns={columns}
                rowKey={r => r.id}
                sortBy={filter.sort ?? 'asked'}
                ascending={filter.ascending === 'true'}
                onSort={(sort, ascending) => change({ sort, ascending: String(ascending) })}
                empty={filtered ? '没有符合条件的帮办。' : '还没有人请过帮办。'}
              />
              {total > pageSize ? (
                <Pagination
                  current={Number(filter.page ?? 1)}
                  pageSize={pageSize}
                  total={total}
                  showSizeChanger={false}
                  showTotal={all => `共 ${all} 条`}
                  onChange={page => change({ page: String(page) })}
                />
              ) : (
                <p className="frame-muted frame-small">共 {total} 条</p>
              )}
            </>
          )}
        </Waits>
      </section>
    </Frame>
  );
}
