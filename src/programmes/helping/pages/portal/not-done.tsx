/** Telling what could not get done: which thing, why, in one's own words. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Button, Choices, ErrorSummary, Field, useTitle } from '#ui/kit';
import { Refused, SignedIn } from '#ui/session';
import { notDoneDays } from '../../figures.ts';
import { type Reason, reasons } from '../../words.ts';

const ids: Record<string, string> = { reason: 'not-done-reason', thing: 'not-done-thing', caseNumber: 'not-done-case', text: 'not-done-text' };

export default function NotDonePage() {
  useTitle('反映办不成的事');
  return <SignedIn>{() => <Tell />}</SignedIn>;
}

function Tell() {
  const [, go] = useLocation();
  const client = useQueryClient();
  const [reason, setReason] = useState<Reason>();
  const [thing, setThing] = useState('');
  const [caseNumber, setCase] = useState('');
  const [text, setText] = useState('');
  const create = useCreate();
  const things = useQuery({ queryKey: ['things'], queryFn: () => api.get<{ items: { no: number; name: string }[] }>('/things'), staleTime: 600_000 });
  const cases = useQuery({ queryKey: ['cases', '', 1], queryFn: () => api.get<{ items: { number: string; title: string }[] }>('/cases') });
  const send = useMutation({
    mutationFn: () => create<{ id: string }>('/not-done', { reason, text, caseNumber, ...(thing ? { thing: Number(thing) } : {}) }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['asked'] });
      go(`/not-done/${id}`);
    },
  });
  const faults = send.error instanceof Problem ? send.error.faults : [];
  const fault = (path: string) => faults.find(f => f.path === path)?.message;
  return (
    <form
      className="stack-l"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!send.isPending) send.mutate();
      }}
    >
      <h1>反映办不成的事</h1>
      <p>跑了没有办成、没有人管、不知道卡在哪里，都可以写。问到哪个部门，就由它负责到底，{notDoneDays.value} 个工作日内答复。</p>
      <ErrorSummary faults={faults.map(f => ({ id: ids[f.path] ?? 'not-done-text', message: f.message }))} />
      <Field id="not-done-reason" label="为什么没办成" group error={fault('reason')}>
        {() => (
          <Choices
            name="reason"
            options={Object.entries(reasons).map(([value, label]) => ({ value, label }))}
            value={reason}
            onChange={value => setReason(value as Reason)}
          />
        )}
      </Field>
      <Field id="not-done-thing" label="想办什么事" optional error={fault('thing')}>
        {described => (
          <select {...described} className="input" value={thing} onChange={e => setThing(e.target.value)}>
            <option value="">不在里面、说不清</option>
            {(things.data?.items ?? []).map(t => (
              <option key={t.no} value={t.no}>
                {t.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(cases.data?.items.length ?? 0) > 0 ? (
        <Field id="not-done-case" label="和哪个办件有关" optional error={fault('caseNumber')}>
          {described => (
            <select {...described} className="input" value={caseNumber} onChange={e => setCase(e.target.value)}>
              <option value="">没有</option>
              {cases.data!.items.map(c => (
                <option key={c.number} value={c.number}>
                  {c.title}（{c.number}）
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <Field id="not-done-text" label="想办什么、去了哪里、卡在哪里" error={fault('text')}>
        {described => <textarea {...described} className="input" rows={6} maxLength={2000} value={text} onChange={e => setText(e.target.value)} />}
      </Field>
      {send.error && faults.length === 0 ? <Refused error={send.error} /> : null}
      <div className="row">
        <Button type="submit" busy={send.isPending}>
          提交
        </Button>
        <Link className="button plain" href="/hotline">
          看我反映过的
        </Link>
      </div>
    </form>
  );
}
