/** Queues: hours by weekday, booking capacity, limits. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import type { Span } from '#platform/queues/pure';
import { api, Problem } from '#ui/api';
import { type Column, SortTable, Trouble } from '#ui/frame';
import type { KeptQueue } from '../../reads.ts';
import type { Plan } from './hall.tsx';

const written = (spans: readonly Span[]) => spans.map(s => `${s.from}-${s.to}`).join(' ');
/** `08:30-12:00 14:30-18:00` → spans; null when it is not written so. */
function readSpans(text: string): Span[] | null {
  const parts = text
    .normalize('NFKC')
    .split(/[\s,，、;；]+/)
    .filter(Boolean);
  const spans = parts.map(p => /^(\d{1,2}:\d{2})[-–~至](\d{1,2}:\d{2})$/.exec(p));
  return spans.every(m => m !== null) ? spans.map(m => ({ from: m![1]!.padStart(5, '0'), to: m![2]!.padStart(5, '0') })) : null;
}

export function Queues({ plan }: { plan: Plan }) {
  const [editing, setEditing] = useState<string | null>(null);
  const edited = plan.queues.find(q => q.id === editing);
  const columns: Column<KeptQueue>[] = [
    { key: 'prefix', title: '号码', value: q => q.prefix, show: q => `${q.prefix} ${q.name}` },
    { key: 'hours', title: '周一的时间', value: q => written(q.hours[1] ?? []) || '休息' },
    {
      key: 'slots',
      title: '每段可约',
      value: q => q.slotCapacity,
      show: q => (q.slotCapacity === 0 ? '不预约' : `${q.slotMinutes} 分钟 ${q.slotCapacity} 人`),
    },
    { key: 'days', title: '提前（天）', value: q => q.bookDays, minor: true },
    { key: 'waiting', title: '最多等候', value: q => q.mostWaiting, minor: true },
    { key: 'remote', title: '远程取号', value: q => q.mostRemote, minor: true },
    {
      key: 'edit',
      title: '操作',
      value: () => '',
      show: q => (
        <Button size="small" onClick={() => setEditing(q.id)}>
          修改<span className="frame-hidden">{q.name}</span>
        </Button>
      ),
    },
  ];
  return (
    <section className="frame-panel hall-tab" aria-labelledby="hall-queues">
      <h2 id="hall-queues">队</h2>
      <SortTable label="队" rows={plan.queues} columns={columns} rowKey={q => q.id} sortBy="prefix" ascending />
      <p className="frame-muted frame-small">节假日不办公，调休上班的周末按周一的时间；以工作日历为准。</p>
      {edited ? <EditQueue queue={edited} close={() => setEditing(null)} /> : null}
    </section>
  );
}

const week = [1, 2, 3, 4, 5, 6, 0];
const numbers = [
  ['slotMinutes', '每段（分钟）', 10, 240],
  ['slotCapacity', '每段可约人数', 0, 100],
  ['bookDays', '可提前几天预约', 0, 60],
  ['mostWaiting', '最多等候人数', 1, 500],
  ['mostRemote', '其中远程取号', 0, 200],
  ['serviceMinutes', '没有记录时按几分钟一人', 1, 120],
] as const;

function EditQueue({ queue, close }: { queue: KeptQueue; close(): void }) {
  const client = useQueryClient();
  const [form] = Form.useForm();
  const save = useMutation({
    mutationFn: (v: Record<string, unknown> & { days: Record<string, string> }) => {
      const { days, ...rest } = v;
      const hours = Array.from({ length: 7 }, (_, w) => readSpans(days[w] ?? '') ?? []);
      return api.put(`/desk/hall/queues/${queue.id}`, { version: queue.version, ...rest, hours });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['hall-plan'] });
      close();
    },
    onError: async error => {
      if (!(error instanceof Problem)) return;
      form.setFields(error.faults.filter(f => f.path !== 'hours').map(f => ({ name: f.path, errors: [f.message] })));
      if (error.status === 409) await client.invalidateQueries({ queryKey: ['hall-plan'] });
    },
  });
  const { version: _, id: __, hours, ...rest } = queue;
  const initial = { ...rest, days: Object.fromEntries(hours.map((spans, w) => [w, written(spans)])) };
  return (
    <Modal open width={600} title={`修改${queue.name}`} okText="保存" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={v => !save.isPending && save.mutate(v)}>
        <div className="hall-pair">
          <Form.Item name="name" label="名称" rules={[{ required: true, min: 2, message: '名称至少 2 个字' }]}>
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item name="prefix" label="号码前的字母" rules={[{ required: true, pattern: /^[A-Za-z]{1,2}$/, message: '1 或 2 个字母' }]}>
            <Input maxLength={2} />
          </Form.Item>
        </div>
        <fieldset className="hall-hours">
          <legend>办公时间（写成 08:30-12:00 14:30-18:00；不办公留空）</legend>
          {week.map(w => (
            <Form.Item
              key={w}
              name={['days', String(w)]}
              label={`周${'日一二三四五六'[w]}`}
              rules={[
                { validator: (_, text: string) => (readSpans(text ?? '') ? Promise.resolve() : Promise.reject(new Error('写成 08:30-12:00 14:30-18:00'))) },
              ]}
            >
              <Input maxLength={60} />
            </Form.Item>
          ))}
        </fieldset>
        <div className="hall-numbers">
          {numbers.map(([name, label, min, max]) => (
            <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
              <InputNumber min={min} max={max} />
            </Form.Item>
          ))}
        </div>
        {save.error ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}
