/** One answer: what is known with its sources, one question back, or that nothing is known and who can help. */
import { Link } from 'wouter';
import { query } from '#ui/api';
import { Tag } from '#ui/kit';
import { day } from '#ui/words';
import type { About, AnswerView, SourceView } from '../../views.ts';
import { AnswerText } from '../answer-view.tsx';
import { Feedback } from './feedback.tsx';
import type { Turn } from './turns.ts';

interface Props {
  turn: Turn;
  latest: boolean;
  busy: boolean;
  onAsk(question: string, about: About | null): void;
}

export function Answer({ turn, latest, busy, onAsk }: Props) {
  const a = turn.answer;
  return (
    <article className={`card ask-answer ${a.kind}`} aria-label={`答复：${a.title}`}>
      <h2 tabIndex={-1} data-answer>
        {a.title}
      </h2>
      {a.lead ? <p className={a.kind === 'answer' ? 'muted' : ''}>{a.lead}</p> : null}
      {a.summary ? (
        <div className="ask-summary">
          <p>{a.summary}</p>
          <p className="muted small">机器按下面的原文归纳的，以原文为准。</p>
        </div>
      ) : null}
      {a.blocks.map(b => (
        <section key={b.text} className="ask-block" aria-label="依据原文">
          <AnswerText text={b.text} />
          <Source of={b.source} />
        </section>
      ))}
      {a.options.length > 0 ? (
        <ul className="ask-options">
          {a.options.map(o => (
            <li key={o.about.id}>
              <button type="button" className="ask-option" disabled={!latest || busy} onClick={() => onAsk(turn.question, o.about)}>
                <strong>{o.title}</strong>
                <span>{o.note}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {a.apply ? (
        <p>
          <Link href={a.apply.link} className="button primary ask-apply">
            {a.apply.title}
          </Link>
        </p>
      ) : null}
      {latest && a.next.length > 0 ? (
        <div className="ask-next no-print">
          <p className="small muted" id={`next-${turn.id}`}>
            接着问
          </p>
          <ul aria-labelledby={`next-${turn.id}`}>
            {a.next.map(q => (
              <li key={q}>
                <button type="button" className="ask-chip" disabled={busy} onClick={() => onAsk(q, a.about)}>
                  {q}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {a.related.length > 0 ? (
        <div className="ask-related">
          <p className="small muted">{a.kind === 'unknown' ? '也许您想问的是' : '相关的'}</p>
          <ul>
            {a.related.map(r => (
              <li key={r.link}>
                <Link href={r.link}>{r.title}</Link>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {a.kind === 'unknown' ? <Help answer={a} /> : null}
      {a.kind === 'answer' ? (
        <>
          <Feedback target={a.target} question={a.question} />
          <p className="small muted no-print">
            没答到点子上？<Link href={ticketOf(a.question)}>转给 12345</Link>，有人回答。
          </p>
        </>
      ) : null}
    </article>
  );
}

/** Where a ticket is written, with the question in it: personal numbers are hidden already. */
const ticketOf = (question: string) => `/hotline/new${query({ text: question })}`;

function Help({ answer }: { answer: AnswerView }) {
  return (
    <ul className="ask-help">
      <li>
        <Link href={ticketOf(answer.question)} className="button secondary">
          把这个问题转给 12345
        </Link>
      </li>
      <li>
        <Link href={`/helpers${query({ text: answer.question })}`}>请帮办员打电话给我</Link>
      </li>
      <li>
        <Link href={`/${query({ q: answer.question.slice(0, 60) })}`}>在一件事里搜一搜</Link>
      </li>
      <li>
        <a href="tel:12345">打 12345</a>
      </li>
    </ul>
  );
}

export function Source({ of }: { of: SourceView }) {
  const when = [of.on ? `${day(of.on)}发布` : '', of.until ? `有效至${day(of.until)}` : ''].filter(Boolean).join('，');
  return (
    <p className="ask-source">
      出处：{of.link ? <Link href={of.link}>{of.title}</Link> : of.title}
      {when ? `（${when}）` : ''}
      {of.assumed ? (
        <>
          {' '}
          <Tag look="warn">待部门确认</Tag>
        </>
      ) : null}
    </p>
  );
}
