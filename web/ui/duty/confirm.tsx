/** The supervisor closes an answered duty or sends it back with a reason. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Space } from 'antd';
import { useState } from 'react';
import type { DutyView } from '#platform/supervision';
import { api } from '#ui/api';
import { Trouble } from '#ui/frame';
import { ReasonDialog } from './reason-dialog.tsx';

export function ConfirmDuty({ duty, done: refresh }: { duty: DutyView; done(): Promise<unknown> }) {
  const { message, modal } = App.useApp();
  const [returning, setReturning] = useState(false);
  const done = async (text: string) => {
    message.success(text);
    setReturning(false);
    await refresh();
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
      {close.isError ? <Trouble error={close.error} again={() => void refresh()} /> : null}
      <Space wrap>
        <Button type="primary" onClick={ask} loading={close.isPending}>
          确认办结
        </Button>
        <Button onClick={() => setReturning(true)}>退回重办</Button>
      </Space>
      {returning ? (
        <ReasonDialog
          title="退回重办"
          ok="退回"
          label="退回的原因"
          send={({ reason }) => api.post(`/desk/duties/${duty.id}/return`, { version: duty.version, reason })}
          done={() => void done('已退回，并提醒了责任部门')}
          cancel={() => setReturning(false)}
        />
      ) : null}
    </section>
  );
}
