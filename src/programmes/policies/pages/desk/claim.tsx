/** One claim: conditions as things stand now, the sum line by line, papers, and the decision on one screen. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useParams } from 'wouter';
import { api } from '#ui/api';
import { clockTime, Frame, Light, Mark, useUnits } from '#ui/frame';
import { type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { readClaim } from '../../queue.ts';
import { outcomes } from '../../rules.ts';
import { claimStates, eventNames } from '../../words.ts';
import { Ask, Found, Lines, PolicyBar, ReasonList, Refusal, useRefresh, yuanOf } from './shared.tsx';

type Claim = Awaited<ReturnType<typeof readClaim.do>>;

export default function ClaimPage() {
  const { id } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const query = useQuery({ queryKey: ['policies', 'claims', id], queryFn: () => api.get<Claim>(`/desk/policies/claims/${id}`) });
  return (
    <Found of={query} what="这件申领" back={{ to: '/desk/policies/claims', title: '惠企申领' }}>
      {claim => (session ? <One claim={claim} session={session} /> : null)}
    </Found>
  );
}

function One({ claim, session }: { claim: Claim; session: Session }) {
  const { name } = useUnits();
  const refresh = useRefresh();
  const [asking, setAsking] = useState<'correction' | 'refused' | 'approved' | null>(null);
  const works = session.roles.some(r => (r.role === 'reviewer' || r.role === 'programme-officer') && r.unit === claim.unit);
  const step = useMutation({
    mutationFn: ({ to, body }: { to: 'acceptance' | 'correction' | 'decision'; body?: object }) =>
      api.post(`/desk/policies/claims/${claim.id}/${to}`, { version: claim.version, ...body }),
    onSuccess: async () => {
      setAsking(null);
      await refresh();
    },
  });
  const ask = (what: typeof asking) => {
    step.reset();
    setAsking(what);
  };
  const open = claim.state === 'submitted' || claim.state === 'accepted';
  return (
    <Frame
      title={`${claim.firmName}：${claim.title}`}
      back={{ to: '/desk/policies/claims', title: '惠企申领' }}
      note={
        <>
          {claim.number} <Mark look={claim.state === 'approved' ? 'good' : claim.state === 'refused' ? 'bad' : 'info'}>{claimStates[claim.state]}</Mark>{' '}
          {claim.light === 'none' ? null : <Light light={claim.light} />}
        </>
      }
      actions={
        <>
          <Button onClick={() => window.print()}>打印</Button>
          {works && open ? (
            <>
              {claim.state === 'submitted' ? (
                <Button type="primary" loading={step.isPending} onClick={() => !step.isPending && step.mutate({ to: 'acceptance' })}>
                  受理
                </Button>
              ) : null}
              {claim.corrections === 0 ? <Button onClick={() => ask('correction')}>要求补正</Button> : null}
              {claim.state === 'accepted' ? (
                <>
                  <Button danger onClick={() => ask('refused')}>
                    不通过
                  </Button>
                  <Button type="primary" disabled={claim.outcome !== 'met' || claim.amount === null} onClick={() => ask('approved')}>
                    通过
                  </Button>
                </>
              ) : null}
            </>
          ) : null}
        </>
      }
    >
      <PolicyBar />
      <Refusal error={asking ? null : step.error} />
      {claim.missing.length > 0 && open ? (
        <Alert
          type="warning"
          showIcon
          title="还有信息没有核实，补齐以后才能通过"
          description={claim.missing.map(m => `${m.title}${m.keeper ? `（由${name(m.keeper)}在“企业信息”里登记）` : '（由企业补正时填写）'}`).join('；')}
        />
      ) : null}
      {open && claim.amount !== null && (claim.left === null || Number(claim.left) < Number(claim.amount)) ? (
        <Alert
          type="warning"
          showIcon
          title={claim.left === null ? '今年的资金还没有下达，现在不能通过' : `今年的资金只剩 ${yuanOf(claim.left)} 元，不够这一笔`}
          description="请财政局先下达或追加资金。"
        />
      ) : null}
      <div className="policy-columns">
        <div>
          <section className="frame-panel" aria-label="条件核对">
            <div className="frame-panel-head">
              <h2>条件核对</h2>
              {claim.outcome ? (
                <Mark look={claim.outcome === 'met' ? 'good' : claim.outcome === 'unmet' ? 'bad' : 'warn'}>{outcomes[claim.outcome]}</Mark>
              ) : null}
            </div>
            <ReasonList reasons={claim.reasons} />
          </section>
          <section className="frame-panel" aria-label="金额">
            <h2>金额</h2>
            <Lines lines={claim.lines} />
            <p>
              {claim.grant ? (
                <strong>
                  核定 {yuanOf(claim.grant.amount)} 元，{claim.grant.number}
                </strong>
              ) : claim.amount ? (
                <strong>可给 {yuanOf(claim.amount)} 元</strong>
              ) : null}{' '}
              <span className="frame-muted">{claim.left ? `今年资金还剩 ${yuanOf(claim.left)} 元` : '今年资金还没有下达'}</span>
            </p>
          </section>
        </div>
        <div>
          <section className="frame-panel" aria-label="申领内容">
            <h2>企业填报</h2>
            <dl className="frame-facts">
              <dt>提交</dt>
              <dd>{day(claim.submittedOn, session.today)}</dd>
              {open && claim.dueOn ? (
                <>
                  <dt>到期</dt>
                  <dd>{day(claim.dueOn, session.today)}</dd>
                </>
              ) : null}
              {claim.declared.map(d => (
                <FactLine key={d.title} title={d.title} value={d.value} />
              ))}
              {claim.correction ? <FactLine title="要求补正" value={claim.correction} /> : null}
              {claim.reply ? <FactLine title="企业补正" value={claim.reply} /> : null}
              {claim.decision ? <FactLine title="审核意见" value={claim.decision} /> : null}
              {claim.decidedOn ? <FactLine title="审核" value={`${name(claim.unit)}${claim.decidedByName ?? ''}，${day(claim.decidedOn)}`} /> : null}
              <FactLine title="依据" value={claim.document} />
              <dt>政策版本</dt>
              <dd>
                按第 {claim.stands.no} 版（{day(claim.stands.since, session.today)}起）办
                {claim.stands.latest > claim.stands.no ? `；提交以后政策改到第 ${claim.stands.latest} 版，不影响这一件` : ''}
              </dd>
            </dl>
            {claim.materials.length > 0 ? (
              <>
                <h3>材料</h3>
                <ul className="policy-events">
                  {claim.materials.map(m => (
                    <li key={m.id}>
                      <a href={`/api/files/${m.file}`} download>
                        {m.name}
                      </a>
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
          </section>
          <section className="frame-panel" aria-label="经过">
            <h2>经过</h2>
            <ul className="policy-events">
              {claim.events.map(e => (
                <li key={e.happenedAt + e.kind}>
                  {eventNames[e.kind] ?? e.kind}，{e.byName}
                  <br />
                  <small className="frame-muted">
                    {clockTime(e.happenedAt, session.today)} {e.words}
                  </small>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
      <Ask
        open={asking === 'correction' || asking === 'refused'}
        title={asking === 'refused' ? '不通过' : '要求补正'}
        label={asking === 'refused' ? '不通过的原因（企业会看到，并告知救济途径）' : '要补什么、怎么补：一次说全'}
        ok={asking === 'refused' ? '不通过' : '发给企业'}
        danger={asking === 'refused'}
        busy={step.isPending}
        error={asking ? step.error : null}
        send={words =>
          step.mutate(asking === 'refused' ? { to: 'decision', body: { outcome: 'refused', explanation: words } } : { to: 'correction', body: { what: words } })
        }
        close={() => ask(null)}
      />
      <Approve
        open={asking === 'approved'}
        claim={claim}
        busy={step.isPending}
        error={asking === 'approved' ? step.error : null}
        send={body => step.mutate({ to: 'decision', body })}
        close={() => ask(null)}
      />
    </Frame>
  );
}

const FactLine = ({ title, value }: { title: string; value: string }) => (
  <>
    <dt>{title}</dt>
    <dd>{value}</dd>
  </>
);

interface ApproveProps {
  open: boolean;
  claim: Claim;
  busy: boolean;
  error: unknown;
  send(body: object): void;
  close(): void;
}

function Approve({ open, claim, busy, error, send, close }: ApproveProps) {
  const [amount, setAmount] = useState(claim.amount ?? '');
  const [explanation, setExplanation] = useState('');
  return (
    <Modal
      open={open}
      title="审核通过"
      okText="通过"
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => !busy && send({ outcome: 'approved', explanation, ...(amount.trim() === claim.amount ? {} : { amount: amount.trim() }) })}
      onCancel={close}
    >
      <p>通过后从今年的资金里留出这笔钱，编入支付批次后由财政局确认。</p>
      <label className="policy-label" htmlFor="approve-amount">
        核定金额（可以核减，不能高于 {claim.amount} 元）
      </label>
      <Input id="approve-amount" inputMode="decimal" suffix="元" maxLength={14} value={amount} onChange={e => setAmount(e.target.value)} />
      <label className="policy-label" htmlFor="approve-why">
        说明（核减的必须写）
      </label>
      <Input.TextArea id="approve-why" rows={2} maxLength={500} value={explanation} onChange={e => setExplanation(e.target.value)} />
      <Refusal error={error} />
    </Modal>
  );
}
