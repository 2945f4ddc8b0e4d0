/** The helper seats: sit down, who waits, call, what the talk is about, how it ended. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { DeskTicket } from '#platform/queues';
import { outcomes, ticketStates, timeOf } from '#platform/queues/pure';
import { api, wordsOf } from '#ui/api';
import { type Column, SortTable, Waits } from '#ui/frame';
import { type AtSeat, SeatPage, useAtSeat, useKeys, useQueues, WaitingList } from '#ui/seats';
import { useSession } from '#ui/session';
import { moment } from '#ui/words';
import { helperSite, ways } from '../../seats/words.ts';
import { useBooked, useUnwritten } from './helper-data.ts';
import { EndTalk } from './helper-end.tsx';
import { Talk } from './helper-talk.tsx';
import './helper.css';

const said = (error: unknown) => wordsOf(error, '没有成功，请再试一次');

const words = {
  title: '帮办席',
  seat: '席位',
  open: '接待中',
  work: '接待',
  unset: '还没有设置帮办席，请联系事项管理员。',
  pausing: '等候的人由别的席位接。',
  example: '例如：查资料、短暂离开',
};

export default function HelperSeatsPage() {
  return (
    <SeatPage site={helperSite} words={words} above={<Unwritten />}>
      {seatId => <AtOwnSeat key={seatId} seatId={seatId} />}
    </SeatPage>
  );
}

function AtOwnSeat({ seatId }: { seatId: string }) {
  const look = useAtSeat(seatId);
  return <Waits of={look}>{data => <Working data={data} />}</Waits>;
}

function Working({ data }: { data: AtSeat }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const queues = useQueues(helperSite);
  const nameOf = (id: string) => queues.data?.items.find(q => q.id === id)?.name ?? id;
  const { current, seat } = data;
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['seat', seat.id] }), client.invalidateQueries({ queryKey: ['help'] })]);
  const fail = (error: unknown) => void message.warning(said(error));
  const next = useMutation({ mutationFn: () => api.post(`/seats/${seat.id}/calls`), onSettled: refresh, onError: fail });
  useKeys(key => {
    if (key === 'n' && !current && seat.state === 'open' && data.waiting > 0 && !next.isPending) next.mutate();
  });
  const back = useMutation({ mutationFn: (t: DeskTicket) => api.post(`/tickets/${t.id}/return`, { version: t.version }), onSettled: refresh, onError: fail });
  const columns: Column<DeskTicket>[] = [
    { key: 'number', title: '号码', value: t => t.number },
    { key: 'subject', title: '什么事', value: t => t.subject },
    { key: 'queue', title: '方式', value: t => nameOf(t.queue), minor: true },
    { key: 'state', title: '结果', value: t => (t.outcome ? outcomes[t.outcome] : ticketStates[t.state]) },
    { key: 'called', title: '开始', value: t => t.calledAt ?? '', show: t => (t.calledAt ? timeOf(t.calledAt) : '') },
    {
      key: 'minutes',
      title: '用时（分）',
      value: t => (t.startedAt && t.endedAt ? Math.round((Date.parse(t.endedAt) - Date.parse(t.startedAt)) / 60_000) : null),
    },
  ];
  return (
    <div className="seat">
      <section className="frame-panel" aria-label="正在帮">
        {current ? (
          <Talk key={current.id} ticket={current} queues={queues.data?.items ?? []} refresh={refresh} />
        ) : (
          <>
            <p className="seat-number" role="status">
              {data.waiting} <small>人在等</small>
            </p>
            <div className="seat-actions">
              <Button type="primary" size="large" loading={next.isPending} disabled={seat.state !== 'open' || data.waiting === 0} onClick={() => next.mutate()}>
                请下一位 <kbd>N</kbd>
              </Button>
            </div>
            {seat.state === 'paused' ? <p className="frame-muted">席位暂停着，按“继续接待”恢复。</p> : null}
          </>
        )}
      </section>
      <section className="frame-panel" aria-labelledby="helper-next">
        <h2 id="helper-next">下面是谁</h2>
        {data.next.length === 0 ? <p className="frame-muted">没有人在等。</p> : null}
        <WaitingList next={data.next} now={data.now} nameOf={nameOf} bySubject />
        <Booked />
        {data.missed.length > 0 ? (
          <>
            <h3>没接通的</h3>
            <ul className="seat-list">
              {data.missed.map(t => (
                <li key={t.id}>
                  <b>{t.number}</b> <span>{t.subject}</span> <span className="frame-muted">{t.endedAt ? timeOf(t.endedAt) : ''}</span>
                  <Button size="small" disabled={back.isPending} onClick={() => back.mutate(t)}>
                    再排上<span className="frame-hidden">{t.number}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </section>
      <section className="frame-panel seat-day" aria-labelledby="helper-day">
        <h2 id="helper-day">本席今天（{data.today.filter(t => t.state === 'done').length} 位）</h2>
        <SortTable label="本席今天" rows={data.today} columns={columns} rowKey={t => t.id} sortBy="called" first={10} empty="今天还没有帮过。" />
      </section>
    </div>
  );
}

/** Who comes later today by appointment: the seat is not left alone with them. */
function Booked() {
  const booked = useBooked(useSession().data?.today ?? '');
  const own = [...(booked.data?.items ?? [])].sort((a, b) => (a.time ?? '').localeCompare(b.time ?? ''));
  if (own.length === 0) return null;
  return (
    <>
      <h3>今天约好的</h3>
      <ul className="seat-list">
        {own.map(r => (
          <li key={r.id}>
            <b>{r.time}</b> <span>{r.subject}</span> <span className="frame-muted">{ways[r.way]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The person reads what came of it, so nothing ends without its result. */
function Unwritten() {
  const client = useQueryClient();
  const today = useSession().data?.today;
  const { data } = useUnwritten();
  const [writing, write] = useState<string | null>(null);
  const items = data?.items ?? [];
  const one = items.find(r => r.id === writing);
  if (items.length === 0) return null;
  return (
    <section className="frame-panel" aria-labelledby="helper-unwritten">
      <h2 id="helper-unwritten">还没写结果的（{items.length}）</h2>
      <ul className="seat-list">
        {items.map(r => (
          <li key={r.id}>
            <b>{r.number}</b> <span>{r.subject}</span> <span>{r.personName}</span> <span className="frame-muted">{moment(r.askedAt, today)}</span>
            <Button size="small" onClick={() => write(r.id)}>
              写结果<span className="frame-hidden">{r.number}</span>
            </Button>
          </li>
        ))}
      </ul>
      {one ? (
        <EndTalk
          key={one.id}
          id={one.id}
          number={one.number ?? ''}
          version={1}
          close={() => write(null)}
          onDone={() => client.invalidateQueries({ queryKey: ['help'] })}
        />
      ) : null}
    </section>
  );
}
