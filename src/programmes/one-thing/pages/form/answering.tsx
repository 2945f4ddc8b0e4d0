/** Answering one request for corrections (补正): everything that was asked for on one page, sent at once. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, Problem } from '#ui/api';
import { Button, ErrorSummary, Failed, Field } from '#ui/kit';
import { Refused } from '#ui/session';
import type { Answerable, CaseView } from '../../case-view.ts';
import './answer.css';
import { useAnswerDraft } from './answer-draft.ts';
import { AnswerItems, type AnswerMaterial } from './answer-items.tsx';
import { asInput, type Given, isGiven } from './give-material.tsx';

interface Props {
  /** Whose typing it is. */
  owner: string;
  today: string;
  task: CaseView['tasks'][number];
  asked: CaseView['corrections'][number];
  answerable: Answerable;
  materials: readonly AnswerMaterial[];
  heading?: 'h2' | 'h3';
  /** At the window: the clerk's scan of the code that opened the licences. */
  scan?: string | undefined;
  /** Another way out, beside the button. */
  aside?: ReactNode;
  onSent(): void;
  /** Somebody was quicker: what stands there is to be read again. */
  again(): void;
}

export function Answering({ owner, today, task, asked, answerable, materials, heading = 'h2', scan, aside, onSent, again }: Props) {
  const [draft, change, forget] = useAnswerDraft(owner, task.id);
  const [attempt, setAttempt] = useState(0);
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => {
      const given = Object.entries(draft.given).filter((e): e is [string, Given] => isGiven(e[1]));
      return api.post(`/tasks/${task.id}/correction-answer`, {
        version: task.version,
        note: draft.note,
        values: draft.values,
        rows: draft.rows,
        materials: Object.fromEntries(given.map(([id, g]) => [id, asInput(g)])),
        ...(scan && given.some(([, g]) => g.way === 'wallet') ? { scan } : {}),
      });
    },
    onSuccess: async () => {
      forget();
      onSent();
      await client.invalidateQueries();
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
  return (
    <form
      className="answer stack-l"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setSilent(wordless);
        if (wordless) setAttempt(n => n + 1);
        else if (!send.isPending) send.mutate();
      }}
    >
      <ErrorSummary key={attempt} faults={faults.map(f => ({ id: f.path, message: f.message }))} />
      <AnswerItems
        items={asked.items}
        answerable={answerable}
        materials={materials}
        draft={draft}
        faults={faults}
        attempt={attempt}
        today={today}
        heading={heading}
        change={change}
      />
      <Field id="note" label="说明" optional={!asked.items.some(i => i.kind === 'other')} error={faults.find(f => f.path === 'note')?.message}>
        {described => (
          <textarea {...described} className="input" rows={3} maxLength={1000} value={draft.note} onChange={event => change({ note: event.target.value })} />
        )}
      </Field>
      {problem && problem.faults.length === 0 ? <Refused error={problem} /> : null}
      {send.error && !problem ? <Failed error={send.error} /> : null}
      <div className="answer-actions">
        <Button type="submit" busy={send.isPending}>
          提交补正
        </Button>
        {aside}
      </div>
    </form>
  );
}
