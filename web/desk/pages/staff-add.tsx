/** A new account; the first password is shown once afterwards. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { Problem, useCreate } from '#ui/api';
import { Trouble, unitOptions, useUnits } from '#ui/frame';
import type { Issued } from './staff.tsx';

interface Values {
  name: string;
  login: string;
  unit: string;
}

export function AddStaff({ close, done }: { close(): void; done(issued: Issued): void }) {
  const { units } = useUnits();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const create = useCreate();
  const add = useMutation({
    mutationFn: (v: Values) => create<{ id: string; password: string }>('/staff', v),
    onSuccess: async ({ id, password }, v) => {
      await client.invalidateQueries({ queryKey: ['staff'] });
      done({ id, password, name: v.name, login: v.login.trim().toLowerCase() });
    },
    onError: error => {
      if (!(error instanceof Problem)) return;
      const faults = error.faults.filter(f => ['name', 'login', 'unit'].includes(f.path));
      form.setFields(faults.map(f => ({ name: f.path as keyof Values, errors: [f.message] })));
      if (faults[0]) form.focusField(faults[0].path as keyof Values);
    },
  });
  const shown = add.error instanceof Problem && add.error.faults.some(f => ['name', 'login', 'unit'].includes(f.path));
  return (
    <Modal open title="添加人员" okText="添加" cancelText="取消" confirmLoading={add.isPending} onOk={() => form.submit()} onCancel={close}>
      <Form form={form} layout="vertical" onFinish={v => !add.isPending && add.mutate(v)} scrollToFirstError={{ focus: true }}>
        <Form.Item
          name="name"
          label="姓名"
          rules={[
            { required: true, whitespace: true, message: '请填写姓名' },
            { min: 2, message: '姓名至少 2 个字' },
          ]}
        >
          <Input maxLength={50} autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item
          name="login"
          label="账号"
          extra="登录用，3 至 41 位小写字母、数字、点，以字母开头，例如 zhang.san"
          normalize={(v: string) => v.trim().toLowerCase()}
          rules={[
            { required: true, message: '请填写账号' },
            { pattern: /^[a-z][a-z0-9.-]{2,40}$/, message: '账号用 3 至 41 位小写字母、数字、点，以字母开头' },
          ]}
        >
          <Input maxLength={41} autoComplete="off" />
        </Form.Item>
        <Form.Item name="unit" label="机构" rules={[{ required: true, message: '请选择机构' }]}>
          <Select showSearch={{ optionFilterProp: ['label', 'short'] }} placeholder="选择机构" options={unitOptions(units)} />
        </Form.Item>
        {add.isError && !shown ? <Trouble error={add.error} /> : null}
      </Form>
    </Modal>
  );
}
