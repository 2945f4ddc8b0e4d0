/** The head's word on a revocation that a colleague asked for: confirmed, or sent back with a reason. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { DeskLicence } from '#platform/licences';
import { api, Problem } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';

export function ConfirmRevocation({ one, waiting }: { one: DeskLicence; waiting: DeskLicence['changes'][number] }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: (agree: boolean) => api.put(`/desk/licences/${one.row.id}/revocation`, { version: one.row.version, agree, reason }),
    onSuccess: async (_, agree) => {
      message.success(agree ? '已确认，证照从现在起不能使用' : '已退回');
      await client.invalidateQueries({ queryKey: ['desk-licences'] });
    },
    onError: error => {
      if (error instanceof Problem && error.status === 409) void client.invalidateQueries({ queryKey: ['desk-licences', 'one', one.row.id] });
    },
  });
  const fault = faultOf(decide.error, 'reason');
  return (
    <section className="frame-panel licence-confirm" aria-labelledby="licence-confirm">
      <h2 id="licence-confirm">确认{waiting.title}</h2>
      <dl className="frame-facts">
        <dt>谁提出</dt>
        <dd>{waiting.byName}</dd>
        <dt>理由</dt>
        <dd>{waiting.reason}</dd>
        <dt>法律依据</dt>
        <dd>{waiting.basis}</dd>
      </dl>
      {one.askedByMe ? (
        <Alert type="info" showIcon title="提出和确认要两个人：请另一位部门负责人确认" />
      ) : (
        <Form layout="vertical">
          <Form.Item label="意见（退回时要写）" htmlFor="licence-confirm-reason" validateStatus={fault ? 'error' : ''} help={fault}>
            <Input id="licence-confirm-reason" maxLength={500} value={reason} onChange={e => setReason(e.target.value)} />
          </Form.Item>
          <div className="licence-buttons">
            <Button danger type="primary" loading={decide.isPending && decide.variables} onClick={() => decide.mutate(true)}>
              确认{waiting.kind === 'cancel' ? '注销' : '吊销'}
            </Button>
            <Button loading={decide.isPending && !decide.variables} onClick={() => decide.mutate(false)}>
              退回
            </Button>
          </div>
        </Form>
      )}
      {decide.error && !fault ? <Trouble error={decide.error} /> : null}
    </section>
  );
}
