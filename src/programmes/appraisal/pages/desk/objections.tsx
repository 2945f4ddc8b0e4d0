/** Objections to a result with their answers; a supervisor answers the open ones. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { ObjectionView, RunView } from '#platform/runs';
import { api } from '#ui/api';
import { faultOf, Mark, Trouble, useUnits } from '#ui/frame';
import { hasRole, type Session } from '#ui/session';
import { day } from '#ui/words';

const states = { open: '待答复', upheld: '成立', rejected: '不成立' } as const;
const looks = { open: 'warn', upheld: 'good', rejected: 'plain' } as const;

export function Objections({ view, session }: { view: RunView; session: Session }) {
  const [answering, setAnswering] = useState<ObjectionView | null>(null);
  const { name } = useUnits();
  if (view.objections.length === 0) return null;
  const title = (column: string | null) => view.columns.find(c => c.id === column)?.title ?? '';
  return (
    <section className="frame-panel" aria-labelledby="appraisal-objections">
      <h2 id="appraisal-objections">异议</h2>
      <ul className="appraisal-objections">
        {view.objections.map(o => (
          <li key={o.id}>
            <p>
              <Mark look={looks[o.state]}>{states[o.state]}</Mark> <strong>{o.unit ? name(o.unit) : o.row}</strong>：{title(o.column)}
              {o.lineTitle ? ` · ${o.lineTitle}` : ''}
            </p>
            <p>
              {o.text}
              <span className="frame-muted">
                （{o.openedByName}，{day(o.openedOn, session.today)}）
              </span>
            </p>
            {o.answer ? (
              <p>
                答复：{o.answer}
                <span className="frame-muted">
                  （{o.decidedByName}，{day(o.decidedOn, session.today)}）
                </span>
              </p>
            ) : null}
            {o.state === 'open' && hasRole(session, 'supervisor') ? (
              <Button size="small" className="no-print" onClick={() => setAnswering(o)}>
                答复异议
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {answering ? <AnswerDialog objection={answering} runId={view.run.id} onClose={() => setAnswering(null)} /> : null}
    </section>
  );
}

const least = 5;

function AnswerDialog({ objection, runId, onClose }: { objection: ObjectionView; runId: string; onClose(): void }) {
  const client = useQueryClient();
  const [upheld, setUpheld] = useState<boolean | null>(null);
  const [answer, setAnswer] = useState('');
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => api.post(`/appraisal/objections/${objection.id}/decision`, { version: objection.version, upheld, answer }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appraisal', 'run', runId] });
      onClose();
    },
  });
  const faults = {
    upheld: asked && upheld === null ? '请选择是否成立' : undefined,
    answer: faultOf(send.error, 'answer') ?? (asked && answer.trim().length < least ? `请至少写 ${least} 个字，说明理由` : undefined),
  };
  const submit = () => {
    setAsked(true);
    if (upheld !== null && answer.trim().length >= least && !send.isPending) send.mutate();
  };
  return (
    <Modal open title="答复异议" okText="提交答复" cancelText="取消" onOk={submit} confirmLoading={send.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={submit}>
        <p>{objection.text}</p>
        <Form.Item validateStatus={faults.upheld ? 'error' : ''} help={faults.upheld}>
          <Radio.Group
            aria-label="是否成立"
            value={upheld}
            onChange={e => setUpheld(e.target.value as boolean)}
            options={[
              { value: true, label: objection.line ? '成立，重新计算时剔除这一件' : '成立' },
              { value: false, label: '不成立' },
            ]}
          />
        </Form.Item>
        <Form.Item label="理由" htmlFor="objection-answer" required validateStatus={faults.answer ? 'error' : ''} help={faults.answer}>
          <Input.TextArea id="objection-answer" rows={4} maxLength={2000} showCount value={answer} onChange={e => setAnswer(e.target.value)} />
        </Form.Item>
        {send.isError && !faultOf(send.error, 'answer') ? <Trouble error={send.error} /> : null}
      </Form>
    </Modal>
  );
}
