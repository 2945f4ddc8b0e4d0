/** Settings of a partner: address, keys, what is sent; and our own key, to be given to them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Form, Input, InputNumber, Modal, Switch } from 'antd';
import type { PartnerView } from '#platform/exchange';
import { outTopics, partnerNames } from '#platform/exchange/pure';
import { api, Problem } from '#ui/api';
import { NotElevated, Trouble } from '#ui/frame';

interface Values {
  name: string;
  url: string;
  keys: { id: string; publicKey: string }[];
  topics: string[];
  skewSeconds: number;
  active: boolean;
}

interface Props {
  id: PartnerView['id'];
  partner: PartnerView | null;
  elevated<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

export function PartnerForm({ id, partner, elevated, close }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const ours = useQuery({ queryKey: ['exchange-key'], queryFn: () => api.get<{ keys: { id: string; publicKey: string }[] }>('/exchange/key') });
  const save = useMutation({
    mutationFn: (v: Values) => elevated(() => api.put(`/desk/exchange/partners/${id}`, { ...v, version: partner?.version ?? null })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['exchange'] });
      message.success('已保存');
      close();
    },
    onError: async error => {
      if (!(error instanceof Problem)) return;
      if (error.status === 409) await client.invalidateQueries({ queryKey: ['exchange'] });
      form.setFields(error.faults.map(f => ({ name: f.path.split('.').map(p => (/^\d+$/.test(p) ? Number(p) : p)) as never, errors: [f.message] })));
    },
  });
  const conflict = save.error instanceof Problem && save.error.status === 409;
  const mine = ours.data?.keys.at(-1);
  return (
    <Modal
      open
      width={640}
      title={partner ? `设置：${partner.name}` : `登记${partnerNames[id]}`}
      okText={conflict ? '按我填的保存' : '保存'}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          partner ?? { name: partnerNames[id], url: '', keys: [{ id: '', publicKey: '' }], topics: Object.keys(outTopics), skewSeconds: 300, active: false }
        }
        onFinish={v => !save.isPending && save.mutate(v)}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, min: 2, message: '请填写名称' }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="url"
          label="接口地址"
          extra="报文发到这个地址下的 /messages"
          rules={[{ required: true, type: 'url', message: '地址写成 https://… 的样子' }]}
        >
          <Input maxLength={200} inputMode="url" />
        </Form.Item>
        <Form.List name="keys">
          {(fields, { add, remove }) => (
            <fieldset className="exchange-keys">
              <legend>对方的公钥（SM2）</legend>
              {fields.map(({ key, name }) => (
                <div key={key} className="exchange-key">
                  <Form.Item name={[name, 'id']} label="密钥编号" rules={[{ required: true, whitespace: true, message: '请填写密钥编号' }]}>
                    <Input maxLength={60} />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'publicKey']}
                    label="公钥"
                    rules={[{ required: true, pattern: /^\s*04[0-9a-fA-F]{128}\s*$/, message: '公钥是 130 位十六进制，以 04 开头' }]}
                  >
                    <Input.TextArea rows={3} maxLength={140} />
                  </Form.Item>
                  {fields.length > 1 ? (
                    <Button size="small" onClick={() => remove(name)}>
                      去掉这一把
                    </Button>
                  ) : null}
                </div>
              ))}
              {fields.length < 5 ? (
                <Button size="small" onClick={() => add({ id: '', publicKey: '' })}>
                  加一把（换密钥时新旧并用）
                </Button>
              ) : null}
            </fieldset>
          )}
        </Form.List>
        <Form.Item name="topics" label="发送哪些内容">
          <Checkbox.Group options={Object.entries(outTopics).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="skewSeconds" label="允许双方时钟相差" rules={[{ required: true, message: '请填写秒数' }]}>
          <InputNumber min={30} max={3600} suffix="秒" />
        </Form.Item>
        <Form.Item name="active" label="启用" valuePropName="checked" extra="启用后，新发生的事排队发送，对方的报文也接收">
          <Switch />
        </Form.Item>
      </Form>
      {mine ? (
        <p className="exchange-ours">
          本县的公钥，交给对方登记：编号 <code>{mine.id}</code>，<code>{mine.publicKey}</code>
        </p>
      ) : null}
      {conflict ? <Alert type="warning" showIcon role="alert" title="别人刚刚改过这个平台的设置" description="您填的还在，核对后可以再保存。" /> : null}
      {save.error && !conflict && !(save.error instanceof NotElevated) && !(save.error instanceof Problem && save.error.faults.length > 0) ? (
        <Trouble error={save.error} />
      ) : null}
    </Modal>
  );
}
