/** What was asked and nobody could answer: most often asked first; one click begins an entry. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, query } from '#ui/api';
import { ExportAll, type Field, Filters, Frame, List, Order, SearchBox, Tabs as States, Trouble, useList } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { GapRow } from '../../views.ts';
import { Tabs } from './tabs.tsx';

interface Page {
  items: GapRow[];
  total: number;
  counts: { open: number; written: number; dismissed: number };
}

const table: Field<GapRow>[] = [
  ['问题', g => g.question],
  ['次数', g => g.count],
  ['第一次', g => g.firstOn],
  ['最近一次', g => g.lastOn],
  ['原因', g => g.reason],
];

export default function Gaps() {
  const { data: session } = useSession();
  const [dismissing, setDismissing] = useState<GapRow | null>(null);
  const found = useList<Page>('knowledge', '/desk/knowledge/gaps', ['state', 'q']);
  const state = found.get('state') ?? 'open';
  const handles = hasRole(session, 'hotline-seat', 'service-owner');
  const counts = found.list.data?.counts;
  const n = (label: string, key: keyof Page['counts']) => (counts ? `${label} ${counts[key]}` : label);
  return (
    <Frame title="没答上的问题" note="个人信息已经隐去" actions={<ExportAll of={found} name="没有答上的问题" columns={table} />}>
      <Tabs />
      <Filters>
        <States of="state" label="状态" options={{ '': n('待处理', 'open'), written: n('已写条目', 'written'), dismissed: n('不用回答', 'dismissed') }} />
        <Order options={{ count: '问得多的在前', newest: '最近问的在前' }} />
        <SearchBox value={found.get('q') ?? ''} label="按字词找" placeholder="按字词找" change={q => found.change({ q })} />
      </Filters>
      <section className="frame-panel" aria-label="问题清单">
        <List of={found} unit="个" nothing="没有待处理的问题">
          {items => (
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
          )}
        </List>
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
    mutationFn: () => api.post(`/desk/knowledge/gaps/${gap.id}/dismissal`, { reason }),
    onSuccess: async () => {
      message.success('已记下，不用回答');
      close();
      await client.invalidateQueries({ queryKey: ['knowledge'] });
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
