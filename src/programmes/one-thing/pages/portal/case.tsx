/** One case: what waits for me, how each matter goes, what came of it, what I handed in. */
import { Link, useParams } from 'wouter';
import { Banner, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { type Session, SignedIn } from '#ui/session';
import { day } from '#ui/words';
import type { CaseView } from '../../case-view.ts';
import { Supply } from '../form/supply.tsx';
import './case.css';
import { CaseActions } from './case-actions.tsx';
import { Course } from './case-course.tsx';
import { useCase } from './case-data.ts';
import { Given } from './case-given.tsx';
import { Answers, History } from './case-history.tsx';
import { Rating } from './case-rating.tsx';

export default function CasePage() {
  return <SignedIn>{session => <Case session={session} />}</SignedIn>;
}

const states = { open: { look: 'brand', text: '办理中' }, finished: { look: 'good', text: '已办结' }, withdrawn: { look: undefined, text: '已撤回' } } as const;

function Case({ session }: { session: Session }) {
  const { id } = useParams<{ id: string }>();
  const { data: view, error, refetch } = useCase(id);
  useTitle(view ? `${view.case.title} ${view.case.number}` : undefined);
  if (error)
    return (
      <div className="stack">
        <h1>办件</h1>
        <Failed error={error} again={() => void refetch()} />
        <p>
          <Link href="/cases">看我的办件</Link>
        </p>
      </div>
    );
  if (!view) return <Loading />;
  const { case: file, tasks } = view;
  const decided = tasks.filter(t => t.outcome !== null).length;
  return (
    <div className="case stack-l">
      <header className="stack-s">
        <p className="no-print">
          <Link href="/cases" className="case-back">
            ← 我的办件
          </Link>
        </p>
        <div className="row between case-head">
          <h1>{file.title}</h1>
          <Tag look={states[file.state].look}>{states[file.state].text}</Tag>
        </div>
        <p className="muted">
          {file.principalName}
          {file.applicantName !== file.principalName ? `（${file.applicantName}代办）` : ''} · {day(file.filedOn, session.today)}提交 · 编号{' '}
          <span className="nowrap">{file.number}</span>
        </p>
      </header>
      <Corrections view={view} today={session.today} />
      <Supply view={view} materials={view.materials ?? []} answerable={view.answerable} />
      {file.state === 'finished' && !view.rating ? <Rating view={view} /> : null}
      <section className="stack">
        <div className="row between">
          <h2>办到哪一步了</h2>
          <span className="muted">
            {tasks.length} 个事项，{decided} 个有结果
          </span>
        </div>
        <Course view={view} today={session.today} />
      </section>
      {view.licences.length > 0 ? (
        <section className="stack">
          <div className="row between">
            <h2>办好的证照</h2>
            <Link href="/wallet">去证照包看</Link>
          </div>
          <ul className="case-licences">
            {view.licences.map(l => (
              <li key={l.id} className="card">
                <strong>{l.typeName}</strong>
                <span>{l.bearerName}</span>
                <span className="muted small">
                  {l.number} · {day(l.issuedOn, session.today)}签发 · {l.validUntil ? `有效期至${day(l.validUntil)}` : '长期有效'}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {view.rating ? <Rating view={view} /> : null}
      <Answers view={view} today={session.today} />
      <Given view={view} today={session.today} />
      <History view={view} />
      <CaseActions view={view} />
    </div>
  );
}

/** The most important line of the page, when there is one. */
function Corrections({ view, today }: { view: CaseView; today: string }) {
  const open = view.tasks.filter(t => t.state === 'correcting');
  return open.map(t => {
    const asked = view.corrections.find(c => c.taskId === t.id && !c.answeredOn);
    return (
      <Banner key={t.id} look="bad">
        <div className="stack-s">
          <p>
            <strong>
              “{t.title}”等您补正{asked ? ` ${asked.items.length} 处` : ''}
            </strong>
          </p>
          {asked ? (
            <>
              <p>
                {view.units[t.unit]} {day(asked.askedOn, today)}一次列明：
              </p>
              <ol className="case-asked">
                {asked.items.map(i => (
                  <li key={i.what}>{i.what}</li>
                ))}
              </ol>
            </>
          ) : null}
          <p>
            <Link href={`/cases/${view.case.id}/tasks/${t.id}/correction`} className="button primary">
              去补正
            </Link>
          </p>
        </div>
      </Banner>
    );
  });
}
