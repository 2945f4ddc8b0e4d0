/** A list of parts of the same form, each folded to its title; order changes by buttons, so that the keyboard can do it. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Catalogue } from '../../../catalogue/schema.ts';
import { choicesOf } from './choices.ts';
import { useEditor } from './editor-context.ts';
import { RowButtons } from './row-buttons.tsx';
import { type Json, type JsonMap, mapOf, type Spec, textOf } from './spec.ts';

interface Props {
  spec: Extract<Spec, { as: 'list' }>;
  value: Json[];
  path: string;
  onChange(value: Json[]): void;
  /** Draws the parts of one item. */
  item(value: JsonMap, path: string, onChange: (value: JsonMap) => void): ReactNode;
}

/** What one knows an item by; an id of another entry by its name. */
const titleOf = (c: Catalogue, item: Json, specs: readonly Spec[]): string => {
  const map = mapOf(item);
  for (const key of ['label', 'text', 'name', 'ask', 'value', 'id']) {
    const spec = specs.find(s => s.key === key);
    const text = textOf(map[key]);
    if (spec && text) return spec.as === 'ref' ? (choicesOf(c, spec.of).find(o => o.value === text)?.label ?? text) : text;
  }
  return '还没有填';
};

export function ListField({ spec, value, path, onChange, item: draw }: Props) {
  const { catalogue, faults } = useEditor();
  const [fresh, setFresh] = useState(-1);
  return (
    <>
      <ul className="cat-list">
        {value.map((item, i) => {
          const at = `${path}.${i}`;
          const bad = faults.some(f => f.path === at || f.path.startsWith(`${at}.`));
          const title = titleOf(catalogue, item, spec.specs);
          return (
            <li key={i}>
              <details open={bad || fresh === i || undefined}>
                <summary>
                  <span>{title}</span>
                  {bad ? <span className="cat-fault">要改</span> : null}
                </summary>
                {draw(mapOf(item), at, next => onChange(value.with(i, next)))}
              </details>
              <RowButtons list={value} at={i} name={title} onChange={onChange} />
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => {
          setFresh(value.length);
          onChange([...value, spec.fresh]);
        }}
      >
        加一个{spec.one}
      </Button>
    </>
  );
}
