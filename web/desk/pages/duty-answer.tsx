/** The department's answer: what was found, what is done about it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { DutyView } from '#platform/supervision';
import { api, Problem } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';

const least = 10;

export function AnswerDuty({ duty }: { duty: DutyView }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [answer, setAnswer] = useState('');
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => api.post(`/desk/duties/${duty.id}/answer`, { version: duty.version, answer }),
    onSuccess: async () => {
      message.success('答复已提交，等督导员确认');
      await client.invalidateQueries({ queryKey: ['duties'] });
    },
    // Somebody was faster: what they did is shown above, what was typed stays.
    onError: error => {
      if (error instanceof Problem && error.status === 409) void client.invalidateQueries({ queryKey: ['duties', 'one', duty.id] });
    },
  });
  const fault = faultOf(send.error, 'answer') ?? (asked && answer.trim().length < least ? `答复至少 ${least} 个字，写清楚查实的情况和整改措施` : undefined);
  const submit = () => {
    setAsked(true);
    if (answer.trim().length >= least && !send.isPending) send.mutate();
  };
  return (
    <section className="frame-panel" aria-labelledby="duty-answer-title">
      <h2 id="duty-answer-title">答复</h2>
      <Form layout="vertical" onFinish={submit}>
        <Form.Item label="查实的情况和整改措施" htmlFor="duty-answer" required validateStatus={fault ? 'error' : ''} help={fault}>
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
