/** The queues of a site for who keeps them: hours by weekday, how many can book, how many may wait. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import type { Span } from '#platform/queues/pure';
import { api, Problem } from '../api/index.ts';
import { type Column, SortTable, Trouble } from '../frame/index.ts';
import './seats.css';

interface KeptQueue {
  id: string;
  name: string;
  prefix: string;
  hours: Span[][];
  slotMinutes: number;
  slotCapacity: number;
  bookDays: number;
  mostWaiting: number;
  mostRemote: number;
  serviceMinutes: number;
  version: number;
}

interface Props {
  queues: readonly KeptQueue[];
  /** Where a queue is put, before its id. */
  path: string;
  /** People come to the place; otherwise everybody waits elsewhere, as many as may wait at all. */
  inPerson: boolean;
  /** About days off. */
  note: string;
  refresh(): Promise<unknown>;
}

const written = (spans: readonly Span[]) => spans.map(s => `${s.from}-${s.to}`).join(' ');
/** `08:30-12:00 14:30-18:00` → spans; null when it is not written so. */
function readSpans(text: string): Span[] | null {
  const found = text
    .normalize('NFKC')
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map(p => /^(\d{1,2}:\d{2})[-–~至](\d{1,2}:\d{2})$/.exec(p));
  return found.every(m => m !== null) ? found.map(m => ({ from: m[1]!.padStart(5, '0'), to: m[2]!.padStart(5, '0') })) : null;
}

export function QueueSettings({ queues, note, ...keeping }: Props) {
  const [editing, edit] = useState<string | null>(null);
  const edited = queues.find(q => q.id === editing);
  const columns: Column<KeptQueue>[] = [
    { key: 'prefix', title: '队', value: q => q.prefix, show: q => `${q.prefix} ${q.name}` },
    { key: 'hours', title: '周一的时间', value: q => written(q.hours[1] ?? []) || '休息' },
    {
      key: 'slots',
      title: '每段可约',
      value: q => q.slotCapacity,
      show: q => (q.slotCapacity === 0 ? '不预约' : `${q.slotMinutes} 分钟 ${q.slotCapacity} 人`),
    },
    { key: 'days', title: '提前（天）', value: q => q.bookDays, minor: true },
    { key: 'waiting', title: '最多等候', value: q => q.mostWaiting, minor: true },
    ...(keeping.inPerson ? [{ key: 'remote', title: '远程取号', value: (q: KeptQueue) => q.mostRemote, minor: true }] : []),
    {
      ...{ key: 'edit', title: '操作', unsorted: true, value: () => '' },
      show: q => (
        <Button size="small" onClick={() => edit(q.id)}>
          修改<span className="frame-hidden">{q.name}</span>
        </Button>
      ),
    },
  ];
  return (
    <section className="frame-panel" aria-labelledby="queue-settings">
      <h2 id="queue-settings">队</h2>
      <SortTable label="队" rows={queues} columns={columns} rowKey={q => q.id} sortBy="prefix" ascending />
      <p className="frame-muted frame-small">{note}</p>
      {edited ? <EditQueue {...keeping} queue={edited} close={() => edit(null)} /> : null}
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
type Values = Omit<KeptQueue, 'id' | 'version' | 'prefix' | 'hours'> & { prefix?: string; days: Record<string, string> };

function EditQueue({ queue, path, inPerson, refresh, close }: Omit<Props, 'queues' | 'note'> & { queue: KeptQueue; close(): void }) {
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ days, ...v }: Values) =>
      api.put(`${path}/${queue.id}`, {
        version: queue.version,
        prefix: queue.prefix,
        ...v,
        ...(inPerson ? {} : { mostRemote: v.mostWaiting }),
        hours: Array.from({ length: 7 }, (_, w) => readSpans(days[w] ?? '') ?? []),
      }),
    onSuccess: async () => {
      await refresh();
      close();
    },
    onError: async error => {
      if (!(error instanceof Problem)) return;
      form.setFields(error.faults.filter(f => f.path !== 'hours').map(f => ({ name: f.path as keyof Values, errors: [f.message] })));
      if (error.status === 409) await refresh();
    },
  });
  const { id: _, version: __, hours, ...rest } = queue;
  return (
    <Modal open width={600} title={`修改${queue.name}`} okText="保存" onOk={() => form.submit()} confirmLoading={save.isPending} onCancel={close}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...rest, days: Object.fromEntries(hours.map((spans, w) => [w, written(spans)])) }}
        onFinish={v => !save.isPending && save.mutate(v)}
      >
        <div className="queue-fields">
          <Form.Item name="name" label="名称" rules={[{ required: true, min: 2, message: '名称至少 2 个字' }]}>
            <Input maxLength={30} />
          </Form.Item>
          {inPerson ? (
            <Form.Item name="prefix" label="号码前的字母" rules={[{ required: true, pattern: /^[A-Za-z]{1,2}$/, message: '1 或 2 个字母' }]}>
              <Input maxLength={2} />
            </Form.Item>
          ) : null}
        </div>
        <fieldset className="queue-hours">
          <legend>时间（写成 08:30-12:00 14:30-18:00；休息留空）</legend>
          <div className="queue-fields">
            {week.map(w => (
              <Form.Item
                key={w}
                name={['days', String(w)]}
                label={`周${'日一二三四五六'[w]}`}
                rules={[
                  { validator: (_, text: string) => (readSpans(text ?? '') ? Promise.resolve() : Promise.reject(new Error('写成 08:30-12:00 14:30-18:00'))) },
                ]}
              >
                <Input maxLength={60} placeholder="休息" />
              </Form.Item>
            ))}
          </div>
        </fieldset>
        <div className="queue-fields">
          {numbers.map(([name, label, min, max]) =>
            name === 'mostRemote' && !inPerson ? null : (
              <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: '请填写' }]}>
                <InputNumber min={min} max={max} precision={0} />
              </Form.Item>
            ),
          )}
        </div>
        {save.error ? <Trouble error={save.error} /> : null}
      </Form>
    </Modal>
  );
}
