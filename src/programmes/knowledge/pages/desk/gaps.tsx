/** What was asked and nobody could answer: most often asked first; one click begins an entry. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Input, Modal, Pagination, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { ExportAll, Frame, SearchBox, Trouble, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { GapRow } from '../../views.ts';
import { Tabs } from './tabs.tsx';

interface Page {
  items: GapRow[];
  total: number;
  counts: { open: number; written: number; dismissed: number };
}

const table: [string, (g: GapRow) => string | number][] = [
  ['问题', g => g.question],
  ['次数', g => g.count],
  ['第一次', g => g.firstOn],
  ['最近一次', g => g.lastOn],
  ['原因', g => g.reason],
];

export default function Gaps() {
  const { data: session } = useSession();
  const [params, setParams] = useSearchParams();
  const [dismissing, setDismissing] = useState<GapRow | null>(null);
  const state = params.get('state') ?? 'open';
  const filter = { state, q: params.get('q') || undefined, sort: params.get('sort') || undefined, page: params.get('page') || undefined };
  const list = useQuery({
    queryKey: ['knowledge', 'gaps', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/knowledge/gaps${query(filter)}`, signal),
    placeholderData: keepPreviousData,
  });
  const handles = hasRole(session, 'hotline-seat', 'service-owner');
  const counts = list.data?.counts;
  const n = (label: string, key: keyof Page['counts']) => (counts ? `${label} ${counts[key]}` : label);
  const change = (next: Record<string, string>) =>
    setParams({ state, ...(filter.q ? { q: filter.q } : {}), ...(filter.sort ? { sort: filter.sort } : {}), ...next }, { replace: true });
  return (
    <Frame
      title="没答上的问题"
      note="个人信息已经隐去"
      actions={
        <ExportAll path="/desk/knowledge/gaps" filter={filter} name={`没有答上的问题-${session?.today ?? ''}`} columns={table}>
          导出表格
        </ExportAll>
      }
    >
      <Tabs />
      <search className="knowledge-filters" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={state}
          onChange={v => setParams({ state: String(v) }, { replace: true })}
          options={[
            { value: 'open', label: n('待处理', 'open') },
            { value: 'written', label: n('已写条目', 'written') },
            { value: 'dismissed', label: n('不用回答', 'dismissed') },
          ]}
        />
        <Select
          aria-label="排序"
          value={filter.sort ?? 'count'}
          onChange={sort => change({ sort })}
          options={[
            { value: 'count', label: '问得多的在前' },
            { value: 'newest', label: '最近问的在前' },
          ]}
        />
        <SearchBox value={filter.q ?? ''} label="按字词找" placeholder="按字词找" change={q => change({ q })} />
      </search>
      <section className="frame-panel" aria-label="问题清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={state === 'open' ? '没有待处理的问题' : '没有'} />
            ) : (
              <>
                <ul className="knowledge-list">
                  {items.map(g => (
                    <li key={g.id}>
                      <div className="knowledge-what">
                        <span>{g.question}</span>
                        <span className="frame-muted frame-small">
                          问过 {g.count} 次，最近 {day(g.lastOn, session?.today)}
                          {g.reason ? `；${g.reason}` : ''}
                        </span>
                      </div>
                      {g.entry ? <Link href={`/desk/knowledge/${g.entry}`}>看写的条目</Link> : null}
                      {state === 'open' && handles ? (
                        <span className="knowledge-steps">
                          <Link href={`/desk/knowledge/new${query({ gap: g.id, question: g.question })}`} aria-label={`写成条目：${g.question}`}>
                            写成条目
                          </Link>
                          <Button type="link" size="small" aria-label={`不用回答：${g.question}`} onClick={() => setDismissing(g)}>
                            不用回答
                          </Button>
                        </span>
                      ) : null}
                    </li>
                  ))}
                </ul>
                {total > 30 ? (
                  <Pagination
                    current={Number(filter.page ?? 1)}
                    pageSize={30}
                    total={total}
                    showSizeChanger={false}
                    showTotal={all => `共 ${all} 个`}
                    onChange={page => change({ page: String(page) })}
                  />
                ) : null}
              </>
            )
          }
        </Waits>
      </section>
      {dismissing ? <Dismiss key={dismissing.id} gap={dismissing} close={() => setDismissing(null)} /> : null}
    </Frame>
  );
}

function Dismiss({ gap, close }: { gap: GapRow; close(): void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState('与政务服务无关');
  const send = useMutation({
    mutationFn: () => api.post(`/desk/knowledge/gaps/${gap.id}/dismissal`, { version: gap.version, reason }),
    onSuccess: async () => {
      message.success('已记下，不用回答');
      close();
      await client.invalidateQueries({ queryKey: ['knowledge', 'gaps'] });
    },
  });
  return (
    <Modal open title="不用回答" okText="确定" cancelText="再想想" confirmLoading={send.isPending} onOk={() => send.mutate()} onCancel={close}>
      <p>{gap.question}</p>
      <label htmlFor="gap-reason">原因</label>
      <Input id="gap-reason" value={reason} maxLength={100} onChange={e => setReason(e.target.value)} />
      {send.isError ? <Trouble error={send.error} /> : null}
    </Modal>
  );
}
