/** 中止计时, 恢复计时, 延长期限. 行政许可法 第四十二条, 第四十五条. */
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { extensionDays, stopKinds } from '#platform/cases/pure';
import type { TaskView } from '../../task-view.ts';
import { TaskDialog, type TaskMove } from './task-move.tsx';

interface Props {
  view: TaskView;
  move: TaskMove;
  open: boolean;
  onClose(): void;
}

const kinds = Object.entries(stopKinds)
  .filter(([k]) => k !== 'correcting')
  .map(([value, label]) => ({ value, label }));

export function SuspensionDialog({ view, move, open, onClose }: Props) {
  return (
    <TaskDialog<{ kind: string; reason: string; expectedDays: number }>
      view={view}
      move={move}
      open={open}
      title="中止计时"
      okText="中止计时"
      onClose={onClose}
      change={v => ({ path: 'suspension', body: { ...v }, done: '已中止计时，并告知申请人' })}
    >
      {form => (
        <>
          {view.matter.stops.length > 0 ? (
            <p className="task-presets">
              这个事项常有：
              {view.matter.stops.map(s => (
                <Button
                  key={s.text}
                  size="small"
                  onClick={() =>
                    form.setFieldsValue({
                      kind: s.kind in stopKinds ? s.kind : 'other',
                      reason: s.text,
                      expectedDays: s.days,
                    })
                  }
                >
                  {s.text}（{s.days} 天）
                </Button>
              ))}
            </p>
          ) : null}
          <Form.Item name="kind" label="为什么停表" rules={[{ required: true, message: '请选择为什么停表' }]}>
            <Select options={kinds} showSearch={{ optionFilterProp: 'label' }} />
          </Form.Item>
          <Form.Item name="reason" label="具体说明" extra="申请人会看到" rules={[{ required: true, whitespace: true, message: '请填写具体说明' }]}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <Form.Item name="expectedDays" label="预计需要多少天" rules={[{ required: true, message: '请填写预计的天数' }]}>
            <InputNumber min={1} max={365} precision={0} suffix="天" style={{ width: 140 }} />
          </Form.Item>
        </>
      )}
    </TaskDialog>
  );
}

export const ResumptionDialog = ({ view, move, open, onClose }: Props) => (
  <TaskDialog<{ note?: string }>
    view={view}
    move={move}
    open={open}
    title="恢复计时"
    okText="恢复计时"
    onClose={onClose}
    change={({ note }) => ({ method: 'del', path: 'suspension', body: { note: note ?? '' }, done: '已恢复计时' })}
  >
    <Form.Item name="note" label="结果说明（选填）" extra="例如现场核查的结论">
      <Input.TextArea rows={2} maxLength={500} />
    </Form.Item>
  </TaskDialog>
);

export const ExtensionDialog = ({ view, move, open, onClose }: Props) => (
  <TaskDialog<{ reason: string }>
    view={view}
    move={move}
    open={open}
    title={`延长期限 ${extensionDays} 个工作日`}
    okText="批准延长"
    onClose={onClose}
    change={({ reason }) => ({
      path: 'extension',
      body: { reason },
      done: `已延长 ${extensionDays} 个工作日，并告知申请人`,
    })}
  >
    <p className="task-hint">每个事项只能延长一次，由部门负责人批准，理由会告知申请人。</p>
    <Form.Item name="reason" label="理由" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  </TaskDialog>
);
