/** One list: every firm with why and how much; published by the head, and from then on followed to the payment. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'wouter';
import { api } from '#ui/api';
import { Frame, Mark } from '#ui/frame';
import { type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { readRun } from '../../runs.ts';
import { grantInWords, runStates } from '../../words.ts';
import { Ask, Found, Lines, PolicyBar, ReasonList, Refusal, Related, useRefresh, yuanOf } from './shared.tsx';

type Run = Awaited<ReturnType<typeof readRun.do>>;

export default function RunPage() {
  const { id } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const query = useQuery({ queryKey: ['policies', 'runs', id], queryFn: () => api.get<Run>(`/desk/policies/runs/${id}`) });
  return (
    <Found of={query} what="这份免申即享名单" back={{ to: '/desk/policies/grants', title: '免申即享' }}>
      {run => (session ? <One run={run} session={session} /> : null)}
    </Found>
  );
}

function One({ run, session }: { run: Run; session: Session }) {
  const refresh = useRefresh();
  const [asking, setAsking] = useState<{ grant?: Run['grants'][number] } | null>(null);
  const holds = (...roles: string[]) => session.roles.some(r => roles.includes(r.role) && r.unit === run.unit);
  const publish = useMutation({ mutationFn: () => api.post(`/desk/policies/runs/${run.id}/publication`, { version: run.version }), onSuccess: refresh });
  const refuse = useMutation({
    mutationFn: (reason: string) =>
      asking?.grant
        ? api.post(`/desk/policies/grants/${asking.grant.id}/removal`, { version: asking.grant.version, reason })
        : api.post(`/desk/policies/runs/${run.id}/cancellation`, { version: run.version, reason }),
    onSuccess: async () => {
      setAsking(null);
      await refresh();
    },
  });
  const proposed = run.state === 'proposed';
  const live = run.grants.filter(g => g.state !== 'dropped' && g.state !== 'declined');
  return (
    <Frame
      title={run.title}
      back={{ to: '/desk/policies/grants', title: '免申即享' }}
      note={
        <>
          {run.number}{' '}
          <Mark look={proposed ? 'warn' : 'info'}>
            {runStates[run.state === 'noticed' && run.noticeUntil && session.today > run.noticeUntil ? 'ended' : run.state]}
          </Mark>
        </>
      }
      actions={
        proposed && holds('unit-head') ? (
          <>
            <Button
              danger
              onClick={() => {
                refuse.reset();
                setAsking({});
              }}
            >
              作废
            </Button>
            <Button type="primary" disabled={run.related.length > 0} loading={publish.isPending} onClick={() => !publish.isPending && publish.mutate()}>
              审核公示
            </Button>
          </>
        ) : null
      }
    >
      <PolicyBar />
      <Refusal error={publish.error} />
      <Related firms={run.related} />
      {proposed && (run.left === null || Number(run.left) < Number(run.total)) ? (
        <Alert
          type="warning"
          showIcon
          title={run.left === null ? `${run.year} 年的资金还没有下达，现在不能公示` : `${run.year} 年的资金只剩 ${yuanOf(run.left)} 元，不够这份名单`}
          description="请财政局先下达或追加资金，或者移出一些企业并写明原因。"
        />
      ) : null}
      <p>
        {day(run.madeOn, session.today)}由{run.madeByName}对 {run.lookedAt} 家企业匹配，符合 {live.length} 家，共 {yuanOf(run.total)} 元。
        {run.noticeUntil
          ? `${run.noticedByName}审核，公示到${day(run.noticeUntil, session.today)}。`
          : proposed
            ? '公示时从今年的资金里留出这笔钱，并通知每家企业确认账户。'
            : ''}
        {run.reason ? `作废：${run.reason}。` : ''}按政策第 {run.stands.no} 版匹配
        {run.stands.latest > run.stands.no ? `，现在是第 ${run.stands.latest} 版${proposed ? '：请想清楚要不要作废重做' : '，不影响这份名单'}` : ''}。
      </p>
      <section className="frame-panel policy-try" aria-label="名单">
        {run.grants.map(g => (
          <details key={g.id}>
            <summary>
              <span>{g.firmName}</span>
              <Mark look={g.state === 'paid' ? 'good' : g.state === 'dropped' || g.state === 'declined' ? 'plain' : g.state === 'returned' ? 'bad' : 'info'}>
                {grantInWords(g, session.today)}
              </Mark>
              {g.state === 'noticed' ? <span className="frame-muted">{g.account ? '账户已确认' : '等企业确认账户'}</span> : null}
              <span>{yuanOf(g.amount)} 元</span>
            </summary>
            <p className="frame-muted">
              {g.number}
              {g.stateReason ? `，${g.stateReason}` : ''}
            </p>
            <ReasonList reasons={g.reasons} />
            <Lines lines={g.lines} />
            {g.state === 'proposed' && holds('reviewer', 'programme-officer') ? (
              <p>
                <Button
                  size="small"
                  danger
                  onClick={() => {
                    refuse.reset();
                    setAsking({ grant: g });
                  }}
                >
                  移出名单<span className="frame-hidden">：{g.firmName}</span>
                </Button>
              </p>
            ) : null}
          </details>
        ))}
      </section>
      <Ask
        open={asking !== null}
        title={asking?.grant ? `把${asking.grant.firmName}移出名单` : '作废名单'}
        label="原因"
        ok={asking?.grant ? '移出名单' : '作废'}
        danger
        busy={refuse.isPending}
        error={refuse.error}
        send={reason => refuse.mutate(reason)}
        close={() => setAsking(null)}
      />
    </Frame>
  );
}
