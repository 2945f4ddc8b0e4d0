/** The queue of claims: what is due first. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Empty, Input, Pagination, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { Frame, Light, Mark, useUnits, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { claimQueue } from '../../queue.ts';
import { claimStates } from '../../words.ts';
import { PolicyBar, yuanOf } from './shared.tsx';

type Queue = Awaited<ReturnType<typeof claimQueue.do>>;
const looks = { submitted: 'info', accepted: 'info', correcting: 'warn', approved: 'good', refused: 'bad', withdrawn: 'plain' } as const;

export default function ClaimsPage() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const [params, setParams] = useSearchParams();
  const [text, setText] = useState(params.get('q') ?? '');
  const filter = { state: params.get('state') ?? 'open', q: params.get('q') ?? '', page: params.get('page') ?? '' };
  const list = useQuery({
    queryKey: ['policies', 'claims', filter],
    queryFn: ({ signal }) => api.get<Queue>(`/desk/policies/claims${query({ ...filter, state: filter.state === 'all' ? '' : filter.state })}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const set = (next: Record<string, string>) =>
    setParams(
      was => {
        const now = new URLSearchParams(was);
        now.delete('page');
        for (const [key, value] of Object.entries(next)) value ? now.set(key, value) : now.delete(key);
        return now;
      },
      { replace: true },
    );
  const counts = list.data?.counts;
  const n = (...states: (keyof typeof claimStates)[]) => states.reduce((sum, s) => sum + (counts?.[s] ?? 0), 0);
  return (
    <Frame title="惠企申领">
      <PolicyBar />
      <search className="policy-tools" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={filter.state}
          onChange={state => set({ state: state === 'open' ? '' : state })}
          options={[
            { value: 'open', label: `在办 ${n('submitted', 'accepted', 'correcting')}` },
            { value: 'approved', label: `已通过 ${n('approved')}` },
            { value: 'refused', label: `未通过 ${n('refused')}` },
            { value: 'withdrawn', label: `已撤回 ${n('withdrawn')}` },
            { value: 'all', label: '全部' },
          ]}
        />
        <Input.Search
          allowClear
          aria-label="按编号、政策或企业找"
          placeholder="编号、政策、企业"
          value={text}
          onChange={e => setText(e.target.value)}
          onSearch={q => set({ q: q.trim() })}
        />
      </search>
      <section className="frame-panel" aria-label="申领清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有这样的申领" />
            ) : (
              <>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
                <section className="sort-table" aria-label="惠企申领" tabIndex={0}>
                  <table>
                    <thead>
                      <tr>
                        {['企业', '政策', '状态', '亮灯', '到期', '金额（元）', '部门'].map(title => (
                          <th key={title} scope="col" className="policy-th">
                            {title}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {items.map(c => (
                        <tr key={c.id}>
                          <th scope="row">
                            <Link href={`/desk/policies/claims/${c.id}`}>{c.firmName}</Link>
                            <br />
                            <small className="frame-muted">{c.number}</small>
                          </th>
                          <td>{c.title}</td>
                          <td>
                            <Mark look={looks[c.state]}>{claimStates[c.state]}</Mark>
                          </td>
                          <td>
                            <Light light={c.light} />
                          </td>
                          <td>{c.light === 'none' || !c.dueOn ? '—' : day(c.dueOn, session?.today)}</td>
                          <td className="right">{c.asked ? yuanOf(c.asked) : '待核'}</td>
                          <td>{short(c.unit)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </section>
                {total > 50 ? (
                  <Pagination
                    current={Number(filter.page || 1)}
                    pageSize={50}
                    total={total}
                    showSizeChanger={false}
                    onChange={page => setParams(was => new URLSearchParams([...[...was].filter(([k]) => k !== 'page'), ['page', String(page)]]))}
                  />
                ) : null}
                <p className="frame-muted frame-small">共 {total} 件</p>
              </>
            )
          }
        </Waits>
      </section>
    </Frame>
  );
}
