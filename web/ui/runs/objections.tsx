/** What was said against a run, with its answers; who answers does it here. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { ObjectionView } from '#platform/runs';
import { api } from '../api/index.ts';
import { faultOf, Mark, Trouble, useUnits } from '../frame/index.ts';
import { day } from '../words/index.ts';
import './runs.css';

const states = { open: '待答复', upheld: '成立', rejected: '不成立' } as const;
const looks = { open: 'warn', upheld: 'good', rejected: 'plain' } as const;

interface Props {
  objections: readonly ObjectionView[];
  columns: readonly { id: string; title: string }[];
  today: string;
  /** Address of an answer; absent: somebody else answers. */
  answerTo?: ((id: string) => string) | undefined;
  stale: readonly string[];
}

export function RunObjections({ objections, columns, today, answerTo, stale }: Props) {
  const [answering, setAnswering] = useState<ObjectionView | null>(null);
  const { name } = useUnits();
  if (objections.length === 0) return null;
  const title = (column: string | null) => columns.find(c => c.id === column)?.title ?? '';
  return (
    <section className="frame-panel" aria-labelledby="run-objections">
      <h2 id="run-objections">意见和异议</h2>
      <ul className="runs-list">
        {objections.map(o => (
          <li key={o.id}>
            <p>
              <Mark look={looks[o.state]}>{states[o.state]}</Mark> <strong>{o.unit && !o.resident && o.row === o.unit ? name(o.unit) : o.rowTitle}</strong>
              {title(o.column) ? `：${title(o.column)}` : ''}
              {o.lineTitle ? ` · ${o.lineTitle}` : ''}
            </p>
            <p>
              {o.text}
              <span className="frame-muted">
                （{o.resident ? `居民 ${o.openedByName}` : o.openedByName}，{day(o.openedOn, today)}）
              </span>
            </p>
            {o.answer ? (
              <p>
                答复：{o.answer}
                <span className="frame-muted">
                  （{o.decidedByName}，{day(o.decidedOn, today)}）
                </span>
              </p>
            ) : null}
            {o.state === 'open' && answerTo ? (
              <Button size="small" className="no-print" onClick={() => setAnswering(o)}>
                答复异议
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {answering && answerTo ? <AnswerDialog objection={answering} path={answerTo(answering.id)} stale={stale} onClose={() => setAnswering(null)} /> : null}
    </section>
  );
}

const least = 5;

function AnswerDialog({ objection, path, stale, onClose }: { objection: ObjectionView; path: string; stale: readonly string[]; onClose(): void }) {
  const client = useQueryClient();
  const [upheld, setUpheld] = useState<boolean | null>(null);
  const [answer, setAnswer] = useState('');
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => api.post(path, { version: objection.version, upheld, answer }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [...stale] });
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
              { value: true, label: objection.line ? '成立，重新计算时剔除这一件' : '成立，改正数据后重新计算' },
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
