/** Up, down and away, for one of a list; buttons, so that the keyboard can do it. */
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { moved } from './spec.ts';

interface Props<T> {
  list: readonly T[];
  at: number;
  /** What the reader knows it by. */
  name: string;
  onChange(list: T[]): void;
}

export function RowButtons<T>({ list, at, name, onChange }: Props<T>) {
  const button = { size: 'small', type: 'text' } as const;
  return (
    <span className="cat-list-buttons">
      <Button {...button} icon={<ArrowUpOutlined />} disabled={at === 0} aria-label={`上移：${name}`} onClick={() => onChange(moved(list, at, at - 1))} />
      <Button
        {...button}
        icon={<ArrowDownOutlined />}
        disabled={at === list.length - 1}
        aria-label={`下移：${name}`}
        onClick={() => onChange(moved(list, at, at + 1))}
      />
      <Button {...button} icon={<CloseOutlined />} aria-label={`去掉：${name}`} onClick={() => onChange(list.filter((_, n) => n !== at))} />
    </span>
  );
}
