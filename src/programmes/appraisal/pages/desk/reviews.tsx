/** 复议诉讼: what a higher organ or a court decided about a refusal. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Pagination, Radio, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, Problem, query, useCreate } from '#ui/api';
import { faultOf, Mark, SortTable, Trouble, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { ReviewView } from '../../reviews.ts';
import { AppraisalFrame } from './appraisal-frame.tsx';

const kinds = { reconsideration: '行政复议', litigation: '行政诉讼' } as const;
const outcomes = { upheld: '维持', overturned: '撤销、变更或确认违法' } as const;

export default function ReviewsPage() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const [page, setPage] = useState(1);
  const [adding, setAdding] = useState(false);
  const list = useQuery({
    queryKey: ['appraisal', 'reviews', page],
    queryFn: ({ signal }) => api.get<{ items: ReviewView[]; total: number }>(`/appraisal/reviews${query({ page })}`, signal),
  });
  return (
    <AppraisalFrame
      note="不予批准的事项，被复议机关或法院撤销的要扣分"
      actions={
        hasRole(session, 'supervisor') ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            登记一件
          </Button>
        ) : null
      }
    >
      <Waits of={list}>
        {({ items, total }) => (
          <section className="frame-panel" aria-label="复议诉讼结果">
            <SortTable
              label="复议诉讼结果"
              rows={items}
              rowKey={r => r.id}
              sortBy="on"
              empty="没有登记过复议、诉讼结果"
              columns={[
                { key: 'case', title: '事项', value: r => r.number, show: r => <Link href={`/desk/tasks/${r.taskId}`}>{`${r.number} ${r.title}`}</Link> },
                { key: 'unit', title: '部门', value: r => short(r.unit) },
                { key: 'kind', title: '途径', value: r => kinds[r.kind] },
                {
                  key: 'outcome',
                  title: '结果',
                  value: r => outcomes[r.outcome],
                  show: r => <Mark look={r.outcome === 'overturned' ? 'bad' : 'good'}>{outcomes[r.outcome]}</Mark>,
                },
                { key: 'document', title: '文书', value: r => `${r.organ} ${r.document}` },
                { key: 'on', title: '日期', value: r => r.decidedOn, show: r => day(r.decidedOn, session?.today) },
              ]}
            />
            {total > 50 ? <Pagination size="small" current={page} pageSize={50} total={total} showSizeChanger={false} onChange={setPage} /> : null}
          </section>
        )}
      </Waits>
      {adding && session ? <AddDialog today={session.today} onClose={() => setAdding(false)} /> : null}
    </AppraisalFrame>
  );
}

const empty = { number: '', task: undefined as string | undefined, kind: 'reconsideration', organ: '', document: '', outcome: 'overturned', decidedOn: '' };

function AddDialog({ today, onClose }: { today: string; onClose(): void }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState({ ...empty, decidedOn: today });
  const create = useCreate();
  const change = (next: Partial<typeof typed>) => setTyped(was => ({ ...was, ...next }));
  const send = useMutation({
    mutationFn: () => create('/appraisal/reviews', typed),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appraisal'] });
      onClose();
    },
  });
  const choices = send.error instanceof Problem ? ((send.error.data.tasks as { id: string; title: string }[] | undefined) ?? []) : [];
  const fault = (path: string) => faultOf(send.error, path);
  const item = (path: string) => ({ validateStatus: fault(path) ? ('error' as const) : ('' as const), help: fault(path) });
  const known = send.error instanceof Problem && send.error.faults.length > 0;
  return (
    <Modal open title="登记复议、诉讼结果" okText="登记" cancelText="取消" onOk={() => send.mutate()} confirmLoading={send.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={() => send.mutate()}>
        <Form.Item label="办件编号" htmlFor="review-number" required {...item('number')}>
          <Input id="review-number" value={typed.number} onChange={e => change({ number: e.target.value, task: undefined })} />
        </Form.Item>
        {choices.length > 0 || typed.task ? (
          <Form.Item label="哪个事项" htmlFor="review-task" required {...item('task')}>
            <Select id="review-task" value={typed.task} onChange={task => change({ task })} options={choices.map(t => ({ value: t.id, label: t.title }))} />
          </Form.Item>
        ) : null}
        <Form.Item label="途径">
          <Radio.Group
            aria-label="途径"
            value={typed.kind}
            onChange={e => change({ kind: e.target.value as string })}
            options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item label="复议机关或法院" htmlFor="review-organ" required {...item('organ')}>
          <Input id="review-organ" value={typed.organ} onChange={e => change({ organ: e.target.value })} />
        </Form.Item>
        <Form.Item label="文书编号" htmlFor="review-document" required {...item('document')}>
          <Input id="review-document" value={typed.document} onChange={e => change({ document: e.target.value })} />
        </Form.Item>
        <Form.Item label="结果">
          <Radio.Group
            aria-label="结果"
            value={typed.outcome}
            onChange={e => change({ outcome: e.target.value as string })}
            options={Object.entries(outcomes).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item label="决定或判决日期" htmlFor="review-day" required {...item('decidedOn')}>
          <Input id="review-day" type="date" max={today} value={typed.decidedOn} onChange={e => change({ decidedOn: e.target.value })} />
        </Form.Item>
        {send.isError && !known ? <Trouble error={send.error} /> : null}
      </Form>
    </Modal>
  );
}
