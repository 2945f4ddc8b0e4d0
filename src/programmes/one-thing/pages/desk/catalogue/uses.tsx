/** What an entry wants of others: materials, fields, questions; each by its name, perhaps only under a condition. */
import { Checkbox, Select } from 'antd';
import { Link } from 'wouter';
import type { When } from '../../../catalogue/conditions.ts';
import { choicesOf, homeOf } from './choices.ts';
import { useEditor } from './editor-context.ts';
import { RowButtons } from './row-buttons.tsx';
import { isMap, type Json, type JsonMap, type Spec, textOf, withPart } from './spec.ts';
import { WhenField } from './when.tsx';

interface Props {
  spec: Extract<Spec, { as: 'uses' }>;
  value: Json[];
  path: string;
  onChange(value: Json[]): void;
}

const asMap = (use: Json): JsonMap => (isMap(use) ? use : { id: textOf(use) });
/** Written as short as it can be: the id alone where nothing else is said. */
const asShort = (use: JsonMap): Json => (Object.keys(use).length === 1 ? use.id : use);

export function UsesField({ spec, value, onChange }: Props) {
  const { catalogue } = useEditor();
  const options = choicesOf(catalogue, spec.of);
  const uses = value.map(asMap);
  const put = (i: number, key: string, next: Json) => onChange(value.with(i, asShort(withPart(uses[i]!, key, next))));
  return (
    <>
      <ol className="cat-uses">
        {uses.map((use, i) => {
          const id = textOf(use.id);
          const name = options.find(o => o.value === id)?.label ?? id;
          const home = homeOf(catalogue, spec.of, id);
          return (
            <li key={id}>
              <span className="cat-uses-name">{home ? <Link href={home}>{name}</Link> : <span className="cat-fault">{id}（不存在）</span>}</span>
              <span className="cat-uses-flags">
                {Object.entries(spec.flags ?? {}).map(([key, label]) => (
                  <Checkbox key={key} checked={use[key] === true} onChange={e => put(i, key, e.target.checked || undefined)}>
                    {label}
                  </Checkbox>
                ))}
              </span>
              <WhenField value={use.when as When | undefined} of={name} onChange={next => put(i, 'when', next as Json)} />
              <RowButtons list={value} at={i} name={name} onChange={onChange} />
            </li>
          );
        })}
      </ol>
      <Select
        size="small"
        className="cat-add"
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        placeholder={`加一个${spec.label === '按顺序问' ? '问题' : spec.label}`}
        aria-label={`加一个${spec.label === '按顺序问' ? '问题' : spec.label}`}
        popupMatchSelectWidth={false}
        options={options.filter(o => !uses.some(u => u.id === o.value))}
        onChange={(id: string | null) => id && onChange([...value, id])}
      />
    </>
  );
}
