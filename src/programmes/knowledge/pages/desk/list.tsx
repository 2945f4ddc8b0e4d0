/** The entries: found by words, state, unit and category; what ends soon; several reviewed at once; a table to take along. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Empty, Pagination, Popconfirm, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, query } from '#ui/api';
import { ExportAll, Frame, Light, SearchBox, Trouble, unitOptions, useUnits, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import { audienceNames, categoryNames, entryStateNames } from '../../forms.ts';
import type { EntryRow } from '../../views.ts';
import { Tabs, writes } from './tabs.tsx';

interface Page {
  items: EntryRow[];
  total: number;
  counts: Record<string, number>;
}

const stateText = (e: EntryRow) =>
  e.live !== null && e.state !== 'published' ? `${entryStateNames[e.state]}（第 ${e.live} 版在用）` : entryStateNames[e.state];

export default function List() {
  const { data: session } = useSession();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { departments, short } = useUnits();
  const { get, change } = useFilters();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const filter = { state: get('state'), unit: get('unit'), category: get('category'), q: get('q'), sort: get('sort'), page: get('page') };
  const list = useQuery({
    queryKey: ['knowledge', 'list', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/knowledge/entries${query(filter)}`, signal),
    placeholderData: keepPreviousData,
  });
  const reviews = hasRole(session, 'unit-head', 'service-owner');
  const publish = useMutation({
    mutationFn: (entries: EntryRow[]) => api.post('/desk/knowledge/publications', { entries: entries.map(e => ({ entryId: e.id, version: e.version })) }),
    onSuccess: () => message.success('已发布，从现在起作答'),
    onSettled: () => {
      setChosen(new Set());
      return client.invalidateQueries({ queryKey: ['knowledge'] });
    },
  });
  const table: [string, (e: EntryRow) => string | number | null][] = [
    ['问题', e => e.question],
    ['状态', stateText],
    ['责任部门', e => short(e.unit)],
    ['类别', e => categoryNames[e.category]],
    ['适用', e => audienceNames[e.audience]],
    ['有效期至', e => e.validUntil ?? '长期'],
    ['复核日', e => e.reviewBy],
    ['作者', e => e.authorName],
    ['有帮助', e => e.helpful],
    ['没有帮助', e => e.unhelpful],
  ];
  const counts = list.data?.counts;
  const n = (label: string, key: string) => (counts ? `${label} ${counts[key] ?? 0}` : label);
  const waiting = (list.data?.items ?? []).filter(e => e.state === 'review');
  const picked = waiting.filter(e => chosen.has(e.id));
  return (
    <Frame
      title="知识库"
      actions={
        <>
          <ExportAll path="/desk/knowledge/entries" filter={filter} name={`知识库条目-${session?.today ?? ''}`} columns={table}>
            导出表格
          </ExportAll>
          {writes(session) ? (
            <Link href="/desk/knowledge/new">
              <Button type="primary" tabIndex={-1}>
                写一条
              </Button>
            </Link>
          ) : null}
        </>
      }
    >
      <Tabs />
      <search className="knowledge-filters" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={filter.state ?? 'all'}
          onChange={v => change({ state: v === 'all' ? '' : String(v) })}
          options={[
            { value: 'all', label: n('全部', 'all') },
            { value: 'live', label: n('在用', 'live') },
            { value: 'review', label: n('待审核', 'review') },
            { value: 'draft', label: n('草稿', 'draft') },
            { value: 'due', label: n('快到期', 'due') },
            { value: 'expired', label: n('已过期', 'expired') },
            { value: 'withdrawn', label: n('已撤下', 'withdrawn') },
          ]}
        />
        <Select
          aria-label="责任部门"
          allowClear
          placeholder="全部部门"
          showSearch={{ optionFilterProp: ['label', 'short'] }}
          value={filter.unit}
          onChange={v => change({ unit: v ?? '' })}
          options={unitOptions(departments)}
        />
        <Select
          aria-label="类别"
          allowClear
          placeholder="全部类别"
          value={filter.category}
          onChange={v => change({ category: v ?? '' })}
          options={Object.entries(categoryNames).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="排序"
          value={filter.sort ?? 'newest'}
          onChange={v => change({ sort: v === 'newest' ? '' : v })}
          options={[
            { value: 'newest', label: '新写的在前' },
            { value: 'due', label: '先到期的在前' },
            { value: 'unhelpful', label: '没帮助多的在前' },
          ]}
        />
        <SearchBox value={filter.q ?? ''} label="按问题、答复、拼音找" placeholder="按问题、答复、拼音找" change={q => change({ q })} />
      </search>
      {publish.isError ? <Trouble error={publish.error} /> : null}
      {reviews && filter.state === 'review' && waiting.length > 0 ? (
        <div className="knowledge-batch">
          <Checkbox
            checked={picked.length === waiting.length}
            indeterminate={picked.length > 0 && picked.length < waiting.length}
            onChange={e => setChosen(new Set(e.target.checked ? waiting.map(w => w.id) : []))}
          >
            全选本页
          </Checkbox>
          <Popconfirm
            title={`发布选中的 ${picked.length} 条？`}
            okText="发布"
            cancelText="再看看"
            onConfirm={() => publish.mutate(picked)}
            disabled={picked.length === 0}
          >
            <Button disabled={picked.length === 0} loading={publish.isPending}>
              通过选中的 {picked.length} 条
            </Button>
          </Popconfirm>
        </div>
      ) : null}
      <section className="frame-panel" aria-label="条目清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={Object.values(filter).some(Boolean) ? '没有符合条件的条目' : '还没有条目；群众常问、目录里又没有的，写一条'}
              />
            ) : (
              <>
                <ul className="knowledge-list">
                  {items.map(e => (
                    <li key={e.id}>
                      {reviews && filter.state === 'review' && e.state === 'review' ? (
                        <Checkbox
                          aria-label={`选中：${e.question}`}
                          checked={chosen.has(e.id)}
                          onChange={c => setChosen(was => new Set(c.target.checked ? [...was, e.id] : [...was].filter(id => id !== e.id)))}
                        />
                      ) : null}
                      <div className="knowledge-what">
                        <Link href={`/desk/knowledge/${e.id}`}>{e.question}</Link>
                        <span className="frame-muted frame-small">
                          {categoryNames[e.category]} · {short(e.unit)} · {e.authorName} {day(e.writtenAt, session?.today)}写
                          {e.helpful + e.unhelpful > 0 ? ` · 有帮助 ${e.helpful}，没有帮助 ${e.unhelpful}` : ''}
                        </span>
                      </div>
                      <span className="knowledge-state">{stateText(e)}</span>
                      <span className="knowledge-due">
                        {e.live === null ? '' : e.validUntil ? `到${day(e.validUntil, session?.today)}` : `${day(e.reviewBy, session?.today)}复核`}
                      </span>
                      <span className="knowledge-light">{e.live === null ? null : <Light light={e.light} />}</span>
                    </li>
                  ))}
                </ul>
                {total > 30 ? (
                  <Pagination
                    current={Number(filter.page ?? 1)}
                    pageSize={30}
                    total={total}
                    showSizeChanger={false}
                    showTotal={all => `共 ${all} 条`}
                    onChange={page => change({ page: String(page) })}
                  />
                ) : (
                  <p className="frame-muted frame-small">共 {total} 条</p>
                )}
              </>
            )
          }
        </Waits>
      </section>
    </Frame>
  );
}
