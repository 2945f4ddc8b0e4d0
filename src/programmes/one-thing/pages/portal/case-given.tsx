/** The form and the materials as they were handed in. */
import { moment, size } from '#ui/words';
import type { CaseView } from '../../case-view.ts';
import { licenceWords } from '../form/material-words.ts';

export function Given({ view, today }: { view: CaseView; today: string }) {
  if (!view.form) return null;
  return (
    <details className="card case-fold">
      <summary>
        <h2>我交的内容和材料</h2>
      </summary>
      <div className="stack-l">
        {view.form.map(group => (
          <section key={group.id} className="stack-s">
            <h3>{group.label}</h3>
            {group.rows.map((row, i) => (
              <dl key={i} className="case-answers">
                {row.map(f => (
                  <div key={f.path}>
                    <dt>{f.label}</dt>
                    <dd>{f.value || <span className="muted">没有填</span>}</dd>
                  </div>
                ))}
              </dl>
            ))}
          </section>
        ))}
        {view.materials && view.materials.length > 0 ? (
          <section className="stack-s">
            <h3>材料</h3>
            <dl className="case-answers">
              {view.materials.map(m => (
                <div key={m.id}>
                  <dt>{m.name}</dt>
                  <dd>
                    <Material m={m} today={today} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ) : null}
      </div>
    </details>
  );
}

function Material({ m, today }: { m: NonNullable<CaseView['materials']>[number]; today: string }) {
  if (m.licence)
    return (
      <>
        电子{m.licence.typeName}：{licenceWords(m.licence)}
        {m.licence.valid ? '' : '（已失效）'}
      </>
    );
  if (m.way === 'result') return <>前面的事项办好后自动转入</>;
  if (m.way === 'query' && m.found)
    return (
      <>
        {moment(m.found.at, today)} 向{m.found.from}查询
        {m.found.lines.length > 0 ? `：${m.found.lines.map(l => `${l.name} ${l.value}`).join('，')}` : ''}
      </>
    );
  if (m.way === 'query') return <>由县里查询{m.register ? `：${m.register}` : ''}</>;
  if (m.way === 'declare') return <>用承诺代替</>;
  if (m.state === 'owed') return <>以后补交</>;
  return (
    <ul>
      {m.files.map(f => (
        <li key={f.id}>
          <a href={`/api/files/${f.id}`} download={f.name}>
            {f.name}
          </a>{' '}
          <span className="muted small">{size(f.size)}</span>
        </li>
      ))}
    </ul>
  );
}
