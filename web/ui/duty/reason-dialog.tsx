/** One question before a step: why, and where needed which unit. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { faultOf, Trouble, unitOptions, useUnits } from '#ui/frame';

interface Props {
  title: string;
  ok: string;
  label: string;
  note?: string;
  /** Asks for a unit, too, and what it is called. */
  unit?: { label: string; path: string; without?: string };
  send(input: { reason: string; unit: string }): Promise<unknown>;
  done(): void;
  cancel(): void;
}

export function ReasonDialog({ title, ok, label, note, unit, send, done, cancel }: Props) {
  const { units } = useUnits();
  const [reason, setReason] = useState('');
  const [chosen, choose] = useState<string>();
  const [asked, setAsked] = useState(false);
  const sending = useMutation({ mutationFn: () => send({ reason: reason.trim(), unit: chosen ?? '' }), onSuccess: done });
  const fault = faultOf(sending.error, 'reason') ?? (asked && !reason.trim() ? `请写明${label}` : undefined);
  const unitFault = unit ? (faultOf(sending.error, unit.path) ?? (asked && !chosen ? '请选择部门' : undefined)) : undefined;
  const submit = () => {
    setAsked(true);
    if (reason.trim() && (!unit || chosen) && !sending.isPending) sending.mutate();
  };
  return (
    <Modal open title={title} okText={ok} cancelText="取消" confirmLoading={sending.isPending} onOk={submit} onCancel={cancel}>
      {note ? <p>{note}</p> : null}
      <Form layout="vertical">
        {unit ? (
          <Form.Item label={unit.label} htmlFor="reason-unit" required validateStatus={unitFault ? 'error' : ''} help={unitFault}>
            <Select
              id="reason-unit"
              aria-label={unit.label}
              showSearch={{ optionFilterProp: ['label', 'short'] }}
              value={chosen ?? null}
              onChange={choose}
              options={unitOptions(units).filter(u => u.value !== unit.without)}
            />
          </Form.Item>
        ) : null}
        <Form.Item label={label} htmlFor="reason-text" required validateStatus={fault ? 'error' : ''} help={fault}>
          <Input.TextArea id="reason-text" rows={4} maxLength={500} showCount value={reason} onChange={e => setReason(e.target.value)} />
        </Form.Item>
      </Form>
      {sending.isError && !fault && !unitFault ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
