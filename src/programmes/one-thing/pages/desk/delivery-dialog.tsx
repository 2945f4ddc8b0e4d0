/** 送达 of one task from the reviewer's own page. */
import { Form, Input, Radio } from 'antd';
import type { TaskView } from '../../task-view.ts';
import { TaskDialog, type TaskMove } from './task-move.tsx';

interface Props {
  view: TaskView;
  move: TaskMove;
  open: boolean;
  onClose(): void;
}

export const DeliveryDialog = ({ view, move, open, onClose }: Props) => (
  <TaskDialog<{ way: 'window' | 'post'; note: string }>
    view={view}
    move={move}
    open={open}
    title="送达结果"
    okText="送达"
    width={460}
    initial={{ way: view.case.delivery === 'post' ? 'post' : 'window' }}
    onClose={onClose}
    change={({ way, note }) => ({ path: 'delivery', body: { way, note }, done: '已送达' })}
  >
    {form => (
      <>
        <Form.Item name="way" label="怎样送达">
          <Radio.Group
            options={[
              { value: 'window', label: '窗口领取' },
              { value: 'post', label: '邮寄' },
            ]}
          />
        </Form.Item>
        <Form.Item noStyle shouldUpdate={(a, b) => a.way !== b.way}>
          {() => {
            const post = form.getFieldValue('way') === 'post';
            return (
              <Form.Item
                name="note"
                label={post ? '邮寄单号' : '领取人姓名'}
                rules={[{ required: true, whitespace: true, message: post ? '请填写邮寄单号' : '请填写领取人姓名' }]}
              >
                <Input maxLength={100} />
              </Form.Item>
            );
          }}
        </Form.Item>
      </>
    )}
  </TaskDialog>
);
