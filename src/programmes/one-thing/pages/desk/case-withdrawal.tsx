/** Withdrawing a case at the window for the person who stands there. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import { movesFrom } from '#platform/cases/pure';
import { api, Problem } from '#ui/api';
import type { CaseView } from '../../case-view.ts';

export const withdrawable = (view: CaseView) => view.tasks.filter(t => (movesFrom.withdraw as readonly string[]).includes(t.state));

export function CaseWithdrawal({ view, open, onClose }: { view: CaseView; open: boolean; onClose(): void }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const withdraw = useMutation({
    mutationFn: ({ reason }: { reason: string }) => api.post<{ withdrawn: number }>(`/cases/${view.case.id}/withdrawal`, { reason }),
    onSuccess: ({ withdrawn }) => {
      void message.success(`已撤回 ${withdrawn} 个事项`);
      void client.invalidateQueries({ queryKey: ['case', view.case.id] });
      form.resetFields();
      onClose();
    },
  });
  const going = withdrawable(view);
  const staying = view.tasks.filter(t => t.outcome !== null);
  const problem = withdraw.error instanceof Problem ? withdraw.error : null;
  return (
    <Modal
      open={open}
      title={`撤回：${view.case.title}`}
      okText="撤回"
      okButtonProps={{ danger: true }}
      cancelText="先不撤回"
      confirmLoading={withdraw.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p>
        请确认来人是申请人 <strong>{view.case.applicantName}</strong> 或其委托的人。撤回以后不能恢复，要办得重新申请。
      </p>
      <ul className="task-list">
        <li>将撤回：{going.map(t => t.title).join('、')}</li>
        {staying.length > 0 ? <li>已有结果的不受影响：{staying.map(t => t.title).join('、')}</li> : null}
      </ul>
      <Form form={form} layout="vertical" className="task-form" onFinish={v => !withdraw.isPending && withdraw.mutate(v)}>
        {problem ? <Alert type="error" showIcon role="alert" title={problem.message} description={problem.detail || undefined} /> : null}
        <Form.Item name="reason" label="撤回的原因" rules={[{ required: true, whitespace: true, message: '请填写撤回的原因' }]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
