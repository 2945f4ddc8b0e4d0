/** Keeping the helper seats: which there are, what they take, when the queues are open, how many can book. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal, Popconfirm, Select } from 'antd';
import { useRef, useState } from 'react';
import type { Span } from '#platform/queues/pure';
import { api, Problem } from '#ui/api';
import { type Column, SortTable, Trouble, Waits } from '#ui/frame';
import type { HelperQueue, HelperSeat } from '../../seats/plan.ts';

interface Plan {
  queues: HelperQueue[];
  seats: HelperSeat[];
}

export function HelperPlan() {
  const client = useQueryClient();
  const plan = useQuery({ queryKey: ['helper-plan'], queryFn: () => api.get<Plan>('/desk/helper-seats') });
  const refresh = () => client.invalidateQueries({ queryKey: ['helper-plan'] });
  const layOut = useMutation({ mutationFn: () => api.post('/desk/helper-seats/layout'), onSettled: refresh });
  return (
    <Waits of={plan}>
      {data =>
        data.queues.length === 0 ? (
          <section className="frame-panel" aria-labelledby="helper-none">
            <h2 id="helper-none">还没有帮办席</h2>
            <p className="frame-muted">先按常用的设置：电话、视频两个队，三个席位；时间、人数以后都能改。</p>
            <Button type="primary" loading={layOut.isPending} onClick={() => layOut.mutate()}>
              设置帮办席
            </Button>
            {layOut.error ? <Trouble error={layOut.error} /> : null}
          </section>
        ) : (
          <>
            <Seats plan={data} refresh={refresh} />
            <Queues plan={data} refresh={refresh} />
          </>
        )
      }
    </Waits>
  );
}

interface Part {
  plan: Plan;
  refresh(): Promise<unknown>;
}

function Seats({ plan, refresh }: Part) {
  const [editing, edit] = useState<HelperSeat | 'new' | null>(null);
  const nameOf = (id: string) => plan.queues.find(q => q.id === id)?.name ?? id;
  const end = useMutation({ mutationFn: (s: HelperSeat) => api.del(`/desk/helper-seats/${s.id}`, { version: s.version }), onSettled: refresh });
  const columns: Column<HelperSeat>[] = [
    { key: 'number', title: '席位', value: s => s.number, show: s => `${s.number} 号 ${s.name}` },
    { key: 'serves', title: '先接，再接', value: s => s.serves.map(nameOf).join('，') },
    { key: 'staff', title: '现在', value: s => s.staffName ?? '空着', minor: true },
    {
      ...{ key: 'do', title: '操作', unsorted: true, value: () => '' },
      show: s => (
        <span className="helper-verbs">
          <Button size="small" onClick={() => edit(s)}>
            修改<span className="frame-hidden">{s.name}</span>
          </Button>
          <Popconfirm title={`撤掉${s.name}？记录留着。`} okText="撤掉" cancelText="不撤" onConfirm={() => end.mutate(s)}>
            <Button size="small" danger>
              撤掉<span className="frame-hidden">{s.name}</span>
            </Button>
          </Popconfirm>
        </span>
      ),
    },
  ];
  return (
    <section className="frame-panel" aria-labelledby="helper-plan-seats">
      <div className="frame-panel-head">
        <h2 id="helper-plan-seats">席位</h2>
        <Button onClick={() => edit('new')}>增加席位</Button>
      </div>
      {end.error ? <Trouble error={end.error} /> : null}
      <SortTable label="席位" rows={plan.seats} columns={columns} rowKey={s => s.id} sortBy="number" ascending empty="没有席位。" />
      {editing ? <EditSeat plan={plan} seat={editing === 'new' ? null : editing} close={() => edit(null)} refresh={refresh} /> : null}
    </section>
  );
}

function EditSeat({ plan, seat, close, refresh }: Part & { seat: HelperSeat | null; close(): void }) {
  const [form] = Form.useForm();
  const key = useRef(crypto.randomUUID());
  const save = useMutation({
    mutationFn: (v: object) =>
      seat ? api.put(`/desk/helper-seats/${seat.id}`, { ...v, version: seat.version }) : api.create('/desk/helper-seats', v, key.current),
    onSuccess: async () => {
      await refresh();
      close();
    },
    onError: error => {
      key.current = crypto.randomUUID();
      if (error instanceof Problem) form.setFields(error.faults.map(f => ({ name: f.path, errors: [f.message] })));
    },
  });
  const initial = seat ?? { number: Math.max(0, ...plan.seats.map(s => s.number)) + 1, name: '', serves: plan.queues.slice(0, 1).map(q => q.id) };
  return (
    <Modal open title={seat ? `修改${seat.name}` : '增加席位'} okText="保存" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ number: initial.number, name: initial.name, serves: initial.serves }}
        onFinish={v => !save.isPending && save.mutate(v)}
      >
        <Form.Item name="number" label="编号" rules={[{ required: true, message: '请填写编号' }]}>
          <InputNumber min={1} max={999} precision={0} />
        </Form.Item>
        <Form.Item name="name" label="名称" rules={[{ required: true, min: 2, message: '名称至少 2 个字' }]}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="serves" label="接哪些队" extra="按选的先后接。" rules={[{ required: true, message: '至少选一个队' }]}>
          <Select mode="multiple" options={plan.queues.map(q => ({ value: q.id, label: q.name }))} />
        </Form.Item>
        {save.error && !(save.error instanceof Problem && save.error.faults.length > 0) ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}

const written = (spans: readonly Span[]) => spans.map(s => `${s.from}-${s.to}`).join(' ');
const week = [1, 2, 3, 4, 5, 6, 0];
/** `08:30-12:00 14:30-18:00` → spans; null when it is not written so. */
function readSpans(text: string): Span[] | null {
  const found = text
    .normalize('NFKC')
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map(p => /^(\d{1,2}:\d{2})[-–~至](\d{1,2}:\d{2})$/.exec(p));
  return found.every(m => m !== null) ? found.map(m => ({ from: m![1]!.padStart(5, '0'), to: m![2]!.padStart(5, '0') })) : null;
}

function Queues({ plan, refresh }: Part) {
  const [editing, edit] = useState<HelperQueue | null>(null);
  const columns: Column<HelperQueue>[] = [
    { key: 'name', title: '队', value: q => `${q.prefix} ${q.name}` },
    { key: 'hours', title: '周一的时间', value: q => written(q.hours[1] ?? []) || '休息' },
    {
      key: 'slots',
      title: '每段可约',
      value: q => q.slotCapacity,
      show: q => (q.slotCapacity === 0 ? '不预约' : `${q.slotMinutes} 分钟 ${q.slotCapacity} 人`),
    },
    { key: 'most', title: '最多等候', value: q => q.mostWaiting, minor: true },
    {
      ...{ key: 'do', title: '操作', unsorted: true, value: () => '' },
      show: q => (
        <Button size="small" onClick={() => edit(q)}>
          修改<span className="frame-hidden">{q.name}</span>
        </Button>
      ),
    },
  ];
  return (
    <section className="frame-panel" aria-labelledby="helper-plan-queues">
      <h2 id="helper-plan-queues">队</h2>
      <SortTable label="队" rows={plan.queues} columns={columns} rowKey={q => q.id} sortBy="name" ascending />
      <p className="frame-muted frame-small">节假日不接待，调休上班的周末按周一的时间。</p>
      {editing ? <EditQueue queue={editing} close={() => edit(null)} refresh={refresh} /> : null}
    </section>
  );
}

const numbers = [
  ['slotMinutes', '每段（分钟）', 10, 240],
  ['slotCapacity', '每段可约人数', 0, 100],
  ['bookDays', '可提前几天预约', 0, 60],
  ['mostWaiting', '最多等候人数', 1, 500],
  ['serviceMinutes', '没有记录时按几分钟一人', 1, 120],
] as const;

function EditQueue({ queue, close, refresh }: { queue: HelperQueue; close(): void; refresh(): Promise<unknown> }) {
  const [form] = Form.useForm();
  const save = useMutation({
    mutationFn: ({ days, ...v }: Record<string, unknown> & { days: Record<string, string> }) =>
      api.put(`/desk/helper-seats/queues/${queue.id}`, {
        version: queue.version,
        prefix: queue.prefix,
        ...v,
        // Everybody waits elsewhere: as many as may wait at all.
        mostRemote: v.mostWaiting,
        hours: Array.from({ length: 7 }, (_, w) => readSpans(days[w] ?? '') ?? []),
      }),
    onSuccess: async () => {
      await refresh();
      close();
    },
    onError: error => {
      if (error instanceof Problem) form.setFields(error.faults.filter(f => f.path !== 'hours').map(f => ({ name: f.path, errors: [f.message] })));
    },
  });
  const { id: _, version: __, prefix: ___, hours, mostRemote: ____, ...rest } = queue;
  return (
    <Modal open width={600} title={`修改${queue.name}`} okText="保存" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...rest, days: Object.fromEntries(hours.map((spans, w) => [w, written(spans)])) }}
        onFinish={v => !save.isPending && save.mutate(v)}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, min: 2, message: '名称至少 2 个字' }]}>
          <Input maxLength={30} />
        </Form.Item>
        <div className="helper-pair">
          {week.map(w => (
            <Form.Item
              key={w}
              name={['days', String(w)]}
              label={`周${'日一二三四五六'[w]}`}
              rules={[
                { validator: (_, text: string) => (readSpans(text ?? '') ? Promise.resolve() : Promise.reject(new Error('写成 08:30-12:00 14:30-18:00'))) },
              ]}
            >
              <Input maxLength={60} placeholder="不接待" />
            </Form.Item>
          ))}
          {numbers.map(([name, label, min, max]) => (
            <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
              <InputNumber min={min} max={max} precision={0} />
            </Form.Item>
          ))}
        </div>
        {save.error ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}
