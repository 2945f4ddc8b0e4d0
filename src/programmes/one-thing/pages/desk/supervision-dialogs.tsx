/** 催办, 督办函, 同意再次补正: what a supervisor does with a task. */
import { Form, Input, InputNumber } from 'antd';
import { useEffect, useState } from 'react';
import type { TaskView } from '../../task-view.ts';
import { TaskDialog, type TaskMove } from './task-move.tsx';

interface Props {
  view: TaskView;
  move: TaskMove;
  open: boolean;
  onClose(): void;
}

const unitOf = (view: TaskView) => view.units[view.task.unit] ?? view.task.unit;

export const ReminderDialog = ({ view, move, open, onClose }: Props) => (
  <TaskDialog<{ note?: string }>
    view={view}
    move={move}
    open={open}
    title={`催办：${unitOf(view)}`}
    okText="催办"
    onClose={onClose}
    change={({ note }) => ({
      path: 'reminder',
      body: { note: note ?? '' },
      free: true,
      done: '已催办，对方会收到消息',
    })}
  >
    <p className="task-hint">给{unitOf(view)}发一条消息，不要求书面答复，记入办理过程。</p>
    <Form.Item name="note" label="要说的话（选填）">
      <Input.TextArea rows={2} maxLength={300} />
    </Form.Item>
  </TaskDialog>
);

export function LetterDialog({ view, move, open, onClose }: Props) {
  // One key a letter: pressing twice, or again after a lost answer, sends one.
  const [key, setKey] = useState('');
  useEffect(() => {
    if (open) setKey(crypto.randomUUID());
  }, [open]);
  return (
    <TaskDialog<{ body: string; days: number }>
      view={view}
      move={move}
      open={open}
      title={`督办函：${unitOf(view)}`}
      okText="发出督办函"
      width={620}
      initial={{ days: 5 }}
      onClose={onClose}
      change={({ body, days }) => ({
        path: 'letters',
        body: { body, days },
        free: true,
        key,
        done: `督办函已发给${unitOf(view)}`,
      })}
    >
      <p className="task-hint">
        就“{view.case.title}：{view.task.title}（{view.case.number}）”发函，{unitOf(view)}要在期限内书面答复。
      </p>
      <Form.Item
        name="body"
        label="问题和要求"
        rules={[
          { required: true, whitespace: true, message: '请写明问题和要求' },
          { min: 10, message: '督办函至少 10 个字' },
        ]}
      >
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item name="days" label="答复期限" rules={[{ required: true, message: '请填写答复期限' }]}>
        <InputNumber min={1} max={30} precision={0} suffix="个工作日" style={{ width: 160 }} />
      </Form.Item>
    </TaskDialog>
  );
}

export const SecondCorrectionDialog = ({ view, move, open, onClose }: Props) => (
  <TaskDialog<{ reason: string }>
    view={view}
    move={move}
    open={open}
    title="同意再次补正"
    okText="同意"
    onClose={onClose}
    change={({ reason }) => ({ path: 'second-correction', body: { reason }, done: '已同意再次补正一次' })}
  >
    <p className="task-hint">补正应当一次告知。同意以后，{unitOf(view)}可以再要求一次，并计入考评。</p>
    <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  </TaskDialog>
);
