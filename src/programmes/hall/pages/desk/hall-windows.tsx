/** Areas and windows: what stands where, what each takes. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { seatStates } from '#platform/queues/pure';
import { api, Problem, useCreate, wordsOf } from '#ui/api';
import { type Column, Mark, SortTable, Trouble } from '#ui/frame';
import { areaKinds } from '../../figures.ts';
import type { KeptWindow } from '../../reads.ts';
import type { Plan } from './hall.tsx';

type Area = Plan['areas'][number];

export function Windows({ plan }: { plan: Plan }) {
  const [area, setArea] = useState<string | null>(null);
  const [window, setWindow] = useState<string | 'new' | null>(null);
  const areaOf = (id: string) => plan.areas.find(a => a.id === id)?.name ?? id;
  const unit = (id: string) => plan.units.find(u => u.id === id)?.name ?? id;
  const areaColumns: Column<Area>[] = [
    { key: 'name', title: '区域', value: a => a.name },
    { key: 'kind', title: '类型', value: a => areaKinds[a.kind], minor: true },
    { key: 'place', title: '位置', value: a => a.place },
    { key: 'windows', title: '窗口', value: a => plan.windows.filter(w => w.area === a.id).length },
    {
      key: 'edit',
      title: '操作',
      value: () => '',
      show: a => (
        <Button size="small" onClick={() => setArea(a.id)}>
          修改<span className="frame-hidden">{a.name}</span>
        </Button>
      ),
    },
  ];
  const columns: Column<KeptWindow>[] = [
    { key: 'number', title: '窗口', value: w => w.number, show: w => w.name },
    { key: 'area', title: '区域', value: w => areaOf(w.area) },
    { key: 'takes', title: '受理', value: w => (w.units.length > 0 ? w.units.map(unit).join('、') : '本区全部'), show: w => <Takes window={w} unit={unit} /> },
    { key: 'serves', title: '叫号顺序', value: w => w.serves.map(q => plan.queues.find(x => x.id === q)?.name ?? q).join(' → '), minor: true },
    {
      key: 'state',
      title: '现在',
      value: w => seatStates[w.state],
      show: w => <Mark look={w.state === 'open' ? 'good' : 'plain'}>{seatStates[w.state]}</Mark>,
    },
    {
      key: 'edit',
      title: '操作',
      value: () => '',
      show: w => (
        <Button size="small" onClick={() => setWindow(w.seat)}>
          修改<span className="frame-hidden">{w.name}</span>
        </Button>
      ),
    },
  ];
  const editedArea = plan.areas.find(a => a.id === area);
  const edited = plan.windows.find(w => w.seat === window);
  return (
    <div className="hall-tab">
      <section className="frame-panel" aria-labelledby="hall-area-list">
        <h2 id="hall-area-list">区域</h2>
        <SortTable label="区域" rows={plan.areas} columns={areaColumns} rowKey={a => a.id} sortBy="none" />
      </section>
      <section className="frame-panel" aria-labelledby="hall-window-list">
        <div className="frame-panel-head">
          <h2 id="hall-window-list">窗口</h2>
          <Button onClick={() => setWindow('new')}>增加窗口</Button>
        </div>
        <SortTable label="窗口" rows={plan.windows} columns={columns} rowKey={w => w.seat} sortBy="number" ascending pageSize={20} />
      </section>
      {editedArea ? <EditArea area={editedArea} close={() => setArea(null)} /> : null}
      {window !== null && (edited || window === 'new') ? <EditWindow plan={plan} window={edited ?? null} close={() => setWindow(null)} /> : null}
    </div>
  );
}

const Takes = ({ window, unit }: { window: KeptWindow; unit(id: string): string }) => (
  <>
    {window.things ? <Mark look="info">全部一件事</Mark> : null}{' '}
    {window.units.length > 3
      ? `${window.units.slice(0, 3).map(unit).join('、')}等 ${window.units.length} 个部门`
      : window.units.length > 0
        ? window.units.map(unit).join('、')
        : '本区全部'}
    {window.matters.length > 0 ? `，另加 ${window.matters.length} 项` : ''}
  </>
);

/** Fields whose faults the server names. */
const faultsOn = (error: unknown) => (error instanceof Problem ? error.faults.map(f => ({ name: f.path.split('.')[0]!, errors: [f.message] })) : []);

function EditArea({ area, close }: { area: Area; close(): void }) {
  const client = useQueryClient();
  const [form] = Form.useForm<{ name: string; place: string; note: string }>();
  const save = useMutation({
    mutationFn: (v: { name: string; place: string; note: string }) => api.put(`/desk/hall/areas/${area.id}`, { version: area.version, ...v }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['hall-plan'] });
      close();
    },
    onError: async error => {
      form.setFields(faultsOn(error) as never);
      if (error instanceof Problem && error.status === 409) await client.invalidateQueries({ queryKey: ['hall-plan'] });
    },
  });
  return (
    <Modal open title={`修改${area.name}`} okText="保存" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={area}
        onFinish={({ name, place, note }) => save.mutate({ name, place, note: note ?? '' })}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, min: 2, message: '名称至少 2 个字' }]}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item
          name="place"
          label="在大厅哪里"
          extra="以楼层开头，例如“一楼东侧”，位置图按它画"
          rules={[{ required: true, min: 2, message: '请写明在大厅哪里' }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="note" label="说明">
          <Input.TextArea maxLength={120} rows={2} />
        </Form.Item>
        {save.error && faultsOn(save.error).length === 0 ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}

interface WindowValues {
  number: number;
  name: string;
  area: string;
  serves: string[];
  units: string[];
  matters: string[];
  things: boolean;
}

function EditWindow({ plan, window, close }: { plan: Plan; window: KeptWindow | null; close(): void }) {
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const create = useCreate();
  const [form] = Form.useForm<WindowValues>();
  const done = async () => {
    await Promise.all(['hall-plan', 'hall-coverage', 'hall'].map(k => client.invalidateQueries({ queryKey: [k] })));
    close();
  };
  const save = useMutation({
    mutationFn: (v: WindowValues) =>
      window
        ? api.put(`/desk/hall/windows/${window.seat}`, { version: window.version, seatVersion: window.seatVersion, ...v })
        : create('/desk/hall/windows', v),
    onSuccess: done,
    onError: async error => {
      form.setFields(faultsOn(error) as never);
      if (error instanceof Problem && error.status === 409) await client.invalidateQueries({ queryKey: ['hall-plan'] });
    },
  });
  const end = useMutation({
    mutationFn: (w: KeptWindow) => api.del(`/desk/hall/windows/${w.seat}`, { seatVersion: w.seatVersion }),
    onSuccess: done,
    onError: error => void message.error(wordsOf(error, '没有成功')),
  });
  const next = Math.max(0, ...plan.windows.map(w => w.number)) + 1;
  const initial: WindowValues = window ?? { number: next, name: `${next} 号窗口`, area: plan.areas[0]!.id, serves: [], units: [], matters: [], things: false };
  return (
    <Modal
      open
      width={640}
      title={window ? `修改${window.name}` : '增加窗口'}
      okText="保存"
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      onCancel={close}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          {window ? (
            <Button
              danger
              className="hall-end"
              loading={end.isPending}
              onClick={() =>
                modal.confirm({
                  title: `撤掉${window.name}？`,
                  content: '以前的记录都留着。',
                  okText: '撤掉',
                  cancelText: '不撤',
                  onOk: () => end.mutate(window),
                })
              }
            >
              撤掉窗口
            </Button>
          ) : null}
          <CancelBtn />
          <OkBtn />
        </>
      )}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={v => !save.isPending && save.mutate(v)}>
        <div className="hall-pair">
          <Form.Item name="number" label="编号" rules={[{ required: true, message: '请填写编号' }]}>
            <InputNumber min={1} max={999} />
          </Form.Item>
          <Form.Item name="name" label="名称" rules={[{ required: true, min: 2, message: '名称至少 2 个字' }]}>
            <Input maxLength={30} />
          </Form.Item>
        </div>
        <Form.Item name="area" label="区域" rules={[{ required: true }]}>
          <Select options={plan.areas.map(a => ({ value: a.id, label: a.name }))} />
        </Form.Item>
        <Form.Item
          name="serves"
          label="叫哪些队的号"
          extra="按先后：先叫第一个队；别的队有人等满 30 分钟的先叫"
          rules={[{ required: true, type: 'array', min: 1, message: '至少选一个队' }]}
        >
          <Select mode="multiple" optionFilterProp="label" options={plan.queues.map(q => ({ value: q.id, label: q.name }))} />
        </Form.Item>
        <Form.Item name="units" label="受理哪些部门的事项" extra="不选：本区全部部门">
          <Select mode="multiple" optionFilterProp="label" options={plan.units.map(u => ({ value: u.id, label: u.name }))} />
        </Form.Item>
        <Form.Item name="matters" label="另外受理的事项" extra="别的区的事项，也在这个窗口收">
          <Select mode="multiple" optionFilterProp="label" options={plan.matters.map(m => ({ value: m.id, label: m.name }))} />
        </Form.Item>
        <Form.Item name="things" valuePropName="checked">
          <Checkbox>整件受理“一件事”</Checkbox>
        </Form.Item>
        {save.error && faultsOn(save.error).length === 0 ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}
