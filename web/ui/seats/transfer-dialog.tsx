/** Handing a number on to another queue of the site. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import type { DeskTicket } from '#platform/queues';
import { api } from '../api/index.ts';
import { Trouble } from '../frame/index.ts';
import type { QueueName } from './data.ts';

interface Props {
  ticket: DeskTicket;
  queues: readonly QueueName[];
  /** What the site calls a seat: 窗口. */
  seat: string;
  hint: string;
  example: string;
  close(): void;
  onDone(): Promise<unknown>;
}

export function TransferDialog({ ticket, queues, seat, hint, example, close, onDone }: Props) {
  const [form] = Form.useForm<{ queue: string; note?: string }>();
  const move = useMutation({
    mutationFn: (v: { queue: string; note?: string }) =>
      api.post(`/tickets/${ticket.id}/transfer`, { version: ticket.version, queue: v.queue, note: v.note ?? '' }),
    onSuccess: async () => {
      await onDone();
      close();
    },
  });
  return (
    <Modal open title={`把 ${ticket.number} 转到别的${seat}`} okText="转过去" onOk={() => form.submit()} confirmLoading={move.isPending} onCancel={close}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={v => !move.isPending && move.mutate(v)}>
        <Form.Item name="queue" label="转到" rules={[{ required: true, message: '请选择转到哪里' }]} extra={hint}>
          <Select options={queues.filter(q => q.id !== ticket.queue).map(q => ({ value: q.id, label: `${q.name}（${q.waiting} 人等候）` }))} />
        </Form.Item>
        <Form.Item name="note" label="跟那边说一声（选填）">
          <Input maxLength={200} placeholder={example} />
        </Form.Item>
        {move.error ? <Trouble error={move.error} /> : null}
      </Form>
    </Modal>
  );
}
