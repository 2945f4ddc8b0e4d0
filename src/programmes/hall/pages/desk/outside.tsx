/** The negative list for who keeps it: add, prolong, end; what ends soon is lit; the check of the whole stands beside it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { type Column, csvText, download, Frame, Light, Mark, SortTable, Trouble, unitOptions, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { OutsideView } from '../../outside.ts';
import { termFault } from '../../rules.ts';
import type { Plan } from './hall.tsx';
import { useCoverage } from './hall-coverage.tsx';
import './hall.css';

type Asked = { what: 'add' } | { what: 'prolong' | 'end' | 'show'; id: string };

export default function OutsideDesk() {
  const { data: session } = useSession();
  const keeps = hasRole(session, 'service-owner');
  const list = useQuery({ queryKey: ['hall', 'outside'], queryFn: () => api.get<{ items: OutsideView[] }>('/hall/outside'), staleTime: 0 });
  const coverage = useCoverage();
  const [asked, ask] = useState<Asked | null>(null);
  const [q, setQ] = useState('');
  const [which, setWhich] = useState<'valid' | 'ended'>('valid');
  const today = session?.today ?? '';
  const rows = (list.data?.items ?? []).filter(e => (e.endedOn !== null) === (which === 'ended') && (!q || e.name.includes(q) || e.unitName.includes(q)));
  const found = asked && asked.what !== 'add' ? list.data?.items.find(e => e.id === asked.id) : undefined;
  const columns: Column<OutsideView>[] = [
    {
      key: 'name',
      title: '事项',
      value: e => e.name,
      show: e => (
        <Button type="link" className="hall-link" onClick={() => ask({ what: 'show', id: e.id })}>
          {e.name}
        </Button>
      ),
    },
    { key: 'unit', title: '部门', value: e => e.unitName },
    { key: 'doneAt', title: '到哪里办', value: e => e.doneAt, show: e => <span className="hall-long">{e.doneAt}</span>, minor: true },
    { key: 'until', title: '有效期到', value: e => e.validUntil, show: e => day(e.validUntil, today) },
    {
      key: 'light',
      title: '状态',
      value: e => e.light,
      show: e => (e.endedOn ? <Mark>{day(e.endedOn, today)}移出</Mark> : <Light light={e.light} />),
    },
    ...(keeps && which === 'valid'
      ? [
          {
            key: 'do',
            title: '操作',
            value: () => '',
            show: (e: OutsideView) => (
              <span className="hall-tools">
                <Button size="small" onClick={() => ask({ what: 'prolong', id: e.id })}>
                  续期<span className="frame-hidden">{e.name}</span>
                </Button>
                <Button size="small" onClick={() => ask({ what: 'end', id: e.id })}>
                  移出<span className="frame-hidden">{e.name}</span>
                </Button>
              </span>
            ),
          },
        ]
      : []),
  ];
  const save = () =>
    download(
      `不进大厅事项清单-${today}.csv`,
      csvText(
        ['事项', '部门', '理由', '依据', '到哪里办', '有效期到'],
        rows.map(e => [e.name, e.unitName, e.reason, e.basis, e.doneAt, e.validUntil]),
      ),
    );
  const c = coverage.data;
  return (
    <Frame
      title="不进大厅清单"
      note="进驻事项负面清单"
      actions={
        <>
          <Button onClick={save} disabled={rows.length === 0}>
            导出
          </Button>
          {keeps ? (
            <Button type="primary" onClick={() => ask({ what: 'add' })}>
              列入一项
            </Button>
          ) : null}
        </>
      }
    >
      {c ? (
        <p role="status">
          目录 {c.total} 个事项：{c.taken} 个窗口受理，{c.outside} 个在清单上，
          {c.uncovered.length === 0 ? <Mark look="good">没有遗漏</Mark> : <Mark look="bad">{c.uncovered.length} 个没有着落</Mark>}{' '}
          <Link className="hall-inline" href="/desk/hall">
            看进驻检查
          </Link>
        </p>
      ) : null}
      <section className="frame-panel" aria-label="清单">
        <search className="hall-tools" aria-label="筛选">
          <Input.Search allowClear aria-label="按事项或部门找" placeholder="事项或部门" value={q} onChange={e => setQ(e.target.value.trim())} />
          <Radio.Group
            aria-label="看哪些"
            value={which}
            onChange={e => setWhich(e.target.value)}
            options={[
              { value: 'valid', label: '在清单上' },
              { value: 'ended', label: '已移出' },
            ]}
          />
        </search>
        <Waits of={list}>
          {() => (
            <SortTable label="不进大厅清单" rows={rows} columns={columns} rowKey={e => e.id} sortBy="until" ascending pageSize={20} empty="没有符合条件的。" />
          )}
        </Waits>
      </section>
      {asked?.what === 'add' ? <Add today={today} close={() => ask(null)} /> : null}
      {found && asked?.what === 'prolong' ? <Prolong entry={found} today={today} close={() => ask(null)} /> : null}
      {found && asked?.what === 'end' ? <End entry={found} close={() => ask(null)} /> : null}
      {found && asked?.what === 'show' ? <Show entry={found} today={today} close={() => ask(null)} /> : null}
    </Frame>
  );
}

/** Saves, reads the list and the check anew, and puts the server's faults beside their fields. */
function useSaving<V>(save: (values: V) => Promise<unknown>, form: { setFields(fields: never): void }, close: () => void) {
  const client = useQueryClient();
  const refresh = () => Promise.all([['hall', 'outside'], ['hall-coverage']].map(queryKey => client.invalidateQueries({ queryKey })));
  return useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await refresh();
      close();
    },
    onError: async error => {
      if (!(error instanceof Problem)) return;
      form.setFields(error.faults.map(f => ({ name: f.path, errors: [f.message] })) as never);
      if (error.status === 409) await refresh();
    },
  });
}
const unplaced = (error: unknown) => error !== null && !(error instanceof Problem && error.faults.length > 0);

interface AddValues {
  beyond: boolean;
  matter?: string;
  name?: string;
  unit?: string;
  reason: string;
  basis: string;
  doneAt: string;
  validUntil: string;
}

function Add({ today, close }: { today: string; close(): void }) {
  const create = useCreate();
  const [form] = Form.useForm<AddValues>();
  const beyond = Form.useWatch('beyond', form);
  const plan = useQuery({ queryKey: ['hall-plan'], queryFn: () => api.get<Plan>('/desk/hall') });
  const { units } = useUnits();
  const save = useSaving(
    ({ beyond, matter, name, unit, ...v }: AddValues) => create('/desk/hall/outside', { ...v, ...(beyond ? { name, unit } : { matter }) }),
    form,
    close,
  );
  return (
    <Modal open width={600} title="列入不进大厅清单" okText="列入" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ beyond: false }} onFinish={v => !save.isPending && save.mutate(v)}>
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
        <Form.Item name="reason" label="为什么不能进大厅" rules={[{ required: true, min: 6, message: '理由至少 6 个字' }]}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
        <Form.Item name="basis" label="依据" rules={[{ required: true, min: 4, message: '请写明依据的文件或条款' }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="doneAt" label="到哪里办" rules={[{ required: true, min: 4, message: '请写明到哪里办' }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="validUntil" label="有效期到" extra="最长 12 个月，到期前 30 天提醒" rules={[term(today)]}>
          <Input type="date" />
        </Form.Item>
        {unplaced(save.error) ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}

const term = (today: string) => ({
  validator: (_: unknown, text?: string) => {
    const fault = text ? termFault(text, today) : '请选择有效期';
    return fault ? Promise.reject(new Error(fault)) : Promise.resolve();
  },
});

function Prolong({ entry, today, close }: { entry: OutsideView; today: string; close(): void }) {
  const [form] = Form.useForm<{ validUntil: string; reason: string }>();
  const save = useSaving(
    (v: { validUntil: string; reason: string }) => api.post(`/desk/hall/outside/${entry.id}/term`, { version: entry.version, ...v }),
    form,
    close,
  );
  return (
    <Modal open title={`续期：${entry.name}`} okText="续期" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <p className="frame-muted">现在到 {day(entry.validUntil)}。重新评估后，写明为什么还不能进大厅。</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ reason: entry.reason }} onFinish={v => !save.isPending && save.mutate(v)}>
        <Form.Item name="validUntil" label="有效期到" rules={[term(today)]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="reason" label="为什么不能进大厅" rules={[{ required: true, min: 6, message: '理由至少 6 个字' }]}>
          <Input.TextArea rows={3} maxLength={300} />
        </Form.Item>
        {unplaced(save.error) ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}

function End({ entry, close }: { entry: OutsideView; close(): void }) {
  const [form] = Form.useForm<{ reason: string }>();
  const save = useSaving((v: { reason: string }) => api.post(`/desk/hall/outside/${entry.id}/end`, { version: entry.version, ...v }), form, close);
  return (
    <Modal open title={`移出清单：${entry.name}`} okText="移出" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <p className="frame-muted">记录留着。移出后要有窗口受理，否则进驻检查会亮红。</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={v => !save.isPending && save.mutate(v)}>
        <Form.Item name="reason" label="为什么移出" rules={[{ required: true, min: 4, message: '请写明为什么移出' }]}>
          <Input.TextArea rows={2} maxLength={300} placeholder="例如：已进驻 4 号窗口" />
        </Form.Item>
        {unplaced(save.error) ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}

const did = { added: '列入', prolonged: '续期', ended: '移出' } as const;

const Show = ({ entry, today, close }: { entry: OutsideView; today: string; close(): void }) => (
  <Modal open title={entry.name} footer={null} onCancel={close}>
    <dl className="frame-facts">
      <dt>部门</dt>
      <dd>{entry.unitName}</dd>
      <dt>理由</dt>
      <dd>{entry.reason}</dd>
      <dt>依据</dt>
      <dd>{entry.basis}</dd>
      <dt>到哪里办</dt>
      <dd>{entry.doneAt}</dd>
      <dt>有效期到</dt>
      <dd>{day(entry.validUntil)}</dd>
    </dl>
    <h3>经过</h3>
    <ul className="hall-names">
      {entry.history.map(h => (
        <li key={h.what + h.onDay + h.validUntil}>
          {day(h.onDay, today)} {h.byName} {did[h.what]}
          {h.validUntil ? `，有效期到 ${day(h.validUntil)}` : ''}：{h.reason}
        </li>
      ))}
    </ul>
  </Modal>
);
