/** A run held against another: who gets more, who less, by how much, and in which column. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Empty, Select } from 'antd';
import type { RunCompared, RunTable } from '#platform/runs';
import { runStates } from '#platform/runs/pure';
import { api, query } from '../api/index.ts';
import { Choose, Filters, Paging, SearchBox, SortTable, useUnits, Waits } from '../frame/index.ts';
import { useFilters } from '../pages/index.ts';
import { grouped, type RunPlace, stale } from './data.ts';
import { numbered } from './run-mark.tsx';

type Item = RunCompared['items'][number];

export function RunComparison({ place, view }: { place: RunPlace; view: RunTable }) {
  const { get, change } = useFilters();
  const { name } = useUnits();
  const other = get('with') ?? view.others[0]?.id;
  const asked = { with: other, q: get('q'), unit: get('unit'), sort: get('sort'), down: get('down'), page: get('page') };
  const compared = useQuery({
    queryKey: [...stale, 'comparison', view.run.id, asked],
    queryFn: ({ signal }) => api.get<RunCompared>(`/runs/${view.run.id}/comparison${query(asked)}`, signal),
    enabled: other !== undefined,
    placeholderData: keepPreviousData,
  });
  if (!other)
    return (
      <section className="frame-panel" aria-label="对比">
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="这是第一次，还没有可以对比的" />
      </section>
    );
  return (
    <>
      <Filters>
        <Select
          aria-label="和哪一次比"
          value={other}
          onChange={id => change({ with: id })}
          popupMatchSelectWidth={false}
          options={view.others.map(o => ({ value: o.id, label: `和 ${numbered(o)}（${runStates[o.state]}）比` }))}
        />
        <SearchBox label="按名称、拼音找" placeholder="名称、拼音或首字母" value={get('q') ?? ''} change={q => change({ q })} />
        {view.units.length > 1 ? (
          <Choose of="unit" label="乡镇" all="全部乡镇" options={view.units.map(u => ({ value: u.unit, label: name(u.unit) }))} />
        ) : null}
      </Filters>
      <Waits of={compared}>
        {({ items, total, sums }) => (
          <section className="frame-panel" aria-label="对比">
            <dl className="runs-figures">
              <div>
                <dt>多了的</dt>
                <dd>
                  {sums.more} {place.unit}，共 {grouped(sums.gained)} 元
                </dd>
              </div>
              <div>
                <dt>少了的</dt>
                <dd>
                  {sums.less} {place.unit}，共 {grouped(sums.lost)} 元
                </dd>
              </div>
              <div>
                <dt>不变的</dt>
                <dd>
                  {sums.same} {place.unit}
                </dd>
              </div>
              <div>
                <dt>合计</dt>
                <dd>
                  {grouped(sums.was)} → {grouped(sums.is)}
                </dd>
              </div>
            </dl>
            {items.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有符合条件的" /> : null}
            {items.length > 0 ? (
              <SortTable<Item>
                label="逐个对比"
                rows={items}
                rowKey={r => r.key}
                sortBy={get('sort') ?? 'difference'}
                ascending={get('down') !== 'yes'}
                onSort={(sort, up) => change({ sort: sort === 'title' ? 'title' : 'difference', down: up ? '' : 'yes' })}
                columns={[
                  { key: 'title', title: place.row, value: r => r.title },
                  {
                    key: 'was',
                    title: '原来',
                    value: r => (r.was === null ? null : Number(r.was)),
                    show: r => (r.was === null ? '—' : grouped(r.was)),
                    unsorted: true,
                  },
                  {
                    key: 'is',
                    title: '现在',
                    value: r => (r.is === null ? null : Number(r.is)),
                    show: r => (r.is === null ? '—' : grouped(r.is)),
                    unsorted: true,
                  },
                  {
                    key: 'difference',
                    title: '差',
                    value: r => Number(r.difference),
                    show: r => <strong>{Number(r.difference) > 0 ? `+${grouped(r.difference)}` : grouped(r.difference)}</strong>,
                  },
                  {
                    key: 'cells',
                    title: '变了的项目',
                    unsorted: true,
                    value: r => r.cells.length,
                    show: r => <Changed of={r.cells} />,
                  },
                ]}
              />
            ) : null}
            <Paging total={total} unit={place.unit} />
          </section>
        )}
      </Waits>
    </>
  );
}

function Changed({ of }: { of: Item['cells'] }) {
  if (of.length === 0) return <span className="frame-muted">没有</span>;
  return (
    <details>
      <summary>{of.length} 项</summary>
      <ul className="runs-notes">
        {of.map(c => (
          <li key={c.column}>
            {c.column}：{grouped(c.was || '—')} → {grouped(c.is || '—')}
          </li>
        ))}
      </ul>
    </details>
  );
}
