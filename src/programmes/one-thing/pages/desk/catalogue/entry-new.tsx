/** A new entry begins with its id, which never changes after. */
import { Form, Input, Modal } from 'antd';
import { useLocation } from 'wouter';
import type { EntryKind } from '../../../catalogue/schema.ts';
import { kindNames } from '../../../catalogue/words.ts';
import { entryPath } from './draft.ts';

export function NewEntry({ kind, open, onClose, taken }: { kind: EntryKind; open: boolean; onClose(): void; taken: readonly string[] }) {
  const [form] = Form.useForm<{ id: string }>();
  const [, go] = useLocation();
  return (
    <Modal
      open={open}
      title={kind === 'groups' ? '新建数据项分组' : `新建${kindNames[kind]}`}
      okText="填写内容"
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} preserve={false} onFinish={({ id }) => go(`${entryPath(kind, id)}?new=1`)}>
        <Form.Item
          name="id"
          label="编号"
          extra="小写字母、数字和连字符，例如 birth-certificate；保存以后不能改"
          rules={[
            { required: true, message: '请填写编号' },
            { pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, message: '只能用小写字母、数字和连字符' },
            { validator: (_, v: string) => (taken.includes(v) ? Promise.reject(new Error('已经有这个编号')) : Promise.resolve()) },
          ]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
