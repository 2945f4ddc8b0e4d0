/** Answers that did not help, for the unit that owns them: mend the entry or the catalogue, and say what was done. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Choose, ExportAll, type Field, Filters, Frame, faultOf, List, SearchBox, Tabs as States, Trouble, unitOptions, useList, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { FeedbackRow } from '../../views.ts';
import { Tabs, writes } from './tabs.tsx';

interface Page {
  items: FeedbackRow[];
  total: number;
  counts: { open: number; handled: number };
}

export default function Feedback() {
  const { data: session } = useSession();
  const { departments, short } = useUnits();
  const found = useList<Page>('knowledge', '/desk/knowledge/feedback', ['state', 'unit', 'q']);
  const counts = found.list.data?.counts;
  const table: Field<FeedbackRow>[] = [
    ['答复', f => f.title],
    ['部门', f => short(f.unit)],
    ['日期', f => f.on],
    ['问的是', f => f.question],
    ['意见', f => f.reason],
    ['状态', f => (f.state === 'open' ? '待处理' : '已处理')],
    ['怎么处理的', f => f.note],
  ];
  return (
    <Frame title="没有帮助的评价" actions={<ExportAll of={found} name="没有帮助的评价" columns={table} />}>
      <Tabs />
      <Filters>
        <States
          of="state"
          label="状态"
          options={{ '': counts ? `待处理 ${counts.open}` : '待处理', handled: counts ? `已处理 ${counts.handled}` : '已处理' }}
        />
        <Choose of="unit" label="责任部门" all="全部部门" options={unitOptions(departments)} />
        <SearchBox value={found.get('q') ?? ''} label="按答复、问题、意见找" placeholder="答复、问题、意见" change={q => found.change({ q })} />
      </Filters>
      <section className="frame-panel" aria-label="评价清单">
        <List of={found} unit="个" nothing="没有待处理的评价">
          {items => (
            <ul className="knowledge-list">
              {items.map(f => (
                <li key={f.id}>
                  <div className="knowledge-what">
                    <Target of={f} />
                    <span>{f.reason || '没有写原因'}</span>
                    <span className="frame-muted frame-small">
                      {short(f.unit)} · {day(f.on, session?.today)}
                      {f.question ? ` · 问的是“${f.question}”` : ''}
                    </span>
                    {f.note ? (
                      <span className="frame-small">
                        {f.handledByName}：{f.note}
                      </span>
                    ) : null}
                    {f.state === 'open' && writes(session) ? <Handle row={f} /> : null}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
    </Frame>
  );
}

function Target({ of }: { of: FeedbackRow }) {
  if (of.kind === 'entry') return <Link href={`/desk/knowledge/${of.target}`}>{of.title}</Link>;
  if (of.kind === 'thing') return <a href={`/things/${of.target}`}>{of.title}（事项目录）</a>;
  return <span>{of.title}</span>;
}

function Handle({ row }: { row: FeedbackRow }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () => api.post(`/desk/knowledge/feedback/${row.id}/handling`, { version: row.version, note }),
    onSuccess: async () => {
      message.success('已记下');
      await client.invalidateQueries({ queryKey: ['knowledge'] });
    },
  });
  const fault = faultOf(send.error, 'note');
  return (
    <Form layout="vertical" onFinish={() => !send.isPending && send.mutate()} className="knowledge-handle">
      <Form.Item label="怎么处理的" htmlFor={`note-${row.id}`} validateStatus={fault ? 'error' : ''} help={fault}>
        <Input id={`note-${row.id}`} value={note} maxLength={300} onChange={e => setNote(e.target.value)} />
      </Form.Item>
      <Button htmlType="submit" loading={send.isPending}>
        处理完了
      </Button>
      {send.isError && !fault ? <Trouble error={send.error} /> : null}
    </Form>
  );
}
