/** One village of a posted run: each figure with its arithmetic, how to object and until when, one's own objections with their answers; printed. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { shownYuan } from '#platform/money';
import type { PostedRow } from '#platform/runs';
import { api, Problem, query, useCreate } from '#ui/api';
import { Banner, Button, Failed, Field, Loading, Tag, useTitle } from '#ui/kit';
import { useFilters } from '#ui/pages';
import { Refused, useSession } from '#ui/session';
import { day } from '#ui/words';
import './solar.css';

const states = { open: '等答复', upheld: '成立', rejected: '不成立' } as const;

const said = (value: string, type: string | undefined) =>
  value === '' ? '—' : type === 'money' ? shownYuan(value) : type === 'whole' ? `${Number(value).toLocaleString('zh-CN')} 人` : value;

export default function PostedVillage() {
  const { run = '' } = useParams<{ run: string }>();
  const { get } = useFilters();
  const row = get('row') ?? '';
  const { data, error, refetch } = useQuery({
    queryKey: ['solar-posted', run, row],
    queryFn: ({ signal }) => api.get<PostedRow>(`/posted/solar-run/${run}/row${query({ row })}`, signal),
  });
  useTitle(data ? `${data.row.title}：${data.run.title}` : '光伏收益公示');
  return (
    <div className="solar stack-l">
      <p className="no-print">
        <Link href={`/solar?run=${run}`}>← 光伏收益公示</Link>
      </p>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data ? <Shown data={data} /> : null}
    </div>
  );
}

function Shown({ data }: { data: PostedRow }) {
  const { run, row, columns, objections, mine } = data;
  const { data: session } = useSession();
  return (
    <>
      <header className="stack-s">
        <h1>{row.title}</h1>
        <p>
          {run.title}：<strong className="solar-total">{row.total ? shownYuan(row.total) : '—'}</strong>
        </p>
        <p className="muted">
          公示 {day(run.postedOn)}至{day(run.objectionsUntil)}
          {run.finalOn ? `，${day(run.finalOn)}生效` : ''}；依据
          {[...new Set(data.basis.map(b => b.document))].join('、')}
        </p>
        <p className="no-print">
          <Button look="secondary" onClick={() => window.print()}>
            打印张贴
          </Button>
        </p>
      </header>
      <section className="stack-s" aria-labelledby="solar-how">
        <h2 id="solar-how">每一个数怎么算的</h2>
        <dl className="solar-cells">
          {columns.map(c => (
            <div key={c.id}>
              <dt>
                <span>{c.title}</span>
                <strong className="solar-amount">{said(row.cells[c.id]?.value ?? '', c.type)}</strong>
              </dt>
              <dd>
                {(row.cells[c.id]?.why ?? []).map(step => (
                  <p key={step}>{step}</p>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="stack-s" aria-labelledby="solar-whole">
        <h2 id="solar-whole">全县的算法</h2>
        <ol className="solar-notes">
          {data.notes.map(n => (
            <li key={n}>{n}</li>
          ))}
        </ol>
      </section>
      <section className="stack-s" aria-labelledby="solar-objections">
        <h2 id="solar-objections">有不同意见怎么办</h2>
        <p>
          {run.open
            ? `${day(run.objectionsUntil)}以前，登录后在这里提异议，或者到乡镇、打 12345。县乡村振兴局核对后答复。`
            : '公示期已过。还有疑问的，可以到乡镇或打 12345。'}
          {objections.all > 0 ? `这个村已收到 ${objections.all} 条意见和异议，答复了 ${objections.answered} 条。` : ''}
        </p>
        {mine.map(o => (
          <div key={o.id} className="card stack-s">
            <p>
              <Tag {...(o.state === 'open' ? { look: 'warn' as const } : o.state === 'upheld' ? { look: 'good' as const } : {})}>{states[o.state]}</Tag>{' '}
              {day(o.openedOn)}我提的：{o.text}
            </p>
            {o.answer ? <p>答复：{o.answer}</p> : null}
          </div>
        ))}
        {run.open && session?.kind === 'person' && !mine.some(o => o.state === 'open') ? <ObjectForm run={run.id} row={row.key} name={row.title} /> : null}
        {run.open && session && session.kind !== 'person' ? (
          <p className="no-print">
            <Link className="button secondary" href={`/sign-in?next=${encodeURIComponent(`/solar/${run.id}?row=${encodeURIComponent(row.key)}`)}`}>
              登录后提异议
            </Link>
          </p>
        ) : null}
      </section>
    </>
  );
}

function ObjectForm({ run, row, name }: { run: string; row: string; name: string }) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const create = useCreate();
  const send = useMutation({
    mutationFn: () => create(`/posted/solar-run/${run}/objections`, { row, text }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['solar-posted'] }),
  });
  const problem = send.error instanceof Problem ? send.error : null;
  if (send.isSuccess)
    return (
      <Banner look="good" role="status">
        <p>异议已经提交，答复会发到您的消息里。</p>
      </Banner>
    );
  return (
    <form
      className="stack-s no-print"
      noValidate
      onSubmit={e => {
        e.preventDefault();
        if (!send.isPending) send.mutate();
      }}
    >
      <Field id="solar-text" label={`对${name}的哪个数有异议，为什么`} error={problem?.faults[0]?.message}>
        {c => <textarea {...c} className="input" rows={4} maxLength={1000} value={text} onChange={e => setText(e.target.value)} />}
      </Field>
      {send.error && !(problem && problem.faults.length > 0) ? <Refused error={send.error} /> : null}
      <p>
        <Button type="submit" busy={send.isPending}>
          提交异议
        </Button>
      </p>
    </form>
  );
}
