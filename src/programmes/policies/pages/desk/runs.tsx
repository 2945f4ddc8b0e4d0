/** Lists of grants without claim, and making a new one. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, useCreate } from '#ui/api';
import { csvText, download, Frame, Mark, SearchBox, SortTable, useUnits, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { listRuns } from '../../runs.ts';
import { runStates } from '../../words.ts';
import { PolicyBar, Refusal, useRefresh, yuanOf } from './shared.tsx';

type Runs = Awaited<ReturnType<typeof listRuns.do>>;

export default function RunsPage() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const [, go] = useLocation();
  const refresh = useRefresh();
  const [item, setItem] = useState<string>();
  const { get, change } = useFilters();
  const [q, state] = [get('q') ?? '', get('state') ?? ''];
  const create = useCreate();
  const list = useQuery({ queryKey: ['policies', 'runs'], queryFn: () => api.get<Runs>('/desk/policies/runs') });
  const make = useMutation({
    mutationFn: () => create<{ id: string }>('/desk/policies/runs', { itemId: item }),
    onSuccess: async ({ id }) => {
      await refresh();
      go(`/desk/policies/grants/${id}`);
    },
  });
  const today = session?.today ?? '';
  const stateOf = (r: Runs['runs'][number]) => (r.state === 'noticed' && r.noticeUntil && today > r.noticeUntil ? 'ended' : r.state);
  const found = (list.data?.runs ?? []).filter(r => `${r.title}${r.number}`.includes(q));
  const shown = found.filter(r => !state || stateOf(r) === state);
  return (
    <Frame
      title="免申即享"
      actions={
        <Button
          disabled={shown.length === 0}
          onClick={() =>
            download(
              '免申即享名单.csv',
              csvText(
                ['编号', '政策', '部门', '状态', '企业', '金额（元）', '已确认账户', '已到账', '生成日期'],
                shown.map(r => [r.number, r.title, short(r.unit), runStates[stateOf(r)], r.grants, r.total, r.confirmed, r.paid, r.madeOn]),
              ),
            )
          }
        >
          导出
        </Button>
      }
    >
      <PolicyBar />
      {hasRole(session, 'reviewer', 'programme-officer') ? (
        <section className="frame-panel" aria-label="生成名单">
          <h2>生成拟兑现名单</h2>
          <div className="policy-tools">
            <Select
              aria-label="免申即享政策"
              placeholder="选择本部门的一项免申即享政策"
              popupMatchSelectWidth={false}
              value={item}
              onChange={setItem}
              options={(list.data?.items ?? []).map(i => ({ value: i.id, label: i.title }))}
            />
            <Button type="primary" disabled={!item} loading={make.isPending} onClick={() => !make.isPending && make.mutate()}>
              匹配全县企业
            </Button>
          </div>
          <Refusal error={make.error} />
        </section>
      ) : null}
      <section className="frame-panel" aria-label="名单">
        <search className="policy-tools" aria-label="筛选">
          <Segmented
            aria-label="状态"
            value={state}
            onChange={s => change({ state: String(s) })}
            options={[
              { value: '', label: `全部 ${found.length}` },
              ...Object.entries(runStates).map(([value, label]) => ({ value, label: `${label} ${found.filter(r => stateOf(r) === value).length}` })),
            ]}
          />
          <SearchBox label="按编号或政策找" placeholder="编号、政策" value={q} change={text => change({ q: text })} />
        </search>
        <Waits of={list}>
          {() => (
            <SortTable
              label="免申即享名单"
              rows={shown}
              rowKey={r => r.id}
              sortBy="madeOn"
              pageSize={20}
              empty={q || state ? '没有符合条件的名单，换个条件再找' : '还没有名单'}
              columns={[
                { key: 'title', title: '政策', value: r => r.title, show: r => <Link href={`/desk/policies/grants/${r.id}`}>{r.title}</Link> },
                {
                  key: 'state',
                  title: '状态',
                  value: r => runStates[stateOf(r)],
                  show: r => <Mark look={stateOf(r) === 'proposed' ? 'warn' : stateOf(r) === 'noticed' ? 'info' : 'plain'}>{runStates[stateOf(r)]}</Mark>,
                },
                { key: 'grants', title: '企业', value: r => r.grants },
                { key: 'total', title: '金额（元）', value: r => Number(r.total), show: r => yuanOf(r.total) },
                { key: 'confirmed', title: '已确认账户', value: r => r.confirmed, minor: true },
                { key: 'paid', title: '已到账', value: r => r.paid },
                { key: 'madeOn', title: '生成', value: r => r.madeOn, show: r => day(r.madeOn, today) },
                { key: 'unit', title: '部门', value: r => short(r.unit), minor: true },
              ]}
            />
          )}
        </Waits>
      </section>
    </Frame>
  );
}
