/** A place at a seat: choose one, sit down, pause, leave; what is done there is the programme's. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { SeatView } from '#platform/queues';
import { seatStates } from '#platform/queues/pure';
import { api } from '../api/index.ts';
import { Frame, Mark, Trouble, Waits } from '../frame/index.ts';
import { useSeats } from './data.ts';
import './seats.css';

export interface SeatWords {
  title: string;
  /** What the site calls a seat: 窗口. */
  seat: string;
  /** An open seat, where that is not `seatStates`. */
  open?: string;
  /** What a seat does: 叫号. */
  work: string;
  /** No seat has been laid out. */
  unset: string;
  /** What a pause means for those who wait. */
  pausing: string;
  /** Reasons at one press. */
  reasons?: readonly string[];
  example?: string;
}

interface Props {
  site: string;
  words: SeatWords;
  /** What has to be done with a seat or without. */
  above?: ReactNode;
  children(seatId: string): ReactNode;
}

export function SeatPage({ site, words, above, children }: Props) {
  const client = useQueryClient();
  const seats = useSeats(site);
  const [pausing, setPausing] = useState(false);
  const mine = seats.data?.items.find(s => s.mine);
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['seats', site] }), client.invalidateQueries({ queryKey: ['seat'] })]);
  const change = useMutation({
    mutationFn: ({ seat, to }: { seat: SeatView; to: 'sit' | 'leave' }) =>
      to === 'sit' ? api.post(`/seats/${seat.id}/sitting`) : api.del(`/seats/${seat.id}/sitting`),
    onSettled: refresh,
  });
  const state = (s: SeatView) => (s.state === 'open' ? (words.open ?? seatStates.open) : seatStates[s.state]);
  return (
    <Frame
      title={words.title}
      note={mine ? `${mine.name} · ${state(mine)}${mine.pauseReason ? `（${mine.pauseReason}）` : ''}` : `先坐到一个${words.seat}`}
      actions={
        mine ? (
          <>
            {mine.state === 'paused' ? (
              <Button type="primary" onClick={() => change.mutate({ seat: mine, to: 'sit' })}>
                继续{words.work}
              </Button>
            ) : (
              <Button onClick={() => setPausing(true)}>暂停</Button>
            )}
            <Button onClick={() => change.mutate({ seat: mine, to: 'leave' })}>离开{words.seat}</Button>
          </>
        ) : null
      }
    >
      {/* Where one sits already, or who was faster: it stays until something else is done. */}
      {change.isError ? <Trouble error={change.error} /> : null}
      {above}
      <Waits of={seats}>
        {({ items }) =>
          mine ? (
            children(mine.id)
          ) : items.length === 0 ? (
            <p className="frame-muted">{words.unset}</p>
          ) : (
            <section className="frame-panel" aria-labelledby="seats">
              <h2 id="seats">今天坐哪个{words.seat}？</h2>
              <ul className="seats">
                {items.map(s => (
                  <li key={s.id}>
                    <strong>{s.name}</strong>
                    {s.state === 'closed' ? (
                      <Button type="primary" ghost loading={change.isPending} onClick={() => change.mutate({ seat: s, to: 'sit' })}>
                        坐到这里<span className="frame-hidden">{s.name}</span>
                      </Button>
                    ) : (
                      <span>
                        <Mark look={s.state === 'open' ? 'good' : 'warn'}>{state(s)}</Mark> {s.staffName}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Waits>
      {mine && pausing ? <Pause seat={mine} words={words} close={() => setPausing(false)} onDone={refresh} /> : null}
    </Frame>
  );
}

function Pause({ seat, words, close, onDone }: { seat: SeatView; words: SeatWords; close(): void; onDone(): Promise<unknown> }) {
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
      title={`暂停${words.work}`}
      okText="暂停"
      onOk={() => pause.mutate()}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={pause.isPending}
      onCancel={close}
    >
      <p>{words.pausing}</p>
      {words.reasons ? (
        <p className="seats-reasons">
          {words.reasons.map(r => (
            <Button key={r} size="small" onClick={() => setReason(r)}>
              {r}
            </Button>
          ))}
        </p>
      ) : null}
      <label htmlFor="pause-reason">原因</label>
      <Input id="pause-reason" value={reason} maxLength={60} placeholder={words.example} onChange={e => setReason(e.target.value)} />
      {pause.error ? <Trouble error={pause.error} /> : null}
    </Modal>
  );
}
