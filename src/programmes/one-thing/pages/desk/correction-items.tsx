/** Everything that is missing, picked from the form and the materials or written freely; every line can be edited. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, Select } from 'antd';
import { useRef } from 'react';
import type { TaskView } from '../../task-view.ts';

export interface Item {
  kind: 'field' | 'material' | 'other';
  id?: string;
  /** Name of the field or material; the request names it before what is wrong. */
  name: string;
  text: string;
}

const usual = {
  material: ['照片看不清，请四角齐全重新拍照上传', '缺页，请把全部页面补齐', '已经过期，请换有效的', '缺少签字或盖章', '内容与填写的不一致，请核对后重新提供'],
  field: ['与证件上的不一致，请核对后修改', '没有填完整，请补充', '填写有误，请修改'],
};

/** `《营业执照》：已经过期，请换有效的`: what the applicant reads. */
export const inWords = (i: Item) => (i.kind === 'other' ? i.text.trim() : `${i.name}：${i.text.trim()}`);

interface Props {
  view: TaskView;
  value?: Item[];
  onChange?(items: Item[]): void;
  /** Items without words, after a try to send. */
  wrong: boolean;
}

export function CorrectionItems({ view, value = [], onChange, wrong }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const set = (items: Item[]) => onChange?.(items);
  const fields = view.form.flatMap(g =>
    g.rows.flatMap((row, i) =>
      row.map(f => ({
        ...f,
        name: g.rows.length > 1 ? `${g.label}（第 ${i + 1} 位）${f.label}` : f.label,
        group: g.label,
      })),
    ),
  );
  const options = [
    { label: '材料', options: view.materials.map(m => ({ value: `material:${m.id}`, label: m.name })) },
    ...[...new Set(fields.map(f => f.group))].map(group => ({
      label: group,
      options: fields.filter(f => f.group === group).map(f => ({ value: `field:${f.id}:${f.path}`, label: f.name })),
    })),
  ].filter(g => g.options.length > 0);
  const add = (item: Item) => {
    set([...value, item]);
    // What has just been added is what one writes about.
    setTimeout(() => list.current?.querySelector<HTMLElement>('li:last-child :is(input, textarea)')?.focus());
  };
  const pick = (chosen: string) => {
    const [kind, id] = chosen.split(':') as ['field' | 'material', string];
    const name = options.flatMap(g => g.options).find(o => o.value === chosen)?.label ?? '';
    if (!value.some(i => i.kind === kind && i.name === name)) add({ kind, id, name, text: '' });
  };
  return (
    <div className="correction">
      <div className="correction-add">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          placeholder="从材料和填写的内容里选一项"
          aria-label="选一项要补正的材料或内容"
          options={options}
          onSelect={v => v && pick(v)}
          popupMatchSelectWidth={false}
        />
        <Button icon={<PlusOutlined />} onClick={() => add({ kind: 'other', name: '', text: '' })}>
          其他要求
        </Button>
      </div>
      {value.length > 0 ? (
        <ul ref={list}>
          {value.map((item, i) => {
            const edit = (text: string) => set(value.map((v, n) => (n === i ? { ...v, text } : v)));
            const status = wrong && !item.text.trim() ? 'error' : '';
            const label = item.kind === 'other' ? '其他要求' : item.name;
            return (
              <li key={i}>
                <span className="correction-name">
                  {i + 1}. {label}
                </span>
                {item.kind === 'other' ? (
                  <Input.TextArea
                    value={item.text}
                    onChange={e => edit(e.target.value)}
                    rows={2}
                    maxLength={300}
                    status={status}
                    aria-label={`第 ${i + 1} 项，其他要求`}
                    placeholder="写清楚要补什么"
                  />
                ) : (
                  <AutoComplete
                    value={item.text}
                    onChange={edit}
                    options={usual[item.kind].map(u => ({ value: u }))}
                    showSearch={{
                      filterOption: (typed, o) => item.text === '' || String(o?.value ?? '').includes(typed),
                    }}
                    status={status}
                    defaultOpen={false}
                    maxLength={260}
                    aria-label={`第 ${i + 1} 项，${label}要怎样补`}
                    placeholder="写清楚哪里不对、怎样补，按 ↓ 选常用的话"
                  />
                )}
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`去掉第 ${i + 1} 项：${label}`}
                  onClick={() => set(value.filter((_, n) => n !== i))}
                />
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}
