/** Two questions at the end of a visit: what was done, or where the person goes on. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal, Radio, Select } from 'antd';
import type { DeskTicket } from '#platform/queues';
import { outcomes } from '#platform/queues/pure';
import { api } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { QueueName } from './calling-data.ts';

interface Props {
  ticket: DeskTicket;
  close(): void;
  onDone(): Promise<unknown>;
}

export function FinishDialog({ ticket, close, onDone }: Props) {
  const [form] = Form.useForm<{ outcome: string; caseNumber?: string; note?: string }>();
  const outcome = Form.useWatch('outcome', form);
  const finish = useMutation({
    mutationFn: (v: { outcome: string; caseNumber?: string; note?: string }) =>
      api.post(`/tickets/${ticket.id}/end`, {
        version: ticket.version,
        outcome: v.outcome,
        note: v.note ?? '',
        ...(v.caseNumber ? { caseNumber: v.caseNumber } : {}),
      }),
    onSuccess: async () => {
      await onDone();
      close();
    },
  });
  const fault = faultOf(finish.error, 'caseNumber');
  return (
    <Modal open title={`${ticket.number} 办完了`} okText="办完" onOk={() => form.submit()} confirmLoading={finish.isPending} onCancel={close}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ outcome: 'accepted' }} onFinish={v => !finish.isPending && finish.mutate(v)}>
        <Form.Item name="outcome" label="办了什么">
          <Radio.Group className="calling-outcomes" options={Object.entries(outcomes).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        {outcome === 'accepted' ? (
          <Form.Item
            name="caseNumber"
            label="办件编号（选填）"
            {...(fault ? { validateStatus: 'error' as const, help: fault } : { extra: '回执上的编号，查统计时能对上' })}
          >
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
        ) : null}
        <Form.Item name="note" label="备注（选填）">
          <Input maxLength={200} />
        </Form.Item>
        {finish.error && !fault ? <Trouble error={finish.error} /> : null}
      </Form>
    </Modal>
  );
}

export function TransferDialog({ ticket, queues, close, onDone }: Props & { queues: readonly QueueName[] }) {
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
    <Modal open title={`把 ${ticket.number} 转到别的窗口`} okText="转过去" onOk={() => form.submit()} confirmLoading={move.isPending} onCancel={close}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={v => !move.isPending && move.mutate(v)}>
        <Form.Item name="queue" label="转到" rules={[{ required: true, message: '请选择转到哪里' }]} extra="号码不变，按原来取号的先后排队，不用重新等。">
          <Select options={queues.filter(q => q.id !== ticket.queue).map(q => ({ value: q.id, label: `${q.name}（${q.waiting} 人等候）` }))} />
        </Form.Item>
        <Form.Item name="note" label="跟那边说一声（选填）">
          <Input maxLength={200} placeholder="例如：材料已看过，只差交费" />
        </Form.Item>
        {move.error ? <Trouble error={move.error} /> : null}
      </Form>
    </Modal>
  );
}
