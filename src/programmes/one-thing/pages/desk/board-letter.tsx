/** A supervision letter (督办函): the department owes an answer by a day. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import type { QueueRow } from '#platform/cases';
import { answerDays } from '#platform/supervision/pure';
import { useCreate } from '#ui/api';
import { faultOf, Trouble, useUnits } from '#ui/frame';
import { day } from '#ui/words';

/** What a letter usually says; the supervisor changes it freely. */
function draft(task: QueueRow, today: string): string {
  const over = -(task.daysLeft ?? 0);
  const state = over > 0 ? `应于${day(task.dueOn, today)}办结，至今超期 ${over} 个工作日` : `将于${day(task.dueOn, today)}到期，还没有办结`;
  return `“${task.title}”（办件 ${task.number}）${state}。请查明原因，抓紧办结，并书面说明情况和整改措施。`;
}

interface Props {
  task: QueueRow;
  today: string;
  /** Number of a letter about the same matter that is not closed. */
  earlier: string | undefined;
  close(): void;
}

export function LetterDialog({ task, today, earlier, close }: Props) {
  const { message } = App.useApp();
  const units = useUnits();
  const client = useQueryClient();
  const create = useCreate();
  const [body, setBody] = useState(() => draft(task, today));
  const [days, setDays] = useState<number | null>(answerDays.letter);
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => create<{ id: string }>(`/desk/tasks/${task.id}/letters`, { body, days }),
    onSuccess: async () => {
      message.success(`督办函已发给${units.short(task.unit)}`);
      await client.invalidateQueries({ queryKey: ['duties'] });
      close();
    },
  });
  const bodyFault = faultOf(send.error, 'body') ?? (asked && body.trim().length < 10 ? '督办函至少 10 个字，写明问题和要求' : undefined);
  const daysFault = faultOf(send.error, 'days') ?? (asked && days === null ? '请填写几个工作日内答复' : undefined);
  const submit = () => {
    setAsked(true);
    if (body.trim().length >= 10 && days !== null && !send.isPending) send.mutate();
  };
  return (
    <Modal
      open
      title={`督办函：${units.name(task.unit)}`}
      okText="发出督办函"
      cancelText="取消"
      confirmLoading={send.isPending}
      onOk={submit}
      onCancel={close}
      width={600}
    >
      <Form layout="vertical">
        {earlier ? <Alert type="warning" showIcon title={`这个事项已有没办结的督办函 ${earlier}，请确认要再发一份。`} /> : null}
        <Form.Item label="问题和要求" htmlFor="letter-body" required validateStatus={bodyFault ? 'error' : ''} help={bodyFault}>
          <Input.TextArea
            id="letter-body"
            rows={6}
            maxLength={2000}
            showCount
            value={body}
            onChange={e => setBody(e.target.value)}
            aria-invalid={bodyFault ? true : undefined}
          />
        </Form.Item>
        <Form.Item
          label="几个工作日内答复"
          htmlFor="letter-days"
          required
          validateStatus={daysFault ? 'error' : ''}
          help={daysFault}
          extra="到期没有答复，这份督办函亮红灯，计入考核。"
        >
          <InputNumber id="letter-days" min={1} max={30} precision={0} value={days} onChange={setDays} />
        </Form.Item>
      </Form>
      {send.isError && !bodyFault && !daysFault ? <Trouble error={send.error} /> : null}
    </Modal>
  );
}
