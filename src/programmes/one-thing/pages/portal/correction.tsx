/** Answering a correction (补正) in place: everything that was asked for on one page, sent at once. */
import { Link, useLocation, useParams } from 'wouter';
import { Empty, Failed, Loading, useTitle } from '#ui/kit';
import { type Session, SignedIn } from '#ui/session';
import { day } from '#ui/words';
import { Answering } from '../form/answering.tsx';
import './case.css';
import { useCase } from './case-data.ts';

export default function CorrectionPage() {
  return <SignedIn>{session => <Correction session={session} />}</SignedIn>;
}

function Correction({ session }: { session: Session }) {
  const { id, taskId } = useParams<{ id: string; taskId: string }>();
  const { data: view, error, refetch } = useCase(id);
  const [, go] = useLocation();
  const task = view?.tasks.find(t => t.id === taskId);
  useTitle(task ? `补正 ${task.title}` : '补正');
  if (error && !view)
    return (
      <div className="stack">
        <h1>补正</h1>
        <Failed error={error} again={() => void refetch()} />
      </div>
    );
  if (!view) return <Loading />;
  const asked = view.corrections.find(c => c.taskId === taskId && !c.answeredOn);
  if (!task || !asked || task.state !== 'correcting' || !view.answerable)
    return (
      <div className="stack">
        <h1>补正</h1>
        <Empty title={task ? `“${task.title}”现在没有等您补正的` : '没有这个事项'}>
          <Link href={`/cases/${id}`} className="button primary">
            看办理进度
          </Link>
        </Empty>
      </div>
    );
  return (
    <div className="stack-l">
      <header className="stack-s">
        <p>
          <Link href={`/cases/${id}`} className="case-back">
            ← {view.case.title}
          </Link>
        </p>
        <h1>补正：{task.title}</h1>
        <p className="muted">
          {view.units[task.unit] ?? task.unit} {day(asked.askedOn, session.today)}一次列明了 {asked.items.length}{' '}
          处。都改好再提交，办理时限从您提交补正后接着算。
        </p>
      </header>
      <Answering
        key={asked.id}
        owner={session.id}
        today={session.today}
        task={task}
        asked={asked}
        answerable={view.answerable}
        materials={view.materials ?? []}
        aside={
          <Link href={`/cases/${id}`} className="button secondary">
            以后再改
          </Link>
        }
        onSent={() => go(`/cases/${id}`, { replace: true })}
        again={() => void refetch()}
      />
    </div>
  );
}
