/** 要求补正：everything at once (一次性告知). 行政许可法 第三十二条. */
import { Alert, Form } from 'antd';
import { useState } from 'react';
import { day } from '#ui/words';
import type { TaskView } from '../../task-view.ts';
import { CorrectionItems, type Item, inWords } from './correction-items.tsx';
import { TaskDialog, type TaskMove } from './task-move.tsx';

interface Props {
  view: TaskView;
  move: TaskMove;
  today: string;
  open: boolean;
  onClose(): void;
}

export function CorrectionDialog({ view, move, today, open, onClose }: Props) {
  const [tried, setTried] = useState(false);
  const { task } = view;
  const last = view.corrections.at(-1);
  const needsLeave = task.corrections > 0 && task.secondCorrection === null;
  return (
    <TaskDialog<{ items: Item[] }>
      view={view}
      move={move}
      open={open}
      title="要求补正"
      okText="一次告知申请人"
      width={680}
      initial={{ items: [] }}
      onClose={onClose}
      blocked={
        needsLeave
          ? `${last ? `${day(last.askedOn, today)}` : '此前'}已经要求补正过一次。补正要求应当一次告知，再次要求须由督导员写明理由同意；请先联系督导员。写好的内容会留在这里。`
          : undefined
      }
      place={() => ['items']}
      change={({ items }) => ({
        path: 'correction',
        body: { items: items.map(i => ({ kind: i.kind, ...(i.id ? { id: i.id } : {}), what: inWords(i) })) },
        done: '已告知申请人，补正期间停止计时',
      })}
    >
      {task.secondCorrection ? <Alert type="info" showIcon title={`督导员同意再次补正：${task.secondCorrection}`} /> : null}
      <p className="task-hint">把缺的、错的一次写全，申请人会逐项看到。补正期间停止计时。</p>
      <Form.Item
        name="items"
        validateTrigger={[]}
        rules={[
          {
            validator: (_, items: Item[] | undefined) => {
              setTried(true);
              if (!items || items.length === 0) return Promise.reject(new Error('请至少写一项'));
              const empty = items.findIndex(i => !i.text.trim());
              return empty < 0 ? Promise.resolve() : Promise.reject(new Error(`请写清楚第 ${empty + 1} 项怎样补`));
            },
          },
        ]}
      >
        <CorrectionItems view={view} wrong={tried} />
      </Form.Item>
    </TaskDialog>
  );
}
