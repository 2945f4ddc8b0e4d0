/** A form that is signed on paper: printed from what was filled in, so that nobody writes it a second time. */
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '#ui/kit';
import type { Values } from '../../forms.ts';
import type { FieldView } from '../../views.ts';
import { shown } from './field-words.ts';
import type { MaterialView } from './material-words.ts';
import { type FormPage, matterNames, whoOf } from './page.ts';

export function FormSheet(props: FormPage & { material: MaterialView }) {
  const [printing, print] = useState(false);
  useEffect(() => {
    if (!printing) return;
    // A phone reads the page after print() has returned: the sheet stays until it says that it is done.
    const done = () => print(false);
    window.addEventListener('afterprint', done, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [printing]);
  return (
    <p className="row">
      <Button look="secondary" onClick={() => print(true)}>
        打印这份表<span className="visually-hidden">：{props.material.name}</span>
      </Button>
      <span className="muted small">内容照前面填的。{props.atWindow ? '' : '不方便打印的，可以到大厅窗口打印。'}</span>
      {printing ? createPortal(<Sheet {...props} />, document.body) : null}
    </p>
  );
}

/** Only what the matters behind this form ask for. What is not filled in stays empty, for the pen. */
function Sheet({ material: m, view, filled }: FormPage & { material: MaterialView }) {
  const departments = [...new Set(view.notice.matters.filter(matter => m.wantedBy.includes(matter.id)).map(matter => matter.department))];
  return (
    <article className="kit form-sheet">
      <h1>{m.name}</h1>
      <p>
        交给{departments.join('、')}，用于办理{matterNames(view, m.wantedBy)}（{view.thing.name}）
      </p>
      {view.notice.fields.map(group => {
        const fields = group.fields.filter(f => f.wantedBy.some(id => m.wantedBy.includes(id)));
        const rows = group.repeat ? (filled.rows[group.id] ?? []) : [filled.values];
        return fields.length === 0 || rows.length === 0 ? null : (
          <section key={group.id}>
            <h2>{group.label}</h2>
            {rows.map((row, i) => (
              <Lines key={i} fields={fields} row={row} />
            ))}
          </section>
        );
      })}
      {m.hint ? <p>说明：{m.hint}</p> : null}
      <p>以上内容由{whoOf(view)}提供，真实、准确。</p>
      <p className="form-sheet-sign">
        <span>{view.principal.kind === 'firm' ? '签名（盖章）' : '签名'}：</span>
        <span>　　　年　　月　　日</span>
      </p>
    </article>
  );
}

const Lines = ({ fields, row }: { fields: readonly FieldView[]; row: Values }) => (
  <table>
    <tbody>
      {fields.map(f => (
        <tr key={f.id}>
          <th scope="row">{f.label}</th>
          <td>{shown(f, row[f.id])}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
