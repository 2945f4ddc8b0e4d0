/** 复议诉讼: what a higher organ or a court decided about a refusal. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { Problem, useCreate } from '#ui/api';
import { Choose, ExportAll, Filters, faultOf, ListTable, Mark, SearchBox, Trouble, useList, useUnits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { ReviewView } from '../../reviews.ts';
import { AppraisalFrame } from './appraisal-frame.tsx';

const kinds = { reconsideration: '行政复议', litigation: '行政诉讼' } as const;
const outcomes = { upheld: '维持', overturned: '撤销、变更或确认违法' } as const;

interface Reviews {
  items: ReviewView[];
  total: number;
}

export default function ReviewsPage() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const [adding, setAdding] = useState(false);
  const found = useList<Reviews>('appraisal', '/appraisal/reviews', ['q', 'kind', 'outcome']);
  const { get, change } = found;
  return (
    <AppraisalFrame
      note="不予批准的事项，被复议机关或法院撤销的要扣分"
      actions={
        <>
          <ExportAll<ReviewView>
            of={found}
            name="复议诉讼结果"
            columns={[
              ['办件', r => r.number],
              ['事项', r => r.title],
              ['部门', r => short(r.unit)],
              ['途径', r => kinds[r.kind]],
              ['结果', r => outcomes[r.outcome]],
              ['复议机关或法院', r => r.organ],
              ['文书', r => r.document],
              ['日期', r => r.decidedOn],
              ['登记人', r => r.recordedByName],
            ]}
          />
          {hasRole(session, 'supervisor') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              登记一件
            </Button>
          ) : null}
        </>
      }
    >
      <section className="frame-panel" aria-label="复议诉讼结果">
        <Filters>
          <SearchBox label="按办件、事项、机关或文书找" placeholder="编号、事项、机关、文书" value={get('q') ?? ''} change={q => change({ q })} />
          <Choose of="kind" label="途径" all="全部途径" options={kinds} />
          <Choose of="outcome" label="结果" all="全部结果" options={outcomes} />
        </Filters>
        <ListTable<ReviewView, Reviews>
          label="复议诉讼结果"
          of={found}
          rowKey={r => r.id}
          sortBy="on"
          unit="件"
          nothing="没有登记过复议、诉讼结果"
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
      </section>
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
