/** The helper seats: sit down, who waits, call, what the talk is about, how it ended. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { DeskTicket, SeatView } from '#platform/queues';
import { outcomes, priorities, seatStates, ticketStates, timeOf } from '#platform/queues/pure';
import { api, Problem } from '#ui/api';
import { type Column, Frame, Mark, SortTable, Trouble, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { ways } from '../../seats/words.ts';
import { type AtSeat, useAtSeat, useBooked, useHelperQueues, useHelperSeats } from './helper-data.ts';
import { Talk } from './helper-talk.tsx';
import './helper.css';

const said = (error: unknown) => (error instanceof Problem ? [error.message, error.detail].filter(Boolean).join('：') : '没有成功，请再试一次');

export default function HelperSeatsPage() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const seats = useHelperSeats();
  const [pausing, setPausing] = useState(false);
  const mine = seats.data?.items.find(s => s.mine);
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['helper-seats'] }), client.invalidateQueries({ queryKey: ['seat'] })]);
  const change = useMutation({
    mutationFn: ({ seat, to }: { seat: SeatView; to: 'sit' | 'leave' }) =>
      to === 'sit' ? api.post(`/seats/${seat.id}/sitting`) : api.del(`/seats/${seat.id}/sitting`),
    onSettled: refresh,
    onError: error => void message.error(said(error)),
  });
  return (
    <Frame
      title="帮办席"
      note={
        mine
          ? `${mine.name} · ${mine.state === 'open' ? '接待中' : seatStates[mine.state]}${mine.pauseReason ? `（${mine.pauseReason}）` : ''}`
          : '先坐到一个席位'
      }
      actions={
        mine ? (
          <>
            {mine.state === 'paused' ? (
              <Button type="primary" onClick={() => change.mutate({ seat: mine, to: 'sit' })}>
                继续接待
              </Button>
            ) : (
              <Button onClick={() => setPausing(true)}>暂停</Button>
            )}
            <Button onClick={() => change.mutate({ seat: mine, to: 'leave' })}>离开席位</Button>
          </>
        ) : null
      }
    >
      <Waits of={seats}>
        {({ items }) =>
          mine ? (
            <AtOwnSeat key={mine.id} seatId={mine.id} />
          ) : items.length === 0 ? (
            <p className="frame-muted">还没有设置帮办席，请联系事项管理员。</p>
          ) : (
            <section className="frame-panel" aria-labelledby="helper-seats">
              <h2 id="helper-seats">今天坐哪个席位？</h2>
              <ul className="helper-seats">
                {items.map(s => (
                  <li key={s.id}>
                    <strong>{s.name}</strong>
                    {s.state === 'closed' ? (
                      <Button type="primary" ghost loading={change.isPending} onClick={() => change.mutate({ seat: s, to: 'sit' })}>
                        坐到这里<span className="frame-hidden">{s.name}</span>
                      </Button>
                    ) : (
                      <span>
                        <Mark look={s.state === 'open' ? 'good' : 'warn'}>{s.state === 'open' ? '接待中' : seatStates[s.state]}</Mark> {s.staffName}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Waits>
      {mine && pausing ? <Pause seat={mine} close={() => setPausing(false)} onDone={refresh} /> : null}
    </Frame>
  );
}

function AtOwnSeat({ seatId }: { seatId: string }) {
  const look = useAtSeat(seatId);
  return <Waits of={look}>{data => <Working data={data} />}</Waits>;
}

function Working({ data }: { data: AtSeat }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const queues = useHelperQueues();
  const nameOf = (id: string) => queues.data?.items.find(q => q.id === id)?.name ?? id;
  const { current, seat } = data;
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['seat', seat.id] }), client.invalidateQueries({ queryKey: ['help'] })]);
  const fail = (error: unknown) => void message.warning(said(error));
  const next = useMutation({ mutationFn: () => api.post(`/seats/${seat.id}/calls`), onSettled: refresh, onError: fail });
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
    <div className="helper">
      <section className="frame-panel helper-now" aria-label="正在帮">
        {current ? (
          <Talk key={current.id} ticket={current} queues={queues.data?.items ?? []} refresh={refresh} />
        ) : (
          <>
            <p className="helper-number" role="status">
              {data.waiting} <small>人在等</small>
            </p>
            <div className="helper-actions">
              <Button type="primary" size="large" loading={next.isPending} disabled={seat.state !== 'open' || data.waiting === 0} onClick={() => next.mutate()}>
                请下一位
              </Button>
            </div>
            {seat.state === 'paused' ? <p className="frame-muted">席位暂停着，按“继续接待”恢复。</p> : null}
          </>
        )}
      </section>
      <section className="frame-panel" aria-labelledby="helper-next">
        <h2 id="helper-next">下面是谁</h2>
        {data.next.length === 0 ? <p className="frame-muted">没有人在等。</p> : null}
        <ol className="helper-list">
          {data.next.map(t => (
            <li key={t.id}>
              <b>{t.number}</b> <span>{t.subject || nameOf(t.queue)}</span>{' '}
              <span className="frame-muted">
                {nameOf(t.queue)}，等了 {Math.max(0, Math.round((Date.parse(data.now) - Date.parse(t.takenAt)) / 60_000))} 分钟
              </span>
              {t.priority ? <Mark look="warn">{priorities[t.priority]}</Mark> : null}
              {t.source === 'booking' ? <Mark look="info">预约{t.notBefore ? ` ${timeOf(t.notBefore)}` : ''}</Mark> : null}
            </li>
          ))}
        </ol>
        <Booked />
        {data.missed.length > 0 ? (
          <>
            <h3>没接通的</h3>
            <ul className="helper-list">
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
      <section className="frame-panel helper-day" aria-labelledby="helper-day">
        <h2 id="helper-day">本席今天（{data.today.filter(t => t.state === 'done').length} 位）</h2>
        <SortTable label="本席今天" rows={data.today} columns={columns} rowKey={t => t.id} sortBy="called" first={10} empty="今天还没有帮过。" />
      </section>
    </div>
  );
}

/** Who comes later today by appointment: the seat is not left alone with them. */
function Booked() {
  const today = useSession().data?.today;
  const booked = useBooked();
  const own = (booked.data?.items ?? []).filter(r => r.day === today).sort((a, b) => (a.time ?? '').localeCompare(b.time ?? ''));
  if (own.length === 0) return null;
  return (
    <>
      <h3>今天约好的</h3>
      <ul className="helper-list">
        {own.map(r => (
          <li key={r.id}>
            <b>{r.time}</b> <span>{r.subject}</span> <span className="frame-muted">{ways[r.way]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Pause({ seat, close, onDone }: { seat: SeatView; close(): void; onDone(): Promise<unknown> }) {
  const [reason, setReason] = useState('');
  const pause = useMutation({
    mutationFn: () => api.post(`/seats/${seat.id}/pause`, { reason }),
    onSuccess: async () => {
      await onDone();
      close();
    },
  });
  return (
    <Modal
      open
      title="暂停接待"
      okText="暂停"
      onOk={() => pause.mutate()}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={pause.isPending}
      onCancel={close}
    >
      <p>等候的人由别的席位接。</p>
      <label htmlFor="pause-reason">原因</label>
      <Input id="pause-reason" value={reason} maxLength={60} placeholder="例如：查资料、短暂离开" onChange={e => setReason(e.target.value)} />
      {pause.error ? <Trouble error={pause.error} /> : null}
    </Modal>
  );
}
