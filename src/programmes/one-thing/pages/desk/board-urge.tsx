/** A reminder (催办): no answer is owed, but it stands in the case's timeline. */
import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { QueueRow } from '#platform/cases';
import { api } from '#ui/api';
import { Trouble, useUnits } from '#ui/frame';

export function UrgeDialog({ task, close, sent }: { task: QueueRow; close(): void; sent(): void }) {
  const { message } = App.useApp();
  const units = useUnits();
  const [note, setNote] = useState('');
  const urge = useMutation({
    mutationFn: () => api.post(`/desk/tasks/${task.id}/reminder`, { note }),
    onSuccess: () => {
      message.success(`已提醒${units.short(task.unit)}`);
      sent();
    },
  });
  return (
    <Modal open title="催办" okText="发送催办" cancelText="取消" confirmLoading={urge.isPending} onOk={() => urge.mutate()} onCancel={close}>
      <p>
        提醒{units.name(task.unit)}尽快办理“{task.title}”。催办会记入办件的过程。
      </p>
      <Form layout="vertical">
        <Form.Item label="说明（选填）" htmlFor="urge-note">
          <Input.TextArea
            id="urge-note"
            rows={3}
            maxLength={300}
            showCount
            value={note}
            onChange={e => setNote(e.target.value)}
            placeholder="例如：申请人急用，请今天办结"
          />
        </Form.Item>
      </Form>
      {urge.isError ? <Trouble error={urge.error} /> : null}
    </Modal>
  );
}
