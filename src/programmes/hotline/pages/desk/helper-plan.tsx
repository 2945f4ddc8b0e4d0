/** Keeping the helper seats: which there are, what they take, when the queues are open, how many can book. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { api, Problem, useCreate } from '#ui/api';
import { type Column, SortTable, Trouble, Waits } from '#ui/frame';
import { QueueSettings } from '#ui/seats';
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
            <QueueSettings
              queues={data.queues}
              path="/desk/helper-seats/queues"
              inPerson={false}
              note="节假日不接待，调休上班的周末按周一的时间。"
              refresh={refresh}
            />
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
        <span className="seat-actions">
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
  const create = useCreate();
  const save = useMutation({
    mutationFn: (v: object) => (seat ? api.put(`/desk/helper-seats/${seat.id}`, { ...v, version: seat.version }) : create('/desk/helper-seats', v)),
    onSuccess: async () => {
      await refresh();
      close();
    },
    onError: error => {
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
