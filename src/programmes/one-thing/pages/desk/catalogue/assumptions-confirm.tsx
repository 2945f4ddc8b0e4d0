/** A named person says that what was assumed is right, and by what. */
import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { api } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { AssumedRow } from '../../../catalogue/assumptions.ts';
import { factNames } from '../../../catalogue/words.ts';
import { useDraftChanged } from './draft.ts';

export function ConfirmDialog({ rows, onClose }: { rows: readonly AssumedRow[]; onClose(done: boolean): void }) {
  const { message } = App.useApp();
  const changed = useDraftChanged();
  const [form] = Form.useForm<{ source: string }>();
  const confirm = useMutation({
    mutationFn: async ({ source }: { source: string }) => {
      const byMatter = Map.groupBy(rows, r => r.matter);
      for (const [matter, mine] of byMatter) await api.post('/catalogue/confirmations', { matter, facts: mine.map(r => r.fact), source });
    },
    onSuccess: () => {
      void message.success(`已确认 ${rows.length} 项`);
      onClose(true);
    },
    // Some matters may have been confirmed before one was refused.
    onSettled: () => changed(),
  });
  const fault = faultOf(confirm.error, 'source');
  return (
    <Modal
      open={rows.length > 0}
      title={rows.length === 1 ? '确认这一项' : `确认 ${rows.length} 项`}
      okText="确认"
      confirmLoading={confirm.isPending}
      onOk={() => form.submit()}
      onCancel={() => {
        confirm.reset();
        onClose(false);
      }}
      destroyOnHidden
    >
      {confirm.error && !fault ? <Trouble error={confirm.error} /> : null}
      <ul className="cat-users">
        {rows.slice(0, 8).map(r => (
          <li key={r.matter + r.fact}>
            {r.name} · {factNames[r.fact]}：{r.value}
          </li>
        ))}
      </ul>
      {rows.length > 8 ? <p>等 {rows.length} 项</p> : null}
      <Form form={form} layout="vertical" requiredMark={false} preserve={false} onFinish={v => !confirm.isPending && confirm.mutate(v)}>
        <Form.Item
          name="source"
          label="依据"
          extra="例如实施清单、文件名和文号；您的姓名和今天的日期会一起记下"
          rules={[{ required: true, min: 2, whitespace: true, message: '请写明依据，例如实施清单或文件名' }]}
          {...(fault ? { validateStatus: 'error' as const, help: fault } : {})}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
