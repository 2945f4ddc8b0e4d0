/** What happened, day by day; and what was answered to a complaint or a bad rating. */
import { Tag } from '#ui/kit';
import { day, moment } from '#ui/words';
import type { CaseView } from '../../case-view.ts';
import { eventWords } from './case-words.ts';

export function History({ view }: { view: CaseView }) {
  const newest = [...view.events].sort((a, b) => b.seq - a.seq);
  return (
    <details className="card case-fold">
      <summary>
        <h2>办理经过</h2>
      </summary>
      <ol className="case-history">
        {newest.map(e => (
          <li key={e.seq}>
            <time dateTime={e.at}>{moment(e.at)}</time>
            <span>
              {eventWords(view, e)}
              {e.actorKind === 'staff' && e.actorName ? <span className="muted small">（经办：{e.actorName}）</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Complaints and bad ratings are duties of a unit: the applicant sees that they run, and what was answered. */
export function Answers({ view, today }: { view: CaseView; today: string }) {
  if (view.duties.length === 0) return null;
  return (
    <section className="stack">
      <h2>投诉和评价的答复</h2>
      {view.duties.map(d => (
        <article key={d.id} className="card stack-s">
          <div className="row between">
            <strong>
              {d.kind === 'bad-rating' ? '不满意的评价' : d.kindTitle} {d.number}
            </strong>
            {d.state === 'open' ? <Tag look="warn">等部门答复</Tag> : <Tag look="good">已答复</Tag>}
          </div>
          <p className="case-said">{d.body}</p>
          {d.answer && d.state !== 'open' ? (
            <div className="case-answer">
              <p className="muted small">{day(d.answeredOn, today)}答复</p>
              <p>{d.answer}</p>
            </div>
          ) : (
            <p className="muted">{d.days} 个工作日内答复，答复了会发短信给您。</p>
          )}
        </article>
      ))}
    </section>
  );
}
