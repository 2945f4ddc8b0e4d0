/** Who asked for my data, why and on which basis; and what I am asked to agree to. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConsentView, QueryView } from '#platform/exchange';
import { consentStates, queryStates } from '#platform/exchange/pure';
import { api, query } from '#ui/api';
import { Banner, Button, Empty, Failed, Loading, Tag, Turn, useTitle } from '#ui/kit';
import { Refused, type Session, SignedIn } from '#ui/session';
import { moment } from '#ui/words';
import './inbox.css';

const pageSize = 20;

export default function DataUsesPage() {
  return <SignedIn>{session => <DataUses session={session} />}</SignedIn>;
}

function DataUses({ session }: { session: Session }) {
  useTitle('谁查了我的数据');
  const consents = useQuery({ queryKey: ['data-consents'], queryFn: () => api.get<{ items: ConsentView[] }>('/data-consents') });
  const asked = consents.data?.items.filter(c => c.state === 'asked') ?? [];
  const others = consents.data?.items.filter(c => c.state !== 'asked') ?? [];
  return (
    <div className="inbox stack-l">
      <header className="stack-s">
        <h1>谁查了我的数据</h1>
        <p>部门办理您的事项时，可以通过数据共享查到的，就不用您交材料。每一次查询都记在这里。</p>
      </header>
      {consents.error ? <Failed error={consents.error} again={() => void consents.refetch()} /> : null}
      {asked.length > 0 ? (
        <section className="stack" aria-labelledby="data-uses-asked">
          <h2 id="data-uses-asked">等您答复</h2>
          {asked.map(c => (
            <Consent key={c.id} consent={c} today={session.today} />
          ))}
        </section>
      ) : null}
      <Uses today={session.today} />
      {others.length > 0 ? (
        <section className="stack" aria-labelledby="data-uses-others">
          <h2 id="data-uses-others">您答复过的</h2>
          {others.map(c => (
            <Consent key={c.id} consent={c} today={session.today} />
          ))}
        </section>
      ) : null}
    </div>
  );
}

const looks = { asked: 'warn', given: 'good', refused: 'bad', ended: undefined } as const;

function Consent({ consent: c, today }: { consent: ConsentView; today: string }) {
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (state: 'given' | 'refused' | 'ended') => api.post(`/data-consents/${c.id}/decision`, { version: c.version, state }),
    onSettled: () => client.invalidateQueries({ queryKey: ['data-consents'] }),
  });
  const name = (
    <span className="visually-hidden">
      ：{c.unitName}查询{c.serviceName}
    </span>
  );
  return (
    <article className="card inbox-one">
      <div className="row between">
        <h3>
          {c.unitName ?? c.unit}想查“{c.serviceName}”
        </h3>
        <Tag look={looks[c.state]}>{consentStates[c.state]}</Tag>
      </div>
      <p>
        用于{c.purpose}，{c.caseNumber ? `办件 ${c.caseNumber}` : '还没有提交的申请'}。
      </p>
      <p className="muted small">
        {c.askedByName} {moment(c.askedAt, today)} 提出{c.decidedAt ? `，您 ${moment(c.decidedAt, today)} 答复` : ''}
      </p>
      {decide.error ? <Refused error={decide.error} /> : null}
      {c.state === 'asked' ? (
        <>
          <div className="row">
            <Button busy={decide.isPending && decide.variables === 'given'} onClick={() => decide.isPending || decide.mutate('given')}>
              同意{name}
            </Button>
            <Button look="secondary" busy={decide.isPending && decide.variables === 'refused'} onClick={() => decide.isPending || decide.mutate('refused')}>
              不同意{name}
            </Button>
          </div>
          <p className="small">不同意也照样办，只是要自己交材料。</p>
        </>
      ) : null}
      {c.state === 'given' ? (
        <div>
          <Button look="plain" busy={decide.isPending} onClick={() => decide.mutate('ended')}>
            撤回同意{name}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

function Uses({ today }: { today: string }) {
  const [page, setPage] = useState(1);
  const uses = useQuery({
    queryKey: ['data-queries', page],
    queryFn: () => api.get<{ items: QueryView[]; total: number }>(`/data-queries${query({ page, size: pageSize })}`),
    placeholderData: before => before,
  });
  const units = useQuery({ queryKey: ['units'], queryFn: () => api.get<{ items: { id: string; name: string }[] }>('/units'), staleTime: 300_000 });
  const unit = (id: string) => units.data?.items.find(u => u.id === id)?.name ?? id;
  return (
    <section className="stack" aria-labelledby="data-uses-list">
      <h2 id="data-uses-list">查询记录</h2>
      {uses.error ? <Failed error={uses.error} again={() => void uses.refetch()} /> : uses.data ? null : <Loading />}
      {uses.data?.items.length === 0 ? <Empty title="还没有部门查过您的数据" /> : null}
      <ul className="inbox-list">
        {uses.data?.items.map(q => (
          <li key={q.id} className="card inbox-one">
            <div className="row between">
              <h3>{q.serviceName}</h3>
              <Tag look={q.state === 'answered' ? 'good' : undefined}>{queryStates[q.state]}</Tag>
            </div>
            <p>
              {q.direction === 'out' ? unit(q.unit) : q.unit}（{q.askedByName}），用于{q.purpose}
              {q.caseNumber ? `，办件 ${q.caseNumber}` : ''}。
            </p>
            <p className="muted small">
              {moment(q.askedAt, today)} · 依据：{q.basis}
              {q.cached ? ' · 用了已有的答复' : ''}
            </p>
          </li>
        ))}
      </ul>
      {uses.data ? <Turn page={page} pages={Math.ceil(uses.data.total / pageSize)} to={setPage} /> : null}
      <Banner look="info">
        觉得有查询不该查，打 <a href="tel:12345">12345</a> 投诉，说明日期和部门。
      </Banner>
    </section>
  );
}
