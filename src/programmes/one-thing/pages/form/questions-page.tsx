/** The situation once more: other answers are other matters and other fields; what still applies stays filled in. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '#ui/api';
import { Banner, Button, Choices, ErrorSummary, Failed, Field, Loading } from '#ui/kit';
import type { ApplicationView } from '../../application-view.ts';
import type { ThingView } from '../../views.ts';
import { pathOf } from '../portal/situation.ts';
import type { Draft } from './draft.ts';

export function QuestionsPage({ draft, view, basePath }: { draft: Draft; view: ApplicationView; basePath: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['thing', String(view.thing.no)],
    queryFn: () => api.get<ThingView>(`/things/${view.thing.no}`),
    staleTime: 300_000,
  });
  const [given, setGiven] = useState<Record<string, string>>(view.answers);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [, go] = useLocation();
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const path = pathOf(data, given);
  const faults = attempt > 0 && path.open ? [{ id: `question.${path.open.id}`, message: `请回答：${path.open.ask}` }] : [];
  const changed = path.open !== undefined || JSON.stringify(Object.entries(path.answers).sort()) !== JSON.stringify(Object.entries(view.answers).sort());
  const keep = async () => {
    setAttempt(attempt + 1);
    if (path.open) return;
    setBusy(true);
    if (changed) {
      draft.change({ answers: path.answers }, 'now');
      // Without a network the answers wait like everything else; the pages follow once they are kept.
      if (!(await draft.flush())) return setBusy(false);
    }
    go(basePath);
  };
  return (
    <form
      className="stack-l"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void keep();
      }}
    >
      {view.question && !view.notice ? (
        <Banner look="warn">
          <p>事项有了调整，请先把下面的问题答完，才能接着填。填过的内容还在。</p>
        </Banner>
      ) : (
        <p className="muted">改了以后，要办的事项、要填的内容和材料会跟着变；还用得上的内容不用重填。</p>
      )}
      <ErrorSummary key={attempt} faults={faults} title="还有问题没有回答" />
      {path.asked.map(q => (
        <Field
          key={q.id}
          id={`question.${q.id}`}
          label={q.ask}
          hint={q.help ?? q.why}
          group
          error={faults.find(f => f.id === `question.${q.id}`) ? '请选择一项' : undefined}
        >
          {() => <Choices name={q.id} options={q.options} value={path.answers[q.id]} onChange={value => setGiven({ ...given, [q.id]: value })} />}
        </Field>
      ))}
      <div className="row form-actions">
        <Button type="submit" busy={busy}>
          {changed ? '按新的情况办理' : '不改了，返回'}
        </Button>
        {view.notice ? (
          <Link href={basePath} className="button plain">
            取消
          </Link>
        ) : null}
      </div>
    </form>
  );
}
