/** The application as this matter needs it: circumstances, then the form in its groups, sensitive numbers masked. */
import { api } from '#ui/api';
import { Mark, Reveal } from '#ui/frame';
import type { TaskView } from '../../task-view.ts';

const usual = ['核对申请人身份', '电话联系申请人', '核对收款账户'];

export function TaskForm({ view, reveals }: { view: TaskView; reveals: boolean }) {
  // What the applicant has mended since: the reviewer looks there first.
  const mended = new Set(view.corrections.filter(c => c.answeredOn).flatMap(c => c.items.flatMap(i => (i.kind === 'field' && i.id ? [i.id] : []))));
  return (
    <>
      {view.answers.length > 0 ? (
        <section className="frame-panel">
          <h2>申请情形</h2>
          <dl className="task-fields one">
            {view.answers.map(a => (
              <div key={a.ask}>
                <dt>{a.ask}</dt>
                <dd>{a.answer}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      {view.form.map(group => (
        <section key={group.id} className="frame-panel">
          <h2>
            {group.label}
            {group.rows.length > 1 ? <span className="frame-note">（{group.rows.length} 项）</span> : null}
          </h2>
          {group.rows.map((row, i) => (
            <div key={row[0]?.path ?? i} className={group.rows.length > 1 ? 'task-row' : undefined}>
              {group.rows.length > 1 ? <h3>第 {i + 1} 项</h3> : null}
              <dl className="task-fields">
                {row.map(f => (
                  <div key={f.path} className={f.value.length > 24 ? 'wide' : undefined}>
                    <dt>
                      {f.label}
                      {mended.has(f.id) ? <Mark look="info">补正过</Mark> : null}
                    </dt>
                    <dd>
                      {f.value === '' ? (
                        <span className="light-muted">没有填</span>
                      ) : f.sensitive && reveals ? (
                        <Reveal
                          label={f.label}
                          masked={f.value}
                          usual={usual}
                          open={reason => api.post<{ value: string }>(`/desk/tasks/${view.task.id}/reveal`, { path: f.path, reason }).then(r => r.value)}
                        />
                      ) : (
                        f.value
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </section>
      ))}
      <section className="frame-panel">
        <h2>办理依据和条件</h2>
        <p className="frame-muted">{view.matter.plain}</p>
        {view.matter.conditions.length > 0 ? (
          <ul className="task-list">
            {view.matter.conditions.map(c => (
              <li key={c.text}>
                {c.text}
                <small className="frame-muted">{c.tested ? '（已自动核对）' : '（要人工核对）'}</small>
              </li>
            ))}
          </ul>
        ) : null}
        {view.matter.basis.length > 0 ? <p className="frame-small">依据：{view.matter.basis.join('；')}</p> : null}
      </section>
    </>
  );
}
