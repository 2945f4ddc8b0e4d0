/** The supervisor closes an answered duty or sends it back with a reason. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import type { DutyView } from '#platform/supervision';
import { api } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';

export function ConfirmDuty({ duty }: { duty: DutyView }) {
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const [returning, setReturning] = useState(false);
  const done = async (text: string) => {
    message.success(text);
    setReturning(false);
    await client.invalidateQueries({ queryKey: ['duties'] });
  };
  const close = useMutation({
    mutationFn: () => api.post(`/desk/duties/${duty.id}/closing`, { version: duty.version }),
    onSuccess: () => done(duty.kind === 'letter' ? '已办结' : '已办结，并通知了申请人'),
  });
  const ask = () =>
    modal.confirm({
      title: '确认这份答复，办结？',
      content: duty.kind === 'letter' ? '办结后不能再退回。' : '办结后申请人会收到通知，不能再退回。',
      okText: '确认办结',
      cancelText: '再看看',
      onOk: () => close.mutateAsync().catch(() => {}),
    });
  return (
    <section className="frame-panel" aria-labelledby="duty-confirm">
      <h2 id="duty-confirm">确认答复</h2>
      <p>情况查清、措施到位的，确认办结；没有说清的，写明原因退回。</p>
      {close.isError ? <Trouble error={close.error} again={() => void client.invalidateQueries({ queryKey: ['duties'] })} /> : null}
      <Space wrap>
        <Button type="primary" onClick={ask} loading={close.isPending}>
          确认办结
        </Button>
        <Button onClick={() => setReturning(true)}>退回重办</Button>
      </Space>
      {returning ? <ReturnDialog duty={duty} cancel={() => setReturning(false)} done={() => done('已退回，并提醒了责任部门')} /> : null}
    </section>
  );
}

function ReturnDialog({ duty, cancel, done }: { duty: DutyView; cancel(): void; done(): void }) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () => api.post(`/desk/duties/${duty.id}/return`, { version: duty.version, reason }),
    onSuccess: done,
  });
  const fault = faultOf(send.error, 'reason') ?? (asked && !reason.trim() ? '请写明退回的原因' : undefined);
  const submit = () => {
    setAsked(true);
    if (reason.trim() && !send.isPending) send.mutate();
  };
  return (
    <Modal open title="退回重办" okText="退回" cancelText="取消" confirmLoading={send.isPending} onOk={submit} onCancel={cancel}>
      <Form layout="vertical">
        <Form.Item label="退回的原因" htmlFor="return-reason" required validateStatus={fault ? 'error' : ''} help={fault}>
          <Input.TextArea id="return-reason" rows={4} maxLength={500} showCount value={reason} onChange={e => setReason(e.target.value)} />
        </Form.Item>
      </Form>
      {send.isError && !fault ? <Trouble error={send.error} /> : null}
    </Modal>
  );
}
