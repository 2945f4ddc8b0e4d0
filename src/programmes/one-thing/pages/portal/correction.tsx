/** Answering a correction (补正) in place: everything that was asked for on one page, sent at once. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api, Problem } from '#ui/api';
import { Button, Empty, ErrorSummary, Failed, Field, Loading, useTitle } from '#ui/kit';
import { Refused, type Session, SignedIn } from '#ui/session';
import { day } from '#ui/words';
import type { CaseView } from '../../case-view.ts';
import { asInput, type Given, isGiven } from '../form/give-material.tsx';
import { useCase } from './case-data.ts';
import './correction.css';
import { useCorrectionDraft } from './correction-draft.ts';
import { CorrectionItems } from './correction-items.tsx';

export default function CorrectionPage() {
  return <SignedIn>{session => <Correction session={session} />}</SignedIn>;
}

function Correction({ session }: { session: Session }) {
  const { id, taskId } = useParams<{ id: string; taskId: string }>();
  const { data: view, error, refetch } = useCase(id);
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
      <div className="correction stack">
        <h1>补正</h1>
        <Empty title={task ? `“${task.title}”现在没有等您补正的` : '没有这个事项'}>
          <Link href={`/cases/${id}`} className="button primary">
            看办理进度
          </Link>
        </Empty>
      </div>
    );
  return <Answering key={asked.id} {...{ session, view, task, asked }} answerable={view.answerable} again={() => void refetch()} />;
}

interface AnsweringProps {
  session: Session;
  view: CaseView;
  task: CaseView['tasks'][number];
  asked: CaseView['corrections'][number];
  answerable: NonNullable<CaseView['answerable']>;
  again(): void;
}

function Answering({ session, view, task, asked, answerable, again }: AnsweringProps) {
  const [draft, change, forget] = useCorrectionDraft(session.id, task.id);
  const [attempt, setAttempt] = useState(0);
  const [, go] = useLocation();
  const client = useQueryClient();
  const home = `/cases/${view.case.id}`;
  const send = useMutation({
    mutationFn: () =>
      api.post(`/tasks/${task.id}/correction-answer`, {
        version: task.version,
        note: draft.note,
        values: draft.values,
        rows: draft.rows,
        materials: Object.fromEntries(
          Object.entries(draft.given)
            .filter((e): e is [string, Given] => isGiven(e[1]))
            .map(([id, g]) => [id, asInput(g)]),
        ),
      }),
    onSuccess: async () => {
      forget();
      await client.invalidateQueries();
      go(home, { replace: true });
    },
    onError: error => {
      setAttempt(n => n + 1);
      // Somebody was quicker: the page shows how it stands now, with what was typed here.
      if (error instanceof Problem && error.status === 409) again();
    },
  });
  const wordless = asked.items.some(i => i.kind === 'other') && draft.note.trim() === '';
  const [silent, setSilent] = useState(false);
  const problem = send.error instanceof Problem ? send.error : null;
  const faults = [...(problem?.faults ?? []), ...(silent && wordless ? [{ path: 'note', message: '请在说明里答复部门的要求' }] : [])];
  const unit = view.units[task.unit] ?? task.unit;
  return (
    <form
      className="correction stack-l"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setSilent(wordless);
        if (wordless) setAttempt(n => n + 1);
        else if (!send.isPending) send.mutate();
      }}
    >
      <header className="stack-s">
        <p>
          <Link href={home} className="case-back">
            ← {view.case.title}
          </Link>
        </p>
        <h1>补正：{task.title}</h1>
        <p className="muted">
          {unit} {day(asked.askedOn, session.today)}一次列明了 {asked.items.length} 处。都改好再提交，办理时限从您提交补正后接着算。
        </p>
      </header>
      <ErrorSummary key={attempt} faults={faults.map(f => ({ id: f.path, message: f.message }))} />
      <CorrectionItems
        items={asked.items}
        answerable={answerable}
        materials={view.materials ?? []}
        draft={draft}
        faults={faults}
        attempt={attempt}
        today={session.today}
        change={change}
      />
      <Field id="note" label="说明" optional={!asked.items.some(i => i.kind === 'other')} error={faults.find(f => f.path === 'note')?.message}>
        {described => (
          <textarea {...described} className="input" rows={3} maxLength={1000} value={draft.note} onChange={event => change({ note: event.target.value })} />
        )}
      </Field>
      {problem && problem.faults.length === 0 ? <Refused error={problem} /> : null}
      {send.error && !problem ? <Failed error={send.error} /> : null}
      <div className="correction-actions">
        <Button type="submit" busy={send.isPending}>
          提交补正
        </Button>
        <Link href={home} className="button secondary">
          以后再改
        </Link>
      </div>
    </form>
  );
}
