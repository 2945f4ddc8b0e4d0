/** Units: names as they stand in lists and letters, and the telephone that notices print. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Empty, Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { api, Problem } from '#ui/api';
import { Frame, Trouble, type Unit, unitKinds, useUnits, Waits } from '#ui/frame';
import { Tag } from '#ui/kit';
import './units.css';

export default function Units() {
  const { query } = useUnits();
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<string>();
  const [silent, setSilent] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const fits = (u: Unit) => (!q || u.name.includes(q) || u.short.includes(q)) && (!kind || u.kind === kind) && (!silent || !u.phone);
  const kinds = [...new Set(query.data?.items.map(u => u.kind) ?? [])];
  return (
    <Frame title="机构">
      <search className="unit-filters" aria-label="筛选">
        <Input.Search allowClear aria-label="按名称找" placeholder="名称或简称" value={q} onChange={e => setQ(e.target.value.trim())} />
        <Select
          aria-label="种类"
          allowClear
          placeholder="全部种类"
          value={kind}
          onChange={setKind}
          options={kinds.map(value => ({ value, label: unitKinds[value] ?? value }))}
        />
        <Checkbox checked={silent} onChange={e => setSilent(e.target.checked)}>
          只看没有电话的
        </Checkbox>
      </search>
      <section className="frame-panel" aria-label="机构清单">
        <Waits of={query}>
          {({ items }) => {
            const shown = items.filter(fits);
            if (shown.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有符合条件的机构" />;
            return (
              <>
                <ul className="unit-list">
                  {shown.map(u => (
                    <li key={u.id}>
                      <strong>{u.name}</strong>
                      <span className="frame-muted">{u.short}</span>
                      <span className="frame-muted">{unitKinds[u.kind] ?? u.kind}</span>
                      <span>{u.phone ?? <Tag look="warn">没有电话</Tag>}</span>
                      <span>{u.active ? null : <Tag look="bad">已停用</Tag>}</span>
                      <Button size="small" onClick={() => setEditing(u.id)}>
                        修改<span className="frame-hidden">{u.name}</span>
                      </Button>
                    </li>
                  ))}
                </ul>
                <p className="frame-muted frame-small">共 {shown.length} 个</p>
              </>
            );
          }}
        </Waits>
      </section>
      {editing ? <EditUnit unit={query.data?.items.find(u => u.id === editing)} close={() => setEditing(null)} /> : null}
    </Frame>
  );
}

interface Values {
  name: string;
  short: string;
  phone: string;
  active: boolean;
}
const places = ['name', 'short', 'phone', 'active'] as const;

function EditUnit({ unit, close }: { unit: Unit | undefined; close(): void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: (v: Values) =>
      api.put(`/units/${unit?.id}`, {
        version: unit?.version,
        name: v.name,
        short: v.short,
        phone: v.phone?.trim() || null,
        active: v.active,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['units'] });
      message.success('已保存');
      close();
    },
    onError: async error => {
      if (!(error instanceof Problem)) return;
      // What the other one saved is read again and shown; what was typed here stays and can be saved over it.
      if (error.status === 409) await client.invalidateQueries({ queryKey: ['units'] });
      form.setFields(error.faults.flatMap(f => places.filter(p => p === f.path).map(name => ({ name, errors: [f.message] }))));
    },
  });
  if (!unit) return null;
  const conflict = save.error instanceof Problem && save.error.status === 409;
  return (
    <Modal
      open
      title={`修改${unit.name}`}
      okText={conflict ? '按我填的保存' : '保存'}
      cancelText="取消"
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: unit.name, short: unit.short, phone: unit.phone ?? '', active: unit.active }}
        onFinish={v => !save.isPending && save.mutate(v)}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, min: 2, message: '名称至少 2 个字' }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="short" label="简称" extra="清单和标签里用" rules={[{ required: true, whitespace: true, min: 2, message: '简称至少 2 个字' }]}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item
          name="phone"
          label="咨询电话"
          extra="印在一次告知书上"
          rules={[{ pattern: /^[\d\s\-—、,，（）()转]*$/, message: '电话只写数字和短横，例如 0358-5022345' }]}
        >
          <Input maxLength={30} inputMode="tel" />
        </Form.Item>
        <Form.Item name="active" label="正在使用" valuePropName="checked" extra="停用后不能再选它，历史记录不变">
          <Switch />
        </Form.Item>
        {conflict ? (
          <Alert
            type="warning"
            showIcon
            role="alert"
            title="别人刚刚改过这个机构"
            description={`现在是：${unit.name}，${unit.short}，${unit.phone ?? '没有电话'}，${unit.active ? '正在使用' : '已停用'}。您填的还在，核对后可以再保存。`}
          />
        ) : null}
        {save.isError && !conflict && !(save.error instanceof Problem && save.error.faults.length > 0) ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}
