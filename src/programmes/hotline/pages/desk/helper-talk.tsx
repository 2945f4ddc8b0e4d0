/** Who is called and what about: the number to dial, trying again, another seat, the end. */
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { DeskTicket } from '#platform/queues';
import { figures, priorities, ticketStates } from '#platform/queues/pure';
import { api, wordsOf } from '#ui/api';
import { Mark, Trouble, Waits } from '#ui/frame';
import { type QueueName, TransferDialog, useKeys } from '#ui/seats';
import { useSession } from '#ui/session';
import { moment } from '#ui/words';
import type { HelpAtSeat } from '../../seats/reads.ts';
import { requestStates, results } from '../../seats/words.ts';
import { Video } from '../video.tsx';
import { useTalk } from './helper-data.ts';
import { EndTalk } from './helper-end.tsx';

interface Props {
  ticket: DeskTicket;
  queues: readonly QueueName[];
  refresh(): Promise<unknown>;
}

export function Talk({ ticket, queues, refresh }: Props) {
  const { message } = App.useApp();
  const today = useSession().data?.today;
  const talk = useTalk(ticket.id);
  const [asking, ask] = useState<'end' | 'transfer' | null>(null);
  const step = useMutation({
    mutationFn: (to: 'calls' | 'beginning' | 'missing') => api.post(`/tickets/${ticket.id}/${to}`, { version: ticket.version }),
    onSettled: refresh,
    onError: error => void message.warning(wordsOf(error, '没有成功，请再试一次')),
  });
  const called = ticket.state === 'called';
  const busy = step.isPending || asking !== null;
  const may = {
    begin: called,
    again: called,
    miss: called && ticket.calls >= figures.callsBeforeMissed,
    end: !called && Boolean(talk.data?.request),
    transfer: true,
  };
  const run = {
    begin: () => step.mutate('beginning'),
    again: () => step.mutate('calls'),
    miss: () => step.mutate('missing'),
    end: () => ask('end'),
    transfer: () => ask('transfer'),
  };
  const keys = { s: 'begin', r: 'again', m: 'miss', f: 'end', t: 'transfer' } as const;
  useKeys(key => {
    const what = keys[key as keyof typeof keys];
    if (what && may[what] && !busy) run[what]();
  });
  return (
    <>
      <p className="seat-number" role="status">
        {ticket.number} <small>{called ? `第 ${ticket.calls} 次联系` : ticketStates[ticket.state]}</small>
      </p>
      {ticket.note ? <p className="frame-muted">转来时说：{ticket.note}</p> : null}
      <Waits of={talk} rows={3}>
        {({ request, earlier }) =>
          request ? (
            <>
              <About request={request} priority={ticket.priority} />
              {request.way === 'video' ? <Room id={request.id} /> : null}
              {earlier.length > 0 ? (
                <details>
                  <summary>以前帮过 {earlier.length} 次</summary>
                  <ul className="seat-list">
                    {earlier.map(r => (
                      <li key={r.id}>
                        <span>
                          {moment(r.askedAt, today)} {r.subject}：{r.result ? results[r.result] : requestStates[r.state]}
                        </span>
                        {r.told ? <span className="frame-muted">{r.told}</span> : null}
                      </li>
                    ))}
                  </ul>
                </details>
              ) : null}
              {asking === 'end' ? <EndTalk id={request.id} number={ticket.number} version={ticket.version} close={() => ask(null)} onDone={refresh} /> : null}
            </>
          ) : (
            <p className="frame-muted">这个号没有留下事由。</p>
          )
        }
      </Waits>
      <div className="seat-actions">
        {called ? (
          <>
            <Button type="primary" size="large" disabled={busy} onClick={run.begin}>
              接通了，开始 <kbd>S</kbd>
            </Button>
            <Button size="large" disabled={busy} onClick={run.again}>
              {talk.data?.request?.way === 'video' ? '再提醒一次' : '没人接，再打一次'} <kbd>R</kbd>
            </Button>
            <Button size="large" disabled={busy || !may.miss} onClick={run.miss}>
              没有接通 <kbd>M</kbd>
            </Button>
          </>
        ) : (
          <Button type="primary" size="large" disabled={busy || !may.end} onClick={run.end}>
            结束，写结果 <kbd>F</kbd>
          </Button>
        )}
        <Button size="large" disabled={busy} onClick={run.transfer}>
          转到别的席位 <kbd>T</kbd>
        </Button>
      </div>
      {called && !may.miss ? <p className="frame-muted frame-small">联系满 {figures.callsBeforeMissed} 次才能记“没有接通”。</p> : null}
      {asking === 'transfer' ? (
        <TransferDialog
          ticket={ticket}
          queues={queues}
          seat="席位"
          hint="号码不变，按原来的先后排队，不用重新等。"
          example="例如：要看材料，改用视频"
          close={() => ask(null)}
          onDone={refresh}
        />
      ) : null}
    </>
  );
}

function Room({ id }: { id: string }) {
  const [inside, enter] = useState(false);
  return (
    <>
      {inside ? <Video side="staff" path={`/desk/help-requests/${id}/signals`} /> : null}
      <div className="seat-actions">
        <Button onClick={() => enter(!inside)}>{inside ? '离开视频' : '打开视频'}</Button>
      </div>
    </>
  );
}

function About({ request, priority }: { request: HelpAtSeat; priority: DeskTicket['priority'] }) {
  const number = useMutation({ mutationFn: () => api.post<{ phone: string }>(`/desk/help-requests/${request.id}/number`) });
  return (
    <dl className="helper-about">
      <dt>谁</dt>
      <dd>
        <strong>{request.personName}</strong> {priority ? <Mark look="warn">{priorities[priority]}</Mark> : null}
      </dd>
      <dt>电话</dt>
      <dd>
        {number.data ? (
          <a href={`tel:${number.data.phone}`}>{number.data.phone}</a>
        ) : (
          <>
            {request.phone}{' '}
            <Button size="small" loading={number.isPending} onClick={() => number.mutate()}>
              看号码，打过去
            </Button>
          </>
        )}
        {number.error ? <Trouble error={number.error} /> : null}
      </dd>
      <dt>什么事</dt>
      <dd>
        {request.thing ? (
          <a href={`/things/${request.thing}`} target="_blank" rel="noreferrer">
            {request.subject}（新窗口）
          </a>
        ) : (
          request.subject
        )}
        {request.draft ? <Mark look="info">本人有填到一半的申请</Mark> : null}
      </dd>
      {request.trouble ? (
        <>
          <dt>卡在哪里</dt>
          <dd className="helper-text">{request.trouble}</dd>
        </>
      ) : null}
    </dl>
  );
}
