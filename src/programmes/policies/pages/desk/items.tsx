/** The department's benefits: drafts first, then what is out, with claims and money. */
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { Link, useLocation } from 'wouter';
import { api } from '#ui/api';
import { csvText, download, Frame, Mark, SearchBox, SortTable, useUnits, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { hasRole, useSession } from '#ui/session';
import { kinds, ways } from '../../item.ts';
import type { deskItems } from '../../items.ts';
import { PolicyBar, yuanOf } from './shared.tsx';

type Items = Awaited<ReturnType<typeof deskItems.do>>;
type Row = Items['items'][number];

const stateOf = (r: Row) =>
  r.closedOn ? '已关闭' : r.state === 'review' ? '待审核' : r.state === 'editing' ? (r.no ? `第 ${r.no} 版，有修改` : '草稿') : `第 ${r.no} 版`;
const lookOf = (r: Row) =>
  (r.closedOn ? 'plain' : r.state === 'review' ? 'warn' : r.state === 'editing' ? 'info' : 'good') as 'plain' | 'warn' | 'info' | 'good';

const groups = { draft: '草稿和修改', review: '待审核', published: '已发布', closed: '已关闭' } as const;
const groupOf = (r: Row): keyof typeof groups => (r.closedOn ? 'closed' : r.state === 'editing' ? 'draft' : r.state);

export default function ItemsPage() {
  const { data: session } = useSession();
  const [, go] = useLocation();
  const { short } = useUnits();
  const { get, change } = useFilters();
  const [q, state, way] = [get('q') ?? '', get('state') ?? '', get('way') ?? ''];
  const list = useQuery({ queryKey: ['policies', 'items'], queryFn: () => api.get<Items>('/desk/policies/items') });
  const writes = hasRole(session, 'reviewer', 'programme-officer');
  const found = (list.data?.items ?? []).filter(r => r.title.includes(q) && (!way || r.way === way));
  const of = (s: string) => found.filter(r => !s || groupOf(r) === s);
  const rows = of(state);
  const csv = () =>
    download(
      '惠企政策.csv',
      csvText(
        ['政策', '部门', '种类', '方式', '状态', '申领开始', '申领截止', '申领', '兑现', '今年预算（元）', '剩余（元）'],
        rows.map(r => [r.title, short(r.unit), kinds[r.kind], ways[r.way], stateOf(r), r.from, r.to, r.claims, r.granted, r.total, r.left]),
      ),
    );
  return (
    <Frame
      title="惠企政策"
      actions={
        <>
          <Button onClick={csv}>导出</Button>
          {writes ? (
            <Button type="primary" onClick={() => go('/desk/policies/new')}>
              起草政策
            </Button>
          ) : null}
        </>
      }
    >
      <PolicyBar />
      <search className="policy-tools" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={state}
          onChange={s => change({ state: String(s) })}
          options={[
            { value: '', label: `全部 ${found.length}` },
            ...Object.entries(groups).map(([value, label]) => ({ value, label: `${label} ${of(value).length}` })),
          ]}
        />
        <Select
          aria-label="方式"
          allowClear
          placeholder="方式：全部"
          value={way || undefined}
          onChange={v => change({ way: v ?? '' })}
          options={Object.entries(ways).map(([value, label]) => ({ value, label }))}
        />
        <SearchBox label="按名称找" placeholder="政策名称" value={q} change={text => change({ q: text })} />
      </search>
      <section className="frame-panel" aria-label="本部门的政策">
        <Waits of={list}>
          {() => (
            <SortTable
              label="本部门的惠企政策"
              rows={rows}
              rowKey={r => r.id}
              sortBy="state"
              ascending
              pageSize={20}
              empty={q || state || way ? '没有符合条件的政策，换个条件再找' : '本部门还没有惠企政策'}
              columns={[
                { key: 'title', title: '政策', value: r => r.title, show: r => <Link href={`/desk/policies/${r.id}`}>{r.title}</Link> },
                {
                  key: 'state',
                  title: '状态',
                  value: r => String({ review: 0, editing: 1, published: 2 }[r.state] + (r.closedOn ? 3 : 0)),
                  show: r => <Mark look={lookOf(r)}>{stateOf(r)}</Mark>,
                },
                { key: 'way', title: '方式', value: r => ways[r.way] },
                { key: 'to', title: '截止', value: r => r.to, minor: true },
                {
                  key: 'claims',
                  title: '申领',
                  value: r => r.claims,
                  show: r => (r.claims > 0 ? <Link href={`/desk/policies/claims?item=${r.id}`}>{r.claims}</Link> : 0),
                  minor: true,
                },
                {
                  key: 'granted',
                  title: '兑现',
                  value: r => r.granted,
                  show: r => (r.granted > 0 ? <Link href={`/desk/policies/payouts?state=live&item=${r.id}`}>{r.granted}</Link> : 0),
                },
                {
                  key: 'total',
                  title: '今年预算（元）',
                  value: r => (r.total === null ? null : Number(r.total)),
                  show: r => (r.total === null ? '未下达' : yuanOf(r.total)),
                  minor: true,
                },
                {
                  key: 'left',
                  title: '剩余（元）',
                  value: r => (r.left === null ? null : Number(r.left)),
                  show: r => (r.left === null ? '—' : yuanOf(r.left)),
                },
              ]}
            />
          )}
        </Waits>
      </section>
    </Frame>
  );
}
