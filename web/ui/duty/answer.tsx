/** The department's answer: what was found, what is done about it. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { DutyView } from '#platform/supervision';
import { api, Problem } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';

const least = 10;

interface Props {
  duty: DutyView;
  /** Address that takes the answer; the unit's own when absent. */
  path?: string;
  title?: string;
  label?: string;
  done(): Promise<unknown>;
}

export function AnswerDuty({ duty, path, title = '答复', label = '查实的情况和整改措施', done }: Props) {
  const { message } = App.useApp();
  const [answer, setAnswer] = useState('');
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => api.post(path ?? `/desk/duties/${duty.id}/answer`, { version: duty.version, answer }),
    onSuccess: async () => {
      message.success('答复已提交');
      await done();
    },
    // Somebody was faster: what they did is shown above, what was typed stays.
    onError: error => {
      if (error instanceof Problem && error.status === 409) void done();
    },
  });
  const fault = faultOf(send.error, 'answer') ?? (asked && answer.trim().length < least ? `答复至少 ${least} 个字，写清楚查实的情况和整改措施` : undefined);
  const submit = () => {
    setAsked(true);
    if (answer.trim().length >= least && !send.isPending) send.mutate();
  };
  return (
    <section className="frame-panel" aria-labelledby="duty-answer-title">
      <h2 id="duty-answer-title">{title}</h2>
      <Form layout="vertical" onFinish={submit}>
        <Form.Item label={label} htmlFor="duty-answer" required validateStatus={fault ? 'error' : ''} help={fault}>
          <Input.TextArea
            id="duty-answer"
            rows={6}
            maxLength={2000}
            showCount
            value={answer}
            onChange={e => setAnswer(e.target.value)}
            aria-invalid={fault ? true : undefined}
          />
        </Form.Item>
        {send.isError && !faultOf(send.error, 'answer') ? <Trouble error={send.error} /> : null}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          提交答复
        </Button>
      </Form>
    </section>
  );
}
