/** Objecting to what is posted: signed in, while the term runs; one's own earlier objections with their answers. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, Problem, useCreate } from '#ui/api';
import { Banner, Button, Field } from '#ui/kit';
import { useSession } from '#ui/session';
import type { MyObjection } from '../../objections.ts';

type Of = { plan: string; row: string } | { project: string };

const states = { open: '正在核实', upheld: '成立', rejected: '不成立' } as const;

export function Objecting({ of, open }: { of: Of; open: boolean }) {
  const session = useSession();
  const signedIn = session.data?.kind === 'person';
  const client = useQueryClient();
  const [writing, write] = useState(false);
  const [text, setText] = useState('');
  const create = useCreate();
  const mine = useQuery({
    queryKey: ['funds-objections'],
    enabled: signedIn,
    queryFn: ({ signal }) => api.get<{ items: MyObjection[] }>('/funds/objections', signal),
  });
  const own = (mine.data?.items ?? []).filter(o => ('plan' in of ? o.plan === of.plan && o.rowId === of.row : o.project === of.project));
  const sending = useMutation({
    mutationFn: () => create('/funds/objections', { ...of, text }),
    onSuccess: () => {
      write(false);
      setText('');
      void client.invalidateQueries({ queryKey: ['funds-objections'] });
    },
  });
  const id = `objection-${'plan' in of ? of.row : of.project}`;
  const fault =
    sending.error instanceof Problem
      ? (sending.error.faults.find(f => f.path === 'text')?.message ?? sending.error.message)
      : sending.error
        ? '没有提交，请再试一次'
        : undefined;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (!sending.isPending) sending.mutate();
  };
  return (
    <>
      {own.map(o => (
        <Banner key={o.id} look={o.state === 'open' ? 'info' : 'good'}>
          您提过异议：{o.text}（{states[o.state]}）{o.answer ? `。答复：${o.answer}` : ''}
        </Banner>
      ))}
      {!open || own.some(o => o.state === 'open') ? null : !signedIn ? (
        <p className="no-print">
          <a href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}>登录以后可以提异议</a>
        </p>
      ) : writing ? (
        <form className="stack-s no-print" onSubmit={submit}>
          <Field id={id} label="哪里不对" hint="至少 10 个字；您的名字不公开" error={fault}>
            {d => <textarea {...d} className="input" rows={4} maxLength={1000} value={text} onChange={e => setText(e.target.value)} />}
          </Field>
          <Button type="submit" busy={sending.isPending}>
            提交异议
          </Button>
        </form>
      ) : (
        <Button look="secondary" onClick={() => write(true)}>
          提异议
        </Button>
      )}
    </>
  );
}
