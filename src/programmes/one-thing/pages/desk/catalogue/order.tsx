/** The matters of a thing: which, when, in which order; as a list that the keyboard can use, and drawn. */
import { CloseOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Input, Select, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { When } from '../../../catalogue/conditions.ts';
import type { ThingMatter } from '../../../catalogue/schema.ts';
import { named } from '../../../catalogue/words.ts';
import { choicesOf } from './choices.ts';
import { useEditor } from './editor-context.ts';
import { addEdge, matterName, removeEdge, softenEdge, way } from './order.ts';
import { RowButtons } from './row-buttons.tsx';
import type { Json } from './spec.ts';
import { WhenField } from './when.tsx';

// The drawing and its layout are heavy; the list works before they are there.
const OrderGraph = lazy(() => import('./order-graph.tsx'));

interface Props {
  value: Json[];
  onChange(value: Json[]): void;
}

export function OrderField({ value, onChange }: Props) {
  const { catalogue } = useEditor();
  const [refused, setRefused] = useState('');
  const matters = value as unknown as ThingMatter[];
  const put = (next: ThingMatter[]) => {
    setRefused('');
    onChange(next as unknown as Json[]);
  };
  const change = (i: number, part: Partial<ThingMatter>) => {
    const next: ThingMatter = { ...matters[i]!, ...part };
    if (next.when === undefined) delete next.when;
    if (!next.as) delete next.as;
    put(matters.with(i, next));
  };
  const nameOf = (id: string) => {
    const entry = matters.find(m => m.id === id);
    return entry ? matterName(catalogue, entry) : named(catalogue.matters, id);
  };
  const add = (from: string, to: string) => {
    const circle = from === to ? [from] : way(matters, to, from);
    if (circle) return setRefused([...circle, circle[0]!].map(nameOf).join(' → '));
    put(addEdge(matters, from, to));
  };
  const remove = (from: string, to: string) => put(removeEdge(matters, from, to));
  return (
    <>
      {refused ? (
        <Alert type="error" showIcon role="alert" title="不能加这个等待：顺序会成环" description={refused} closable={{ onClose: () => setRefused('') }} />
      ) : null}
      <Suspense
        fallback={
          <div className="cat-graph">
            <Spin />
          </div>
        }
      >
        <OrderGraph matters={matters} onAdd={add} onRemove={remove} />
      </Suspense>
      <ol className="cat-order" aria-label="事项和等待">
        {matters.map((m, i) => {
          const name = nameOf(m.id);
          const matter = catalogue.matters.find(x => x.id === m.id);
          const others = matters.filter(x => x.id !== m.id && !m.after.some(a => a.replace('?', '') === x.id));
          return (
            <li key={m.id} aria-label={name}>
              <div className="cat-order-head">
                <span className="cat-order-name">
                  {matter ? <Link href={`/desk/catalogue/matters/${m.id}`}>{name}</Link> : <span className="cat-fault">{m.id}（不存在）</span>}
                  <small>
                    {matter ? named(catalogue.departments, matter.department) : ''}
                    {matter ? ` · 承诺 ${matter.promisedDays} 个工作日` : ''}
                  </small>
                </span>
                <RowButtons list={matters} at={i} name={name} onChange={put} />
              </div>
              <dl>
                <dt>什么情形办</dt>
                <dd>
                  {m.when ? null : <span className="frame-muted">都办 </span>}
                  <WhenField value={m.when} of={name} onChange={(when: When | undefined) => change(i, { when })} />
                </dd>
                <dt>等哪些办好</dt>
                <dd>
                  <ul className="cat-waits">
                    {m.after.map(a => {
                      const from = a.replace('?', '');
                      return (
                        <li key={from}>
                          <span>{nameOf(from)}</span>
                          <Checkbox checked={a.endsWith('?')} onChange={e => put(softenEdge(matters, from, m.id, e.target.checked))}>
                            要办才等
                          </Checkbox>
                          <Button
                            size="small"
                            type="text"
                            icon={<CloseOutlined />}
                            aria-label={`“${name}”不再等“${nameOf(from)}”`}
                            onClick={() => remove(from, m.id)}
                          />
                        </li>
                      );
                    })}
                  </ul>
                  <Select
                    size="small"
                    className="cat-add"
                    showSearch={{ optionFilterProp: 'label' }}
                    value={null}
                    placeholder={m.after.length === 0 ? '不等，收件就办；加一个等待' : '再加一个等待'}
                    aria-label={`“${name}”等`}
                    popupMatchSelectWidth={false}
                    options={others.map(x => ({ value: x.id, label: nameOf(x.id) }))}
                    onChange={(from: string | null) => from && add(from, m.id)}
                  />
                </dd>
                <dt>这里的叫法</dt>
                <dd>
                  <Input
                    size="small"
                    value={m.as ?? ''}
                    placeholder="与事项名称相同"
                    aria-label={`“${name}”在这件事里的叫法`}
                    onChange={e => change(i, { as: e.target.value })}
                  />
                </dd>
              </dl>
            </li>
          );
        })}
      </ol>
      <Select
        size="small"
        className="cat-add"
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        placeholder="加一个事项"
        aria-label="加一个事项"
        popupMatchSelectWidth={false}
        options={choicesOf(catalogue, 'matters').filter(o => !matters.some(m => m.id === o.value))}
        onChange={(id: string | null) => id && put([...matters, { id, after: [] }])}
      />
    </>
  );
}
