/** All-city and cross-city matters for who keeps them: what is online against the order's targets; add, take off. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { api, Problem, useCreate } from '#ui/api';
import { Bar, type Column, csvText, download, Frame, Mark, SortTable, Trouble, unitOptions, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { CityView } from '../../cities.ts';
import { type CityScope, scopes, type Way, ways } from '../../figures.ts';
import type { Plan } from './hall.tsx';
import './hall.css';

interface Years {
  year: number;
  scope: CityScope;
  online: number;
  target: number;
}

export default function CitiesDesk() {
  const { data: session } = useSession();
  const keeps = hasRole(session, 'service-owner');
  const today = session?.today ?? '';
  const list = useQuery({ queryKey: ['hall', 'cities'], queryFn: () => api.get<{ items: CityView[]; years: Years[] }>('/hall/city-matters'), staleTime: 0 });
  const [scope, setScope] = useState<CityScope | 'all'>('all');
  const [year, setYear] = useState<string>();
  const [q, setQ] = useState('');
  const [adding, add] = useState(false);
  const [ending, end] = useState<string | null>(null);
  const all = list.data?.items ?? [];
  const rows = all.filter(
    m => (scope === 'all' || m.scope === scope) && (!year || m.onlineOn.startsWith(year)) && (!q || m.name.includes(q) || m.unitName.includes(q)),
  );
  const columns: Column<CityView>[] = [
    {
      key: 'name',
      title: '事项',
      value: m => m.name,
      show: m => (
        <>
          {m.name} {m.matter ? null : <Mark>目录以外</Mark>}
        </>
      ),
    },
    { key: 'scope', title: '范围', value: m => scopes[m.scope] },
    { key: 'unit', title: '部门', value: m => m.unitName, minor: true },
    { key: 'way', title: '方式', value: m => ways[m.way] },
    { key: 'partners', title: '和哪里通办', value: m => m.partners, minor: true },
    { key: 'online', title: '上线', value: m => m.onlineOn, show: m => (m.endedOn ? <Mark look="warn">{day(m.endedOn, today)}下线</Mark> : day(m.onlineOn)) },
    ...(keeps
      ? [
          {
            key: 'do',
            title: '操作',
            value: () => '',
            show: (m: CityView) =>
              m.endedOn ? null : (
                <Button size="small" onClick={() => end(m.id)}>
                  下线<span className="frame-hidden">{m.name}</span>
                </Button>
              ),
          },
        ]
      : []),
  ];
  const years = [...new Set(all.map(m => m.onlineOn.slice(0, 4)))].sort();
  const found = all.find(m => m.id === ending);
  return (
    <Frame
      title="通办事项"
      note="全市通办、跨市通办"
      actions={
        <>
          <Button
            disabled={rows.length === 0}
            onClick={() =>
              download(
                `通办事项-${today}.csv`,
                csvText(
                  ['事项', '范围', '部门', '方式', '和哪里通办', '上线', '下线'],
                  rows.map(m => [m.name, scopes[m.scope], m.unitName, ways[m.way], m.partners, m.onlineOn, m.endedOn]),
                ),
              )
            }
          >
            导出
          </Button>
          {keeps ? (
            <Button type="primary" onClick={() => add(true)}>
              上线一项
            </Button>
          ) : null}
        </>
      }
    >
      <Waits of={list}>
        {data => (
          <>
            <section className="frame-panel" aria-labelledby="cities-targets">
              <h2 id="cities-targets">对照目标</h2>
              <dl className="hall-sum">
                {data.years.map(y => (
                  <div key={y.year + y.scope}>
                    <dt>
                      {y.year} 年{scopes[y.scope]}
                    </dt>
                    <dd>
                      {y.online} / {y.target} <Bar part={y.online / y.target} tone={y.online >= y.target ? 'good' : 'warn'} />
                    </dd>
                  </div>
                ))}
              </dl>
              <p className="frame-muted frame-small">每年数当年新上线、年底没有下线的。依据：中政发〔2024〕16号 二（一）2</p>
            </section>
            <section className="frame-panel" aria-label="通办事项">
              <search className="hall-tools" aria-label="筛选">
                <Input.Search allowClear aria-label="按事项或部门找" placeholder="事项或部门" value={q} onChange={e => setQ(e.target.value.trim())} />
                <Radio.Group
                  aria-label="范围"
                  value={scope}
                  onChange={e => setScope(e.target.value)}
                  options={[{ value: 'all', label: '全部' }, ...(Object.keys(scopes) as CityScope[]).map(value => ({ value, label: scopes[value] }))]}
                />
                <Select
                  aria-label="上线年份"
                  allowClear
                  placeholder="上线年份"
                  value={year}
                  onChange={setYear}
                  options={years.map(value => ({ value, label: `${value} 年` }))}
                />
              </search>
              <SortTable label="通办事项" rows={rows} columns={columns} rowKey={m => m.id} sortBy="online" pageSize={20} empty="没有符合条件的。" />
            </section>
          </>
        )}
      </Waits>
      {adding ? <Add today={today} close={() => add(false)} /> : null}
      {found ? <End matter={found} close={() => end(null)} /> : null}
    </Frame>
  );
}

interface Values {
  scope: CityScope;
  beyond: boolean;
  matter?: string;
  name?: string;
  unit?: string;
  partners: string;
  way: Way;
  onlineOn: string;
}

function Add({ today, close }: { today: string; close(): void }) {
  const client = useQueryClient();
  const create = useCreate();
  const [form] = Form.useForm<Values>();
  const beyond = Form.useWatch('beyond', form);
  const plan = useQuery({ queryKey: ['hall-plan'], queryFn: () => api.get<Plan>('/desk/hall') });
  const { units } = useUnits();
  const save = useMutation({
    mutationFn: ({ beyond, matter, name, unit, ...v }: Values) => create('/desk/hall/city-matters', { ...v, ...(beyond ? { name, unit } : { matter }) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['hall', 'cities'] });
      close();
    },
    onError: error => {
      if (error instanceof Problem) form.setFields(error.faults.map(f => ({ name: f.path as keyof Values, errors: [f.message] })));
    },
  });
  return (
    <Modal open width={560} title="上线一个通办事项" okText="上线" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ scope: 'all-city', beyond: false, way: 'online', onlineOn: today }}
        onFinish={v => !save.isPending && save.mutate(v)}
      >
        <Form.Item name="scope" label="范围">
          <Radio.Group options={(Object.keys(scopes) as CityScope[]).map(value => ({ value, label: scopes[value] }))} />
        </Form.Item>
        <Form.Item name="beyond" label="事项">
          <Radio.Group
            options={[
              { value: false, label: '事项目录里的' },
              { value: true, label: '目录以外的' },
            ]}
          />
        </Form.Item>
        {beyond ? (
          <>
            <Form.Item name="name" label="事项名称" rules={[{ required: true, min: 2, message: '请填写事项名称' }]}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="unit" label="部门" rules={[{ required: true, message: '请选择部门' }]}>
              <Select showSearch optionFilterProp="label" options={unitOptions(units)} />
            </Form.Item>
          </>
        ) : (
          <Form.Item name="matter" label="选事项" rules={[{ required: true, message: '请选择事项' }]}>
            <Select
              showSearch
              optionFilterProp="label"
              options={plan.data?.matters.map(m => ({ value: m.id, label: `${m.name}（${plan.data.units.find(u => u.id === m.unit)?.name ?? ''}）` })) ?? []}
            />
          </Form.Item>
        )}
        <Form.Item name="partners" label="和哪些地方通办" rules={[{ required: true, min: 2, message: '请写明和哪些地方通办' }]}>
          <Input maxLength={120} placeholder="例如：太原市、榆林市" />
        </Form.Item>
        <Form.Item name="way" label="方式">
          <Radio.Group options={(Object.keys(ways) as Way[]).map(value => ({ value, label: ways[value] }))} />
        </Form.Item>
        <Form.Item name="onlineOn" label="上线日期" rules={[{ required: true, message: '请选择上线日期' }]}>
          <Input type="date" max={today} />
        </Form.Item>
        {save.error && !(save.error instanceof Problem && save.error.faults.length > 0) ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}

function End({ matter, close }: { matter: CityView; close(): void }) {
  const client = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const save = useMutation({
    mutationFn: (v: { reason: string }) => api.post(`/desk/hall/city-matters/${matter.id}/end`, { version: matter.version, ...v }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['hall', 'cities'] });
      close();
    },
  });
  return (
    <Modal open title={`下线：${matter.name}`} okText="下线" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={v => !save.isPending && save.mutate(v)}>
        <Form.Item name="reason" label="为什么下线" rules={[{ required: true, min: 4, message: '请写明为什么下线' }]}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
        {save.error ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}
