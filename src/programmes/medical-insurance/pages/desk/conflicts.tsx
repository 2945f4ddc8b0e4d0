/** 名单问题: what the lists contradict each other in; sent back, answered, closed. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, query, wordsOf } from '#ui/api';
import { ReasonDialog } from '#ui/duty';
import { Choose, ExportAll, type Field, Filters, faultOf, List, Mark, SearchBox, Tabs, Trouble, useList } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { ConflictView } from '../../conflicts.ts';
import { insuranceYear } from '../../figures.ts';
import { conflictSorts, conflictStates } from '../../words.ts';
import { InsuranceFrame } from './insurance-frame.tsx';

interface Page {
  items: ConflictView[];
  total: number;
  counts: Record<string, number>;
  units: { value: string; label: string }[];
}

const looks = { open: 'warn', sent: 'info', answered: 'warn', closed: 'good' } as const;
const keys = ['state', 'sort', 'unit', 'q'];

const table: Field<ConflictView>[] = [
  ['问题', c => conflictSorts[c.sort]],
  ['发给', c => c.unitName],
  ['姓名', c => c.name],
  ['身份证号', c => c.identity],
  ['村（社区）', c => c.village],
  ['说明', c => c.words],
  ['状态', c => conflictStates[c.state]],
  ['发现日期', c => c.foundOn],
  ['答复', c => c.answer],
  ['答复日期', c => c.answeredOn],
  ['结果', c => c.closing],
];

export default function ConflictsPage() {
  const { data: session } = useSession();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const [answering, answer] = useState<ConflictView | null>(null);
  const [closing, close] = useState<ConflictView | null>(null);
  const list = useList<Page>('insurance-conflicts', '/desk/insurance/conflicts', keys);
  const refresh = () => client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('insurance') });
  const leads = session?.roles.some(r => r.role === 'programme-officer' && r.unit === 'medical-insurance');
  const counts = list.list.data?.counts ?? {};
  const send = useMutation({
    mutationFn: (input: object) => api.post<{ sent: number }>('/desk/insurance/conflicts/sending', { year: insuranceYear, ...input }),
    onSuccess: async ({ sent }) => {
      message.success(`已发回 ${sent} 个问题，单位收到消息`);
      await refresh();
    },
    onError: error => message.error(wordsOf(error, '没有发回，请再试一次')),
  });
  const sendAll = () =>
    modal.confirm({
      title: `把待发回的 ${counts.open ?? 0} 个问题发给各单位？`,
      content: '按现在的筛选（种类、单位、查找）发回；“同时在两份名单上”的只告知双方，不用答复。',
      okText: '发回',
      cancelText: '取消',
      onOk: () => send.mutateAsync({ sort: list.get('sort'), unit: list.get('unit'), q: list.get('q') }).catch(() => {}),
    });
  return (
    <InsuranceFrame
      title="名单问题"
      actions={
        <>
          <ExportAll of={list} name="医保名单问题" columns={table} />
          {leads ? (
            <Button type="primary" disabled={!counts.open} loading={send.isPending && !('ids' in send.variables)} onClick={sendAll}>
              全部发回（{counts.open ?? 0}）
            </Button>
          ) : null}
        </>
      }
    >
      <Filters>
        <Tabs
          of="state"
          label="状态"
          options={[
            { value: '', label: '没有关闭的' },
            ...Object.entries(conflictStates).map(([value, label]) => ({ value, label: counts[value] ? `${label} ${counts[value]}` : label })),
            { value: 'all', label: '全部' },
          ]}
        />
        <Choose of="sort" label="问题" all="所有问题" options={conflictSorts} />
        {(list.list.data?.units.length ?? 0) > 1 ? <Choose of="unit" label="单位" all="所有单位" options={list.list.data!.units} /> : null}
        <SearchBox label="按姓名、村找" placeholder="姓名、村、拼音" value={list.get('q') ?? ''} change={q => list.change({ q })} />
      </Filters>
      <section className="frame-panel" aria-label="名单问题">
        <List<ConflictView, Page> of={list} nothing="没有要处理的名单问题" unit="个">
          {items => (
            <ul className="insurance-conflicts">
              {items.map(c => (
                <li key={c.id}>
                  <span className="insurance-head">
                    <strong>{conflictSorts[c.sort]}</strong>
                    {c.name ? (
                      <span>
                        {c.name} <span className="frame-muted">{c.identity}</span>
                      </span>
                    ) : null}
                    <Mark look={looks[c.state]}>{conflictStates[c.state]}</Mark>
                    <span className="frame-muted frame-small">
                      {c.unitName}
                      {c.village ? `，${c.village}` : ''}，{day(c.foundOn, session?.today)}发现
                    </span>
                  </span>
                  <span>{c.words}</span>
                  {c.answer ? (
                    <span>
                      答复：{c.answer}{' '}
                      <span className="frame-muted frame-small">
                        {c.answeredByName} {day(c.answeredOn, session?.today)}
                      </span>
                    </span>
                  ) : null}
                  {c.closing ? (
                    <span>
                      {c.accepted ? '照名单算：' : '结果：'}
                      {c.closing}{' '}
                      <span className="frame-muted frame-small">
                        {c.closedByName} {day(c.closedOn, session?.today)}
                      </span>
                    </span>
                  ) : null}
                  {c.may.answer || c.may.close ? (
                    <span className="insurance-card-steps no-print">
                      {c.may.answer && c.name ? <Link href={mendedIn(c).to}>{mendedIn(c).title}</Link> : null}
                      {c.may.answer ? (
                        <Button size="small" type="primary" onClick={() => answer(c)}>
                          答复
                        </Button>
                      ) : null}
                      {c.may.close && c.state === 'open' ? (
                        <Button size="small" onClick={() => send.mutate({ ids: [c.id] })}>
                          发回
                        </Button>
                      ) : null}
                      {c.may.close ? (
                        <Button size="small" onClick={() => close(c)}>
                          关闭
                        </Button>
                      ) : null}
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
      {answering ? (
        <ReasonDialog
          title={`答复：${conflictSorts[answering.sort]}${answering.name ? `，${answering.name}` : ''}`}
          ok="答复"
          label="核实的结果"
          note={answering.words}
          send={({ reason }) => api.put(`/desk/insurance/conflicts/${answering.id}/answer`, { version: answering.version, answer: reason })}
          done={() => {
            answer(null);
            void refresh();
          }}
          cancel={() => answer(null)}
        />
      ) : null}
      {closing ? (
        <CloseDialog
          of={closing}
          cancel={() => close(null)}
          done={() => {
            close(null);
            void refresh();
          }}
        />
      ) : null}
    </InsuranceFrame>
  );
}

/** Where whoever has to answer puts it right: in their own list, or among the insured. */
function mendedIn({ list, sort, unit, name }: ConflictView): { to: string; title: string } {
  if (sort === 'overpaid') return { to: `/desk/insurance/payments${query({ q: name })}`, title: '看缴费' };
  if (sort === 'not-listed') return { to: `/desk/insurance/lists/insurance-elderly-${unit.slice(5)}`, title: '补进名单' };
  if (list && sort !== 'unknown' && (!unit.startsWith('town-') || list.endsWith(unit.slice(5))))
    return { to: `/desk/insurance/lists/${list}${query({ q: name })}`, title: '看名单里的' };
  return { to: `/desk/insurance/persons${query({ q: name })}`, title: '看参保对象' };
}

const decidable = ['names', 'dead', 'employee', 'elsewhere', 'not-local', 'young'];

function CloseDialog({ of, done, cancel }: { of: ConflictView; done(): void; cancel(): void }) {
  const [words, setWords] = useState('');
  const [accept, setAccept] = useState(false);
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => api.put(`/desk/insurance/conflicts/${of.id}/closing`, { version: of.version, closing: words, accept }),
    onSuccess: done,
  });
  const fault = faultOf(send.error, 'closing') ?? (asked && words.trim().length < 2 ? '请写明结果和依据' : undefined);
  const submit = () => {
    setAsked(true);
    if (words.trim().length >= 2 && !send.isPending) send.mutate();
  };
  return (
    <Modal
      open
      title={`关闭：${conflictSorts[of.sort]}${of.name ? `，${of.name}` : ''}`}
      okText="关闭问题"
      cancelText="取消"
      confirmLoading={send.isPending}
      onOk={submit}
      onCancel={cancel}
    >
      <p>{of.words}</p>
      {of.answer ? <p>答复：{of.answer}</p> : null}
      <Form layout="vertical">
        {decidable.includes(of.sort) ? (
          <Form.Item>
            <Checkbox checked={accept} onChange={e => setAccept(e.target.checked)}>
              核实过了，名单上的身份照样算
            </Checkbox>
          </Form.Item>
        ) : null}
        <Form.Item label="结果和依据" htmlFor="conflict-closing" required validateStatus={fault ? 'error' : ''} help={fault}>
          <Input.TextArea id="conflict-closing" rows={3} maxLength={300} value={words} onChange={e => setWords(e.target.value)} />
        </Form.Item>
      </Form>
      {send.isError && !fault ? <Trouble error={send.error} /> : null}
    </Modal>
  );
}
