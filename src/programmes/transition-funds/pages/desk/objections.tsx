/** What people said against a posting, and the bureau's answer. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { faultOf, Mark, Trouble } from '#ui/frame';
import { day } from '#ui/words';
import type { Objection } from '../../objections.ts';
import { Labelled } from './field.tsx';

const states = { open: '没有答复', upheld: '成立', rejected: '不成立' } as const;

export function Objections({ items, today, answers, refresh }: { items: readonly Objection[]; today: string; answers: boolean; refresh(): Promise<unknown> }) {
  const { message } = App.useApp();
  const [answering, answer] = useState<Objection | null>(null);
  if (items.length === 0) return null;
  return (
    <section className="frame-panel" aria-labelledby="funds-objections">
      <h2 id="funds-objections">公示期的异议</h2>
      <ul className="funds-list">
        {items.map(o => (
          <li key={o.id}>
            <span>
              <Mark look={o.state === 'open' ? 'warn' : o.state === 'upheld' ? 'bad' : 'good'}>{states[o.state]}</Mark> {o.title}，{day(o.openedOn, today)}
            </span>
            <span>{o.text}</span>
            {o.state === 'open' ? null : (
              <span className="frame-muted">
                {o.decidedByName} {day(o.decidedOn, today)} 答复：{o.answer}
              </span>
            )}
            {o.state === 'open' && answers ? (
              <Button size="small" className="no-print" onClick={() => answer(o)}>
                答复
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {answering ? (
        <AnswerDialog
          of={answering}
          done={() => {
            answer(null);
            message.success('已答复，提出的人会收到');
            void refresh();
          }}
          cancel={() => answer(null)}
        />
      ) : null}
    </section>
  );
}

function AnswerDialog({ of, done, cancel }: { of: Objection; done(): void; cancel(): void }) {
  const [upheld, uphold] = useState<boolean>();
  const [answer, setAnswer] = useState('');
  const sending = useMutation({ mutationFn: () => api.post(`/desk/funds/objections/${of.id}/answer`, { upheld, answer }), onSuccess: done });
  const { error } = sending;
  const told = ['upheld', 'answer'].some(p => faultOf(error, p));
  return (
    <Modal
      open
      title="答复异议"
      okText="答复"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <p>{of.text}</p>
      <Form layout="vertical">
        <Labelled error={error} path="upheld" id="objection-upheld" label="核实以后" required>
          <Radio.Group
            id="objection-upheld"
            value={upheld}
            onChange={e => uphold(e.target.value as boolean)}
            options={[
              { value: false, label: '不成立' },
              { value: true, label: '成立' },
            ]}
          />
        </Labelled>
        <Labelled error={error} path="answer" id="objection-answer" label="核实的情况和处理" required>
          <Input.TextArea id="objection-answer" rows={4} maxLength={500} value={answer} onChange={e => setAnswer(e.target.value)} />
        </Labelled>
      </Form>
      {sending.isError && !told ? <Trouble error={error} /> : null}
    </Modal>
  );
}
