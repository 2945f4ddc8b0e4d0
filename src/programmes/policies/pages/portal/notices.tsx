/** Public notice of grants without claim: who gets how much; anybody may object while it runs. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Button, Empty, Failed, Field, Loading, Tag, useTitle } from '#ui/kit';
import { Refused, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { Notices } from '../../portal.ts';
import { useUnitNames, yuanOf } from './names.tsx';
import './policies.css';

export default function NoticesPage() {
  useTitle('免申即享公示');
  const { data, error, refetch } = useQuery({ queryKey: ['policies', 'notices'], queryFn: () => api.get<Notices>('/policies/notices') });
  const { data: session } = useSession();
  const unitName = useUnitNames();
  const [text, setText] = useState('');
  const wanted = text.trim();
  // By the benefit the whole list, by a firm its own line.
  const runs = (data?.runs ?? []).flatMap(r => {
    const firms = r.title.includes(wanted) || r.number.includes(wanted) ? r.firms : r.firms.filter(f => f.name.includes(wanted));
    return firms.length > 0 ? [{ ...r, shown: firms }] : [];
  });
  return (
    <div className="policies stack-l">
      <header className="stack-s">
        <p>
          <Link href="/policies">← 惠企政策</Link>
        </p>
        <h1>免申即享公示</h1>
        <p className="muted">部门按已有的信息算出这些企业符合政策，不用申请。公示期里有不同意见的，登录后可以提出异议。</p>
      </header>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data?.runs.length === 0 ? <Empty title="最近没有公示的名单" /> : null}
      {data && data.runs.length > 0 ? (
        <search className="policy-filters">
          <div className="policy-search">
            <label htmlFor="notice-q">找企业或政策</label>
            <input id="notice-q" className="input" type="search" maxLength={40} value={text} onChange={e => setText(e.target.value)} />
          </div>
        </search>
      ) : null}
      {data && data.runs.length > 0 && runs.length === 0 ? <Empty title="公示名单里没有这样的企业或政策" /> : null}
      {runs.map(r => (
        <section key={r.id} className="card stack" aria-labelledby={`run-${r.id}`}>
          <div className="row between">
            <h2 id={`run-${r.id}`}>
              <Link href={`/policies/${r.item}`}>{r.title}</Link>
            </h2>
            <Tag {...(r.running ? { look: 'brand' as const } : {})}>{r.running ? '公示中' : '公示期满'}</Tag>
          </div>
          <p className="muted">
            {unitName(r.unit)}，{r.number}，{day(r.noticedOn)}至{day(r.noticeUntil)}，{r.firms.length} 家
          </p>
          <ul>
            {r.shown.map(f => (
              <li key={f.id} className="policy-notice">
                <span>{f.name}</span>
                <strong>{yuanOf(f.amount)}</strong>
                {r.running && session?.kind === 'person' ? <ObjectTo id={f.id} name={f.name} /> : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ObjectTo({ id, name }: { id: string; name: string }) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const create = useCreate();
  const send = useMutation({
    mutationFn: () => create(`/policies/grants/${id}/objections`, { words }),
  });
  const problem = send.error instanceof Problem ? send.error : null;
  if (send.isSuccess) return <p role="status">异议已经提交，答复会发到您的消息里。</p>;
  if (!open)
    return (
      <Button look="plain" onClick={() => setOpen(true)}>
        提出异议<span className="visually-hidden">：{name}</span>
      </Button>
    );
  return (
    <form
      className="stack-s"
      noValidate
      onSubmit={e => {
        e.preventDefault();
        if (!send.isPending) send.mutate();
      }}
    >
      <Field id={`words-${id}`} label={`对“${name}”的异议`} error={problem?.faults[0]?.message}>
        {c => <textarea {...c} className="input" maxLength={1000} value={words} onChange={e => setWords(e.target.value)} />}
      </Field>
      {send.error && !(problem && problem.faults.length > 0) ? <Refused error={send.error} /> : null}
      <div className="row">
        <Button type="submit" look="secondary" busy={send.isPending}>
          提交异议
        </Button>
        <Button look="plain" onClick={() => setOpen(false)}>
          不提了
        </Button>
      </div>
    </form>
  );
}
