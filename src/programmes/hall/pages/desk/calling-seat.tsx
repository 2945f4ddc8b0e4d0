/** At one's own window: the number that is there, who is next, who was missed, what the day brought. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DeskTicket } from '#platform/queues';
import { figures, outcomes, priorities, sources, ticketStates, timeOf } from '#platform/queues/pure';
import { api, wordsOf } from '#ui/api';
import { type Column, Mark, SortTable, Waits } from '#ui/frame';
import { type AtSeat, TransferDialog, useAtSeat, useKeys, useQueues, WaitingList } from '#ui/seats';
import { hallSite } from '../../figures.ts';
import { FinishDialog } from './calling-dialogs.tsx';

export function CallingSeat({ seatId }: { seatId: string }) {
  const look = useAtSeat(seatId);
  return <Waits of={look}>{data => <Working data={data} />}</Waits>;
}

type Step = 'calls' | 'beginning' | 'missing' | 'return';

function Working({ data }: { data: AtSeat }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [asking, ask] = useState<'finish' | 'transfer' | null>(null);
  const queues = useQueues(hallSite);
  const nameOf = (id: string) => queues.data?.items.find(q => q.id === id)?.name ?? id;
  const { current, seat } = data;
  const refresh = () => client.invalidateQueries({ queryKey: ['seat', seat.id] });
  // Whoever was faster is shown, and what stands there now.
  const fail = (error: unknown) => void message.warning(wordsOf(error, '没有成功，请再试一次'));
  const next = useMutation({ mutationFn: () => api.post(`/seats/${seat.id}/calls`), onSettled: refresh, onError: fail });
  const step = useMutation({
    mutationFn: ({ ticket, to }: { ticket: DeskTicket; to: Step }) => api.post(`/tickets/${ticket.id}/${to}`, { version: ticket.version }),
    onSettled: refresh,
    onError: fail,
  });
  const busy = next.isPending || step.isPending;
  const may = {
    next: !current && seat.state === 'open',
    again: current?.state === 'called',
    begin: current?.state === 'called',
    miss: current?.state === 'called' && current.calls >= figures.callsBeforeMissed,
    finish: current !== null,
    transfer: current !== null,
  };
  const run = {
    next: () => next.mutate(),
    again: () => current && step.mutate({ ticket: current, to: 'calls' }),
    begin: () => current && step.mutate({ ticket: current, to: 'beginning' }),
    miss: () => current && step.mutate({ ticket: current, to: 'missing' }),
    finish: () => ask('finish'),
    transfer: () => ask('transfer'),
  };
  const keys = { n: 'next', r: 'again', s: 'begin', m: 'miss', f: 'finish', t: 'transfer' } as const;
  useKeys(key => {
    const what = keys[key as keyof typeof keys];
    if (what && may[what] && !busy && asking === null) run[what]();
  });
  const columns: Column<DeskTicket>[] = [
    { key: 'number', title: '号码', value: t => t.number },
    { key: 'queue', title: '窗口', value: t => nameOf(t.queue), minor: true },
    { key: 'state', title: '结果', value: t => (t.outcome ? outcomes[t.outcome] : ticketStates[t.state]) },
    { key: 'case', title: '办件', value: t => t.caseNumber ?? '', minor: true },
    { key: 'called', title: '叫号', value: t => t.calledAt ?? '', show: t => (t.calledAt ? timeOf(t.calledAt) : '') },
    {
      key: 'minutes',
      title: '办理（分）',
      value: t => (t.startedAt && t.endedAt ? Math.round((Date.parse(t.endedAt) - Date.parse(t.startedAt)) / 60_000) : null),
    },
  ];
  return (
    <div className="seat">
      <section className="frame-panel" aria-label="正在办">
        {current ? (
          <>
            <p className="seat-number" role="status">
              {current.number} <small>{ticketStates[current.state]}</small>
            </p>
            <p>
              {nameOf(current.queue)}
              {current.subject ? `：${current.subject}` : ''}
              {current.state === 'called' ? `，叫了 ${current.calls} 次` : ''}
            </p>
            <p>
              {current.person ? (
                <>
                  <strong>{current.person.name}</strong> {current.person.phone ?? ''}
                </>
              ) : (
                <span className="frame-muted">取号时没有可以认出的证件，请看证件</span>
              )}{' '}
              {current.priority ? <Mark look="warn">{priorities[current.priority]}</Mark> : null} <Mark>{sources[current.source]}</Mark>
            </p>
            {current.priorityReason ? <p className="frame-muted frame-small">优先：{current.priorityReason}</p> : null}
            {current.note ? <p className="frame-muted">转来时说：{current.note}</p> : null}
            <div className="seat-actions">
              {current.state === 'called' ? (
                <>
                  <Button type="primary" size="large" disabled={busy} onClick={run.begin}>
                    人到了，开始 <kbd>S</kbd>
                  </Button>
                  <Button size="large" disabled={busy} onClick={run.again}>
                    再叫一次 <kbd>R</kbd>
                  </Button>
                  <Button size="large" disabled={busy || !may.miss} onClick={run.miss}>
                    过号 <kbd>M</kbd>
                  </Button>
                </>
              ) : null}
              <Button size="large" type={current.state === 'serving' ? 'primary' : 'default'} disabled={busy} onClick={run.finish}>
                办完 <kbd>F</kbd>
              </Button>
              <Button size="large" disabled={busy} onClick={run.transfer}>
                转到别的窗口 <kbd>T</kbd>
              </Button>
            </div>
            {current.state === 'called' && !may.miss ? <p className="frame-muted frame-small">叫满 {figures.callsBeforeMissed} 次才能过号。</p> : null}
            <p>
              <Link href={current.person ? `/desk/window?person=${current.person.id}` : '/desk/window'}>
                去窗口受理{current.person ? `（${current.person.name}，请核对证件）` : '，刷证件或扫中阳码'} →
              </Link>
            </p>
          </>
        ) : (
          <>
            <p className="seat-number">
              {data.waiting > 0 ? (
                <>
                  {data.waiting} <small>人等候</small>
                </>
              ) : (
                <small>现在没有人等候</small>
              )}
            </p>
            <div className="seat-actions">
              <Button type="primary" size="large" loading={next.isPending} disabled={!may.next || data.waiting === 0} onClick={run.next}>
                叫下一个 <kbd>N</kbd>
              </Button>
            </div>
            {seat.state === 'paused' ? <p className="frame-muted">窗口暂停着，按“继续叫号”恢复。</p> : null}
          </>
        )}
      </section>
      <section className="frame-panel" aria-labelledby="calling-next">
        <h2 id="calling-next">下面是谁</h2>
        {data.next.length === 0 ? <p className="frame-muted">没有人等候。</p> : null}
        <WaitingList next={data.next} now={data.now} nameOf={nameOf} />
        {data.missed.length > 0 ? (
          <>
            <h3>过号的</h3>
            <ul className="seat-list">
              {data.missed.map(t => (
                <li key={t.id}>
                  <b>{t.number}</b> <span className="frame-muted">{t.endedAt ? timeOf(t.endedAt) : ''} 过号</span>
                  <Button size="small" disabled={busy} onClick={() => step.mutate({ ticket: t, to: 'return' })}>
                    恢复<span className="frame-hidden">{t.number}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </section>
      <section className="frame-panel seat-day" aria-labelledby="calling-day">
        <h2 id="calling-day">本窗口今天（{data.today.filter(t => t.state === 'done').length} 办完）</h2>
        <SortTable label="本窗口今天" rows={data.today} columns={columns} rowKey={t => t.id} sortBy="called" first={10} empty="今天还没有办过。" />
      </section>
      {current && asking === 'finish' ? <FinishDialog ticket={current} close={() => ask(null)} onDone={refresh} /> : null}
      {current && asking === 'transfer' ? (
        <TransferDialog
          ticket={current}
          queues={queues.data?.items ?? []}
          seat="窗口"
          hint="号码不变，按原来取号的先后排队，不用重新等。"
          example="例如：材料已看过，只差交费"
          close={() => ask(null)}
          onDone={refresh}
        />
      ) : null}
    </div>
  );
}
