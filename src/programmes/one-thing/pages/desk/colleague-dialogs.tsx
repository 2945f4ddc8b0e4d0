/** 分派, 请会签, 会签, 转办: work that passes between people. */

import { Form, Input, Radio, Select } from 'antd';
import { useUnits } from '#ui/frame';
import type { TaskView } from '../../task-view.ts';
import { TaskDialog, type TaskMove } from './task-move.tsx';

interface Props {
  view: TaskView;
  move: TaskMove;
  me: string;
  open: boolean;
  onClose(): void;
}

const nobody = 'nobody';

export function AssignmentDialog({ view, move, me, open, onClose }: Props) {
  const { assignee } = view.task;
  const mine = view.colleagues.filter(c => c.id === me);
  const others = view.colleagues.filter(c => c.id !== me);
  return (
    <TaskDialog<{ staff: string }>
      view={view}
      move={move}
      open={open}
      title="分派"
      okText="分派"
      width={420}
      initial={{ staff: assignee ?? mine[0]?.id ?? others[0]?.id ?? nobody }}
      onClose={onClose}
      change={({ staff }) => ({
        path: 'assignee',
        body: { staff: staff === nobody ? null : staff },
        done: staff === me ? '已认领' : staff === nobody ? '已收回分派' : '已分派',
      })}
    >
      <Form.Item name="staff" label="由谁来办">
        <Radio.Group
          className="task-people"
          options={[
            ...mine.map(c => ({ value: c.id, label: `${c.name}（我）` })),
            ...others.map(c => ({ value: c.id, label: c.name })),
            ...(assignee ? [{ value: nobody, label: '收回，大家都可以办' }] : []),
          ]}
        />
      </Form.Item>
    </TaskDialog>
  );
}

export function AskCosignDialog({ view, move, me, open, onClose }: Props) {
  const asked = new Set(view.task.cosigns.filter(c => c.agrees === null).map(c => c.staff));
  const people = view.colleagues.filter(c => c.id !== me && !asked.has(c.id));
  return (
    <TaskDialog<{ staff: string }>
      view={view}
      move={move}
      open={open}
      title="请同事会签"
      {...(people[0] ? { initial: { staff: people[0].id } } : {})}
      okText="请会签"
      width={420}
      blocked={people.length === 0 ? '本部门没有其他可以会签的同事，或已经都请过了。' : undefined}
      onClose={onClose}
      change={({ staff }) => ({ path: 'cosigns', body: { staff }, done: '已请同事会签，答复前不能作出决定' })}
    >
      <Form.Item name="staff" label="请谁会签" rules={[{ required: true, message: '请选择一位同事' }]}>
        <Radio.Group className="task-people" options={people.map(c => ({ value: c.id, label: c.name }))} />
      </Form.Item>
    </TaskDialog>
  );
}

export const CosignDialog = ({ view, move, open, onClose }: Omit<Props, 'me'>) => (
  <TaskDialog<{ agrees: boolean; opinion?: string }>
    view={view}
    move={move}
    open={open}
    title="会签"
    okText="提交会签"
    onClose={onClose}
    initial={{ agrees: true }}
    change={({ agrees, opinion }) => ({
      method: 'put',
      path: 'cosigns',
      body: { agrees, opinion: opinion ?? '' },
      done: '已会签',
    })}
  >
    <Form.Item name="agrees" label="您的意见">
      <Radio.Group
        options={[
          { value: true, label: '同意' },
          { value: false, label: '不同意' },
        ]}
      />
    </Form.Item>
    <Form.Item
      name="opinion"
      label="说明"
      dependencies={['agrees']}
      rules={[
        ({ getFieldValue }) => ({
          validator: (_, v?: string) => (getFieldValue('agrees') || v?.trim() ? Promise.resolve() : Promise.reject(new Error('不同意要写明意见'))),
        }),
      ]}
    >
      <Input.TextArea rows={2} maxLength={500} placeholder="同意可以不写，不同意要写明理由" />
    </Form.Item>
  </TaskDialog>
);

export function TransferDialog({ view, move, open, onClose }: Omit<Props, 'me'>) {
  const { departments, name } = useUnits();
  const { fromUnit, unit } = view.task;
  return (
    <TaskDialog<{ unit: string; reason: string }>
      view={view}
      move={move}
      open={open}
      title={fromUnit ? '转办或退回' : '转办'}
      okText={fromUnit ? '转出' : '转办'}
      {...(fromUnit ? { initial: { unit: fromUnit } } : {})}
      onClose={onClose}
      change={({ unit: to, reason }) => ({
        path: 'transfer',
        body: { unit: to, reason },
        done: to === fromUnit ? `已退回${name(to)}` : `已转给${name(to)}`,
      })}
    >
      <p className="task-hint">转出以后本部门不再看到这个事项；时限继续计算。</p>
      <Form.Item name="unit" label="转给哪个部门" rules={[{ required: true, message: '请选择部门' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={departments.filter(d => d.id !== unit).map(d => ({ value: d.id, label: d.id === fromUnit ? `${d.name}（退回）` : d.name }))}
        />
      </Form.Item>
      <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </TaskDialog>
  );
}
