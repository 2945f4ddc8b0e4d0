/** A whole form for reading: every subject with its values, the materials, the delivery. */
import type { ReactNode } from 'react';
import type { Values } from '../../forms.ts';
import type { GroupView } from '../../views.ts';
import { shown } from './field-words.ts';

/** One subject with its link to change it. */
export function Part({ title, change, children, id }: { title: string; change?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="card form-part" id={id}>
      <div className="row between">
        <h2>{title}</h2>
        {change}
      </div>
      {children}
    </section>
  );
}

const Lines = ({ group, values, faulty }: { group: GroupView; values: Values; faulty(id: string): boolean }) => (
  <dl className="form-answers">
    {group.fields.map(f => {
      const text = shown(f, values[f.id]);
      return (
        <div key={f.id} className={faulty(f.id) ? 'wrong' : undefined}>
          <dt>{f.label}</dt>
          <dd>{text || <span className="muted">{f.required ? '没有填' : '不填'}</span>}</dd>
        </div>
      );
    })}
  </dl>
);

/** The values of a subject; a repeating one shows each entry. */
export function GroupAnswers({ group, values, rows, faulty }: { group: GroupView; values: Values; rows: readonly Values[]; faulty(path: string): boolean }) {
  if (!group.repeat) return <Lines group={group} values={values} faulty={id => faulty(`values.${id}`)} />;
  if (rows.length === 0) return <p className="muted">没有{group.repeat.one}</p>;
  return (
    <ol className="form-entries">
      {rows.map((row, i) => (
        <li key={i}>
          <h3>
            {group.repeat!.one} {i + 1}
          </h3>
          <Lines group={group} values={row} faulty={id => faulty(`rows.${group.id}.${i}.${id}`)} />
        </li>
      ))}
    </ol>
  );
}
