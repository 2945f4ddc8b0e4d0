/** Who may act for whom (委托代办): given and received, with the way to give one and to take it back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Button, Dialog, Empty, Failed, Loading, Tag, useTitle, useToast } from '#ui/kit';
import { Refused, type Session, SignedIn } from '#ui/session';
import { day } from '#ui/words';
import { type ThingName, useThingNames } from './mandate-data.ts';
import { MandateForm } from './mandate-form.tsx';
import './mandates.css';

interface Mandate {
  id: string;
  principalName: string;
  agentName: string;
  agentIdentity: string;
  mine: boolean;
  basis: 'legal-person' | 'guardian' | 'given';
  things: number[] | null;
  toDay: string | null;
  state: 'active' | 'revoked' | 'expired';
}

export default function MandatesPage() {
  return <SignedIn>{session => <Mandates session={session} />}</SignedIn>;
}

function Mandates({ session }: { session: Session }) {
  useTitle('委托代办');
  const [giving, give] = useState(false);
  const [taking, take] = useState<Mandate | null>(null);
  const [toast, tell] = useToast();
  const { data, error, refetch } = useQuery({ queryKey: ['mandates'], queryFn: () => api.get<{ items: Mandate[] }>('/mandates') });
  const { data: things = [] } = useThingNames();
  const given = data?.items.filter(m => m.basis === 'given' && m.mine) ?? [];
  const received = data?.items.filter(m => !m.mine) ?? [];
  const show = (m: Mandate) => <One key={m.id} mandate={m} things={things} today={session.today} onTake={() => take(m)} />;
  return (
    <div className="mandates stack-l">
      <header className="stack-s">
        <p>
          <Link href="/me">← 我的</Link>
        </p>
        <h1>委托代办</h1>
        <p className="muted">委托以后，对方用自己的账号登录，就能以您或企业的名义办事、查进度、用证照。随时可以撤销。</p>
      </header>
      {giving ? (
        <MandateForm
          session={session}
          onClose={() => give(false)}
          onGiven={() => {
            give(false);
            tell('已委托');
          }}
        />
      ) : (
        <p>
          <Button onClick={() => give(true)}>委托他人</Button>
        </p>
      )}
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data ? (
        <>
          <section className="stack" aria-labelledby="mandates-given">
            <h2 id="mandates-given">我给出的委托</h2>
            {given.length > 0 ? <ul className="mandates-list">{given.map(show)}</ul> : <Empty title="还没有委托过别人" />}
          </section>
          <section className="stack" aria-labelledby="mandates-received">
            <h2 id="mandates-received">我可以代办的</h2>
            {received.length > 0 ? <ul className="mandates-list">{received.map(show)}</ul> : <Empty title="没有人委托您代办" />}
          </section>
        </>
      ) : null}
      {taking ? (
        <TakeBack
          mandate={taking}
          onClose={() => take(null)}
          onDone={() => {
            take(null);
            tell(taking.mine ? '已撤销' : '已放弃');
          }}
        />
      ) : null}
      {toast}
    </div>
  );
}

const bases = { 'legal-person': '法定代表人（经营者）', guardian: '监护人', given: '受委托' } as const;

function One({ mandate: m, things, today, onTake }: { mandate: Mandate; things: readonly ThingName[]; today: string; onTake(): void }) {
  const which = m.things === null ? '可以办所有的事' : `可以办：${m.things.map(no => things.find(t => t.no === no)?.name ?? `第 ${no} 件事`).join('、')}`;
  return (
    <li className="card mandates-one">
      <div>
        <strong>{m.mine ? `${m.agentName} 代 ${m.principalName}` : m.principalName}</strong>
        <span className="muted small">
          {m.mine ? m.agentIdentity : bases[m.basis]}
          {m.basis === 'given' ? ` · ${which} · ${m.toDay ? `到${day(m.toDay, today)}` : '长期有效'}` : ''}
        </span>
      </div>
      {m.state === 'active' ? (
        m.basis === 'given' ? (
          <Button look="plain" onClick={onTake}>
            {m.mine ? '撤销' : '放弃'}
            <span className="visually-hidden">{m.mine ? `${m.agentName}代${m.principalName}` : m.principalName}</span>
          </Button>
        ) : (
          <Tag>登记的身份</Tag>
        )
      ) : (
        <Tag>{m.state === 'revoked' ? '已撤销' : '已到期'}</Tag>
      )}
    </li>
  );
}

function TakeBack({ mandate: m, onClose, onDone }: { mandate: Mandate; onClose(): void; onDone(): void }) {
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: () => api.post(`/mandates/${m.id}/revocation`),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.mine ? `撤销对${m.agentName}的委托？` : `不再代${m.principalName}办事？`}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            取消
          </Button>
          <Button look="danger" busy={take.isPending} onClick={() => take.mutate()}>
            {m.mine ? '撤销委托' : '放弃代办'}
          </Button>
        </>
      }
    >
      <p>
        {m.mine ? m.agentName : '您'}马上不能再以{m.principalName}的名义办事。已经提交的办件继续办。
      </p>
      {take.error ? <Refused error={take.error} /> : null}
    </Dialog>
  );
}
