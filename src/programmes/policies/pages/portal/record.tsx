/** One claim or grant: where it stands, what happened, what one can do now. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Banner, Button, Dialog, ErrorSummary, Field, Loading, Tag, useTitle } from '#ui/kit';
import { Refused, type Session, SignedIn } from '#ui/session';
import { day, moment } from '#ui/words';
import { defOf } from '../../facts.ts';
import type { MyPolicy } from '../../portal.ts';
import { claimStates, eventNames, grantInWords, objectionStates } from '../../words.ts';
import { type AccountDraft, AccountFields } from './account-fields.tsx';
import { shownFaults } from './claim.tsx';
import { DeclaredFields } from './declared-fields.tsx';
import { type Given, MaterialFields } from './material-fields.tsx';
import { Missing } from './missing.tsx';
import { Reasons, useUnitNames, yuanOf } from './names.tsx';
import './policies.css';

export default function RecordPage() {
  return <SignedIn>{session => <Loaded session={session} />}</SignedIn>;
}

function Loaded({ session }: { session: Session }) {
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useQuery({ queryKey: ['policies', 'mine', id], queryFn: () => api.get<MyPolicy>(`/policies/mine/${id}`) });
  useTitle(data ? (data.claim ?? data.grant)!.title : undefined);
  if (error)
    return (
      <Missing
        error={error}
        again={() => void refetch()}
        what="这笔申领或兑现"
        why="地址可能不完整，或者它不是您能代表的企业的。"
        back={{ to: '/policies/mine', title: '看我的申领和到账' }}
      />
    );
  return data ? <Record data={data} session={session} /> : <Loading />;
}

function Record({ data, session }: { data: MyPolicy; session: Session }) {
  const { claim, grant } = data;
  const [params] = useSearchParams();
  const head = (claim ?? grant)!;
  const unitName = useUnitNames();
  const amount = grant?.amount ?? claim?.asked;
  const state = grant && (!claim || claim.state === 'approved') ? grantInWords(grant, session.today) : claim ? claimStates[claim.state] : '';
  // What was asked for and not given must not look like money.
  const lost = claim?.state === 'refused' || claim?.state === 'withdrawn';
  const lines = grant?.lines ?? claim?.lines ?? [];
  return (
    <div className="policies stack-l">
      <header className="stack-s">
        <p className="no-print">
          <Link href="/policies/mine">← 我的申领和到账</Link>
        </p>
        <h1>{head.title}</h1>
        <p className="muted">
          {head.firmName}，{unitName(head.unit)}，{claim ? `申领编号 ${claim.number}` : `兑现编号 ${grant?.number}`}
        </p>
        <p className="row">
          <Tag look={grant?.state === 'paid' ? 'good' : 'brand'}>{state}</Tag>
          {amount ? lost ? <span className="muted">申领 {yuanOf(amount)}</span> : <strong>{yuanOf(amount)}</strong> : null}
          <Button look="plain" className="no-print" onClick={() => window.print()}>
            打印
          </Button>
        </p>
        {claim && (claim.state === 'submitted' || claim.state === 'accepted') && claim.dueOn ? (
          <p className="muted">{day(claim.dueOn, session.today)}前有审核结果</p>
        ) : null}
      </header>
      {params.get('new') && claim?.state === 'submitted' ? (
        <Banner look="good" role="status">
          <p>
            <strong>已经提交，编号 {claim.number}</strong>
          </p>
          <p>{claim.dueOn ? `${day(claim.dueOn, session.today)}前有审核结果，` : ''}有进展会发短信告诉您。</p>
        </Banner>
      ) : null}
      {claim?.state === 'correcting' ? <Correct data={data} claim={claim} /> : null}
      {grant?.state === 'noticed' && grant.account && data.paysTo ? (
        <Banner look="good">
          <p>
            账户已经确认：{data.paysTo.bank}，{data.paysTo.number}。{grant.noticeUntil ? `公示到${day(grant.noticeUntil, session.today)}，` : ''}
            没有异议就付到这里。
          </p>
        </Banner>
      ) : null}
      {grant && (grant.state === 'payable' || grant.state === 'paying') && data.paysTo ? (
        <p>
          将付到 {data.paysTo.bank}，{data.paysTo.number}
        </p>
      ) : null}
      {grant?.account && (grant.state === 'noticed' || grant.state === 'payable') ? (
        <details className="no-print">
          <summary>换一个收款账户（编入支付批次以前都可以）</summary>
          <Confirm data={data} grant={grant} />
        </details>
      ) : null}
      {grant && (grant.state === 'returned' || (grant.state === 'noticed' && !grant.account)) ? <Confirm data={data} grant={grant} /> : null}
      {claim?.state === 'refused' ? (
        <Banner look="bad">
          <p>
            <strong>没有通过：{claim.decision}</strong>
          </p>
          <p>
            不同意的，可以在{data.objectUntil ? `${day(data.objectUntil, session.today)}前（含当天）` : ' 15 个工作日内'}提出异议；也可以在 60
            日内申请行政复议，或在 6 个月内提起行政诉讼。咨询 {data.contact}。
          </p>
        </Banner>
      ) : null}
      {grant?.state === 'paid' ? (
        <Banner look="good">
          <p>
            {day(grant.paidOn, session.today)}已付到 {data.paysTo?.bank} {data.paysTo?.number}
          </p>
        </Banner>
      ) : null}
      <section className="card stack" aria-labelledby="sum">
        <h2 id="sum">金额怎么算的</h2>
        <div className="policy-lines">
          {lines.map(l => (
            <p key={l}>{l}</p>
          ))}
        </div>
        <p className="muted small">
          依据：{data.document}。按{day(data.version.since, session.today)}公布的第 {data.version.no} 版办理
          {data.version.latest > data.version.no ? '；政策后来改过，不影响这一笔' : ''}。
        </p>
        <details open={claim?.state === 'refused'}>
          <summary>{grant ? '为什么给您的企业' : '逐条核对'}</summary>
          <Reasons reasons={grant?.reasons ?? claim?.reasons ?? []} />
        </details>
      </section>
      {claim && (data.declared.length > 0 || data.materials.some(m => m.file)) ? (
        <section className="card stack" aria-labelledby="given">
          <h2 id="given">您填的和交的</h2>
          <dl className="policy-facts">
            {data.declared.map(d => (
              <Pair key={d.id} title={defOf(d.id).title} value={d.value} />
            ))}
            {data.materials
              .filter(m => m.file)
              .map(m => (
                <Pair key={m.id} title={m.title} value={m.file!} />
              ))}
          </dl>
        </section>
      ) : null}
      <section className="stack" aria-labelledby="course">
        <h2 id="course">经过</h2>
        <ol className="policy-steps">
          {data.events.map(e => (
            <li key={e.happenedAt + e.kind}>
              <p>
                <strong>{eventNames[e.kind] ?? e.kind}</strong>
                <span className="muted small"> {moment(e.happenedAt, session.today)}</span>
              </p>
              {e.words ? <p>{e.words}</p> : null}
            </li>
          ))}
        </ol>
      </section>
      {data.objections.length > 0 ? (
        <section className="stack-s" aria-labelledby="objections">
          <h2 id="objections">异议</h2>
          {data.objections.map(o => (
            <div className="card stack-s" key={o.madeOn + o.words}>
              <p>{o.words}</p>
              <p className="muted small">
                {day(o.madeOn, session.today)}提出，{objectionStates[o.state as keyof typeof objectionStates]}
              </p>
              {o.answer ? <p>答复：{o.answer}</p> : null}
            </div>
          ))}
        </section>
      ) : null}
      <More data={data} today={session.today} />
    </div>
  );
}

const Pair = ({ title, value }: { title: string; value: string }) => (
  <>
    <dt>{title}</dt>
    <dd>{value}</dd>
  </>
);

function useSend(run: () => Promise<unknown>, done?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['policies'] });
      done?.();
    },
  });
}

function Correct({ data, claim }: { data: MyPolicy; claim: NonNullable<MyPolicy['claim']> }) {
  const [reply, setReply] = useState('');
  // What was declared stands there to be mended; only what the claim asks for is sent.
  const [declared, setDeclared] = useState<Record<string, string>>(Object.fromEntries(data.declared.map(d => [d.id, d.typed])));
  const [given, setGiven] = useState<Record<string, Given>>({});
  const send = useSend(() =>
    api.post(`/policies/claims/${claim.id}/answer`, {
      version: claim.version,
      reply,
      declared: Object.fromEntries(Object.entries(declared).filter(([, v]) => v !== '')),
      materials: Object.fromEntries(Object.entries(given).map(([id, f]) => [id, f.id])),
    }),
  );
  const fault = (path: string) => (send.error instanceof Problem ? send.error.faults.find(f => f.path === path)?.message : undefined);
  const faults = shownFaults(send.error);
  const facts = data.declare.filter(f => defOf(f).declarable);
  return (
    <section className="card stack" aria-labelledby="correct">
      <h2 id="correct">请补正</h2>
      <Banner look="warn">
        <p>{claim.correction}</p>
      </Banner>
      {faults.length > 0 ? <ErrorSummary faults={faults} /> : send.error ? <Refused error={send.error} /> : null}
      {facts.length > 0 ? (
        <details>
          <summary>改填过的内容（不用改的不动）</summary>
          <DeclaredFields facts={facts} values={declared} set={(id, v) => setDeclared(was => ({ ...was, [id]: v }))} fault={fault} />
        </details>
      ) : null}
      <MaterialFields
        materials={data.materials.map(m => ({ ...m, why: m.file ? `已交“${m.file}”，要换就再选一个` : m.why }))}
        given={given}
        set={(id, file) => setGiven(was => ({ ...was, [id]: file }))}
        fault={fault}
      />
      <Field id="reply" label="补了什么" error={fault('reply')}>
        {c => <textarea {...c} className="input" maxLength={500} value={reply} onChange={e => setReply(e.target.value)} />}
      </Field>
      <p>
        <Button busy={send.isPending} onClick={() => send.mutate()}>
          提交补正
        </Button>
      </p>
    </section>
  );
}

function Confirm({ data, grant }: { data: MyPolicy; grant: NonNullable<MyPolicy['grant']> }) {
  const returned = grant.state === 'returned';
  const [account, setAccount] = useState<AccountDraft | null>(null);
  // Where it goes already is what one wants to leave.
  const chosen = grant.account !== null && !returned;
  const known = returned || chosen ? null : data.account;
  const firm = { name: grant.firmName, kind: data.firmKind };
  const send = useSend(
    () =>
      api.post(`/policies/grants/${grant.id}/account`, {
        version: grant.version,
        ...(account || !known ? { account: account ?? { holder: firm.name, bank: '', number: '' } } : {}),
      }),
    () => setAccount(null),
  );
  const fault = (path: string) => (send.error instanceof Problem ? send.error.faults.find(f => f.path === path)?.message : undefined);
  const faults = shownFaults(send.error);
  return (
    <section className="card stack" aria-labelledby="confirm">
      <h2 id="confirm">{returned ? '请改正收款账户' : chosen ? '换成哪个账户' : '请确认收款账户'}</h2>
      {returned ? (
        <Banner look="bad">
          <p>
            银行没有付到 {data.paysTo?.bank} {data.paysTo?.number}，退回来了：{grant.stateReason}
          </p>
        </Banner>
      ) : chosen ? null : (
        <p>不用申请。{grant.noticeUntil ? `公示到${day(grant.noticeUntil)}，` : ''}没有异议就付到这个账户。</p>
      )}
      {faults.length > 0 ? <ErrorSummary faults={faults} /> : send.error ? <Refused error={send.error} /> : null}
      <AccountFields known={known} firm={firm} value={account} set={setAccount} fault={fault} />
      <p>
        <Button busy={send.isPending} onClick={() => send.mutate()}>
          {returned ? '用这个账户重新支付' : chosen ? '换成这个账户' : '确认账户'}
        </Button>
      </p>
    </section>
  );
}

function More({ data, today }: { data: MyPolicy; today: string }) {
  const { claim, grant } = data;
  const [asking, setAsking] = useState<'withdraw' | 'decline' | 'object' | null>(null);
  const [words, setWords] = useState('');
  const create = useCreate();
  const open = claim && ['submitted', 'accepted', 'correcting'].includes(claim.state);
  const mayDecline = grant && ['noticed', 'payable', 'returned'].includes(grant.state);
  const mayObject =
    claim &&
    (claim.state === 'refused' || claim.state === 'approved') &&
    !data.objections.some(o => o.state === 'open') &&
    (data.objectUntil === null || today <= data.objectUntil);
  const close = () => {
    setAsking(null);
    setWords('');
  };
  const send = useSend(async () => {
    if (asking === 'withdraw') return api.post(`/policies/claims/${claim!.id}/withdrawal`, { version: claim!.version });
    if (asking === 'decline') return api.post(`/policies/grants/${grant!.id}/waiver`, { version: grant!.version, reason: words });
    return create(`/policies/claims/${claim!.id}/objections`, { words });
  }, close);
  if (!open && !mayDecline && !mayObject) return null;
  const titles = { withdraw: '撤回申领', decline: '放弃这笔钱', object: '提出异议' };
  const ask = (what: typeof asking) => {
    send.reset();
    setAsking(what);
  };
  const problem = send.error instanceof Problem ? send.error : null;
  return (
    <div className="row no-print">
      {open ? (
        <Button look="secondary" onClick={() => ask('withdraw')}>
          撤回申领
        </Button>
      ) : null}
      {mayObject ? (
        <Button look="secondary" onClick={() => ask('object')}>
          提出异议
        </Button>
      ) : null}
      {mayDecline ? (
        <Button look="secondary" onClick={() => ask('decline')}>
          放弃这笔钱
        </Button>
      ) : null}
      <Dialog
        open={asking !== null}
        onClose={close}
        title={asking ? titles[asking] : ''}
        actions={
          <>
            <Button look="secondary" onClick={close}>
              不了
            </Button>
            <Button look={asking === 'object' ? 'primary' : 'danger'} busy={send.isPending} onClick={() => send.mutate()}>
              {asking ? titles[asking] : ''}
            </Button>
          </>
        }
      >
        {asking === 'withdraw' ? (
          <p>撤回后不再审核，以后还可以重新申领。</p>
        ) : (
          <Field
            id="why"
            label={asking === 'object' ? '异议的理由' : '为什么放弃'}
            error={problem?.faults[0]?.message}
            hint={asking === 'decline' ? '放弃以后，这笔钱退回预算' : data.objectUntil ? `到${day(data.objectUntil, today)}为止` : undefined}
          >
            {c => <textarea {...c} className="input" maxLength={500} value={words} onChange={e => setWords(e.target.value)} />}
          </Field>
        )}
        {send.error && !(problem && problem.faults.length > 0) ? <Refused error={send.error} /> : null}
      </Dialog>
    </div>
  );
}
