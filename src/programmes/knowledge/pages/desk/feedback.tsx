/** Answers that did not help, for the unit that owns them: mend the entry or the catalogue, and say what was done. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Form, Input, Pagination, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { ExportAll, Frame, faultOf, SearchBox, Trouble, unitOptions, useUnits, Waits } from '#ui/frame';
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
  const [params, setParams] = useSearchParams();
  const state = params.get('state') ?? 'open';
  const page = params.get('page') || undefined;
  const filter = { state, unit: params.get('unit') || undefined, q: params.get('q') || undefined };
  const change = (next: Record<string, string | undefined>) =>
    setParams(Object.fromEntries(Object.entries({ ...filter, ...next }).filter((e): e is [string, string] => Boolean(e[1]))), { replace: true });
  const list = useQuery({
    queryKey: ['knowledge', 'feedback', filter, page],
    queryFn: ({ signal }) => api.get<Page>(`/desk/knowledge/feedback${query({ ...filter, page })}`, signal),
    placeholderData: keepPreviousData,
  });
  const counts = list.data?.counts;
  const table: [string, (f: FeedbackRow) => string | null][] = [
    ['答复', f => f.title],
    ['部门', f => short(f.unit)],
    ['日期', f => f.on],
    ['问的是', f => f.question],
    ['意见', f => f.reason],
    ['状态', f => (f.state === 'open' ? '待处理' : '已处理')],
    ['怎么处理的', f => f.note],
  ];
  return (
    <Frame
      title="没有帮助的评价"
      actions={<ExportAll path="/desk/knowledge/feedback" filter={filter} name={`没有帮助的评价-${session?.today ?? ''}`} columns={table} />}
    >
      <Tabs />
      <search className="knowledge-filters" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={state}
          onChange={v => change({ state: String(v) })}
          options={[
            { value: 'open', label: counts ? `待处理 ${counts.open}` : '待处理' },
            { value: 'handled', label: counts ? `已处理 ${counts.handled}` : '已处理' },
          ]}
        />
        <Select
          aria-label="责任部门"
          allowClear
          placeholder="全部部门"
          showSearch={{ optionFilterProp: ['label', 'short'] }}
          value={filter.unit ?? null}
          onChange={v => change({ unit: v ?? undefined })}
          options={unitOptions(departments)}
        />
        <SearchBox value={filter.q ?? ''} label="按答复、问题、意见找" placeholder="答复、问题、意见" change={q => change({ q })} />
      </search>
      <section className="frame-panel" aria-label="评价清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={filter.unit || filter.q ? '没有符合条件的评价' : state === 'open' ? '没有待处理的评价' : '还没有处理过的'}
              />
            ) : (
              <>
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
                {total > 30 ? (
                  <Pagination
                    current={Number(page ?? 1)}
                    pageSize={30}
                    total={total}
                    showSizeChanger={false}
                    showTotal={all => `共 ${all} 个`}
                    onChange={next => change({ page: String(next) })}
                  />
                ) : null}
              </>
            )
          }
        </Waits>
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
      await client.invalidateQueries({ queryKey: ['knowledge', 'feedback'] });
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
