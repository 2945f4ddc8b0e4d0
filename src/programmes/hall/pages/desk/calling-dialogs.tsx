/** The question at the end of a visit: what was done. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal, Radio } from 'antd';
import type { DeskTicket } from '#platform/queues';
import { outcomes } from '#platform/queues/pure';
import { api } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';

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
          <Radio.Group className="seat-outcomes" options={Object.entries(outcomes).map(([value, label]) => ({ value, label }))} />
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
