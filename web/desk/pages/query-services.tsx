/** The register of data services: what can be asked, for what, on which basis, how often; kept by the administrator. */
import { type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Empty, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import type { ServiceView } from '#platform/exchange';
import { intakePurpose } from '#platform/exchange/pure';
import { api, Problem } from '#ui/api';
import { Mark, NotElevated, Trouble, useElevation, Waits } from '#ui/frame';
import { shortPartner } from './exchange-words.tsx';

export interface Services {
  items: ServiceView[];
  /** What an answer can take the place of. */
  materials: { id: string; name: string; words: string }[];
}

export function QueryServices({ services }: { services: UseQueryResult<Services> }) {
  const [editing, setEditing] = useState<string | null>(null);
  const { dialog, elevated } = useElevation();
  return (
    <section className="frame-panel" aria-label="数据服务">
      <div className="frame-panel-head">
        <h2>数据服务</h2>
        <Button onClick={() => setEditing('')}>登记一项</Button>
      </div>
      <Waits of={services}>
        {({ items, materials }) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有登记数据服务" />
          ) : (
            <ul className="exchange-list">
              {items.map(s => (
                <li key={s.id}>
                  <span>
                    <strong>{s.name}</strong>
                    <small>
                      {s.provider}，经{shortPartner[s.partner]} · 查{s.about === 'person' ? '个人' : '企业'}
                    </small>
                    <small>用于：{s.purposes.join('、')}</small>
                    {s.proves.length > 0 ? (
                      <small>申请时能代替：{s.proves.map(p => materials.find(m => m.id === p.material)?.name ?? p.material).join('、')}</small>
                    ) : null}
                  </span>
                  <span>
                    <Mark look={s.active ? 'good' : 'plain'}>{s.active ? '正在使用' : '已停用'}</Mark>
                    <small>
                      {s.consentNeeded ? '要本人同意' : '按依据'} · 每部门每天 {s.dailyLimit} 次 · 答复保留 {s.cacheHours} 小时
                    </small>
                  </span>
                  <span />
                  <Button size="small" onClick={() => setEditing(s.id)}>
                    修改<span className="frame-hidden">{s.name}</span>
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Waits>
      {editing !== null ? (
        <ServiceForm
          key={editing}
          service={services.data?.items.find(s => s.id === editing) ?? null}
          materials={services.data?.materials ?? []}
          elevated={elevated}
          close={() => setEditing(null)}
        />
      ) : null}
      {dialog}
    </section>
  );
}

/** As typed: lists are lines. */
interface Values extends Omit<ServiceView, 'id' | 'version' | 'fields' | 'purposes' | 'proves'> {
  serviceId: string;
  fields: string;
  purposes: string;
  proves: { material?: string; field?: string; values?: string[] }[];
}

const lines = (text: string) =>
  text
    .split(/\r?\n/)
    .map(l => l.trim())
    .filter(Boolean);
const fieldsIn = (text: string) => Object.fromEntries(lines(text).map(l => l.split(/\s+/, 2) as [string, string]));

/** Where the form shows a fault: a line of the materials by its number, else the whole of a text. */
const placeOf = (path: string) => (path.startsWith('proves.') ? path.split('.').map(p => (/^\d+$/.test(p) ? Number(p) : p)) : path.split('.')[0]);

/** A material that has left the catalogue stays visible where it was chosen. */
const choicesOf = (materials: Services['materials'], chosen: string | undefined) => [
  ...materials.map(m => ({ value: m.id, label: m.name, words: m.words })),
  ...(chosen && !materials.some(m => m.id === chosen) ? [{ value: chosen, label: `${chosen}（事项目录里没有）`, words: chosen }] : []),
];

interface Props {
  service: ServiceView | null;
  materials: Services['materials'];
  elevated<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

function ServiceForm({ service, materials, elevated, close }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const fieldText = Form.useWatch('fields', form);
  const save = useMutation({
    mutationFn: ({ serviceId, fields, purposes, proves, ...v }: Values) =>
      elevated(() =>
        api.put(`/data-services/${service?.id ?? serviceId}`, {
          ...v,
          fields: fieldsIn(fields),
          purposes: lines(purposes),
          proves: proves.map(({ material, field, values }) => (field ? { material, field, values: values ?? [] } : { material })),
          version: service?.version ?? null,
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['data-services'] });
      message.success('已保存');
      close();
    },
    onError: async error => {
      if (!(error instanceof Problem)) return;
      if (error.status === 409) await client.invalidateQueries({ queryKey: ['data-services'] });
      form.setFields(error.faults.map(f => ({ name: placeOf(f.path) as never, errors: [f.message] })));
    },
  });
  const conflict = save.error instanceof Problem && save.error.status === 409;
  const initial = service
    ? {
        ...service,
        fields: Object.entries(service.fields)
          .map(([k, n]) => `${k} ${n}`)
          .join('\n'),
        purposes: service.purposes.join('\n'),
      }
    : { partner: 'province', about: 'person', proves: [], consentNeeded: true, dailyLimit: 100, cacheHours: 24, active: true };
  return (
    <Modal
      open
      width={640}
      title={service ? `修改：${service.name}` : '登记数据服务'}
      okText={conflict ? '按我填的保存' : '保存'}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={v => !save.isPending && save.mutate(v)}>
        {service ? null : (
          <Form.Item
            name="serviceId"
            label="编号"
            extra="和对方约定的服务编号"
            rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{2,40}$/, message: '编号用 3 至 41 位小写字母、数字、短横，以字母开头' }]}
          >
            <Input maxLength={41} />
          </Form.Item>
        )}
        <div className="query-ask">
          <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, min: 2, message: '请填写名称' }]}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="provider" label="数据提供单位" rules={[{ required: true, whitespace: true, min: 2, message: '请填写数据提供单位' }]}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="partner" label="经哪个平台查">
            <Select options={Object.entries(shortPartner).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="about" label="查谁的">
            <Select
              options={[
                { value: 'person', label: '个人' },
                { value: 'firm', label: '企业' },
              ]}
            />
          </Form.Item>
          <Form.Item name="dailyLimit" label="每部门每天最多" rules={[{ required: true, message: '请填写次数' }]}>
            <InputNumber min={1} max={100_000} suffix="次" />
          </Form.Item>
          <Form.Item name="cacheHours" label="答复保留" rules={[{ required: true, message: '请填写小时数' }]}>
            <InputNumber min={0} max={720} suffix="小时" />
          </Form.Item>
        </div>
        <Form.Item
          name="fields"
          label="数据项"
          extra="每行一项：编号、空格、名称，例如 status 婚姻状况；没有列出的，收到也不显示"
          rules={[
            {
              validator: async (_, text: string) => {
                const wrong = lines(text ?? '').find(l => !/^[a-zA-Z][a-zA-Z0-9]{0,30}\s+\S{1,30}$/.test(l));
                if (lines(text ?? '').length === 0) throw new Error('至少一个数据项');
                if (wrong) throw new Error(`“${wrong}”应写成：编号、空格、名称`);
              },
            },
          ]}
        >
          <Input.TextArea rows={4} />
        </Form.Item>
        <Form.Item
          name="purposes"
          label="可以用于"
          extra="每行一个查询目的"
          rules={[{ validator: async (_, text: string) => (lines(text ?? '').length === 0 ? Promise.reject(new Error('至少一个查询目的')) : undefined) }]}
        >
          <Input.TextArea rows={4} />
        </Form.Item>
        <Form.List name="proves">
          {(rows, { add, remove }) => (
            <fieldset className="exchange-keys query-proves">
              <legend>能代替的申请材料</legend>
              <p className="frame-muted">没有就空着；查询目的里要有“{intakePurpose}”。不选数据项的，只要查到就能代替。</p>
              {rows.map(row => (
                <div key={row.key} className="query-ask">
                  <Form.Item name={[row.name, 'material']} label="材料" rules={[{ required: true, message: '请选择材料' }]}>
                    <Select
                      showSearch={{ optionFilterProp: ['label', 'words'] }}
                      placeholder="名称、拼音或首字母"
                      options={choicesOf(materials, form.getFieldValue(['proves', row.name, 'material']) as string | undefined)}
                    />
                  </Form.Item>
                  <Form.Item name={[row.name, 'field']} label="看哪个数据项">
                    <Select allowClear placeholder="查到就行" options={Object.entries(fieldsIn(fieldText ?? '')).map(([value, label]) => ({ value, label }))} />
                  </Form.Item>
                  <Form.Item name={[row.name, 'values']} label="要是什么">
                    <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、']} placeholder="输入后按回车，例如 已婚" />
                  </Form.Item>
                  <Button onClick={() => remove(row.name)}>
                    去掉<span className="frame-hidden">第 {row.name + 1} 份材料</span>
                  </Button>
                </div>
              ))}
              <Button onClick={() => add({})}>加一份材料</Button>
            </fieldset>
          )}
        </Form.List>
        <Form.Item name="basis" label="依据" extra="文件和条款" rules={[{ required: true, whitespace: true, min: 6, message: '请写明依据的文件和条款' }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
        <Form.Item name="consentNeeded" valuePropName="checked">
          <Checkbox>查询前要本人同意</Checkbox>
        </Form.Item>
        <Form.Item name="active" label="正在使用" valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
      {conflict ? <Alert type="warning" showIcon role="alert" title="别人刚刚改过这项服务" description="您填的还在，核对后可以再保存。" /> : null}
      {save.error && !conflict && !(save.error instanceof NotElevated) && !(save.error instanceof Problem && save.error.faults.length > 0) ? (
        <Trouble error={save.error} />
      ) : null}
    </Modal>
  );
}
