/** Calling at a window: sit down, next, again, passed over, hand on, done; who comes next; all by keyboard. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { SeatView } from '#platform/queues';
import { seatStates } from '#platform/queues/pure';
import { api, Problem } from '#ui/api';
import { Frame, Mark, Trouble, Waits } from '#ui/frame';
import { useSeats } from './calling-data.ts';
import { CallingSeat } from './calling-seat.tsx';
import './calling.css';

export default function CallingPage() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const seats = useSeats();
  const [pausing, setPausing] = useState(false);
  const mine = seats.data?.items.find(s => s.mine);
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['hall-seats'] }), client.invalidateQueries({ queryKey: ['seat'] })]);
  const change = useMutation({
    mutationFn: ({ seat, to }: { seat: SeatView; to: 'sit' | 'leave' }) =>
      to === 'sit' ? api.post(`/seats/${seat.id}/sitting`) : api.del(`/seats/${seat.id}/sitting`),
    onSettled: refresh,
    onError: error => void message.error(error instanceof Problem ? [error.message, error.detail].filter(Boolean).join('：') : '没有成功，请再试一次'),
  });
  return (
    <Frame
      title="窗口叫号"
      note={mine ? `${mine.name} · ${seatStates[mine.state]}${mine.pauseReason ? `（${mine.pauseReason}）` : ''}` : '先坐到一个窗口'}
      actions={
        mine ? (
          <>
            {mine.state === 'paused' ? (
              <Button type="primary" onClick={() => change.mutate({ seat: mine, to: 'sit' })}>
                继续叫号
              </Button>
            ) : (
              <Button onClick={() => setPausing(true)}>暂停</Button>
            )}
            <Button onClick={() => change.mutate({ seat: mine, to: 'leave' })}>离开窗口</Button>
          </>
        ) : null
      }
    >
      <Waits of={seats}>
        {({ items }) =>
          mine ? (
            <CallingSeat key={mine.id} seatId={mine.id} />
          ) : items.length === 0 ? (
            <p className="frame-muted">大厅还没有布置窗口，请联系事项管理员。</p>
          ) : (
            <section className="frame-panel" aria-labelledby="calling-seats">
              <h2 id="calling-seats">今天坐哪个窗口？</h2>
              <ul className="calling-seats">
                {items.map(s => (
                  <li key={s.id}>
                    <strong>{s.name}</strong>
                    {s.state === 'closed' ? (
                      <Button type="primary" ghost loading={change.isPending} onClick={() => change.mutate({ seat: s, to: 'sit' })}>
                        坐到这里<span className="frame-hidden">{s.name}</span>
                      </Button>
                    ) : (
                      <span>
                        <Mark look={s.state === 'open' ? 'good' : 'warn'}>{seatStates[s.state]}</Mark> {s.staffName}
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

const reasons = ['设备故障', '送审材料', '短暂离开', '开会'];

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
      title="暂停叫号"
      okText="暂停"
      onOk={() => pause.mutate()}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={pause.isPending}
      onCancel={close}
    >
      <p>屏幕上显示“暂停”，等候的人由别的窗口叫。</p>
      <p className="calling-reasons">
        {reasons.map(r => (
          <Button key={r} size="small" onClick={() => setReason(r)}>
            {r}
          </Button>
        ))}
      </p>
      <label htmlFor="pause-reason">原因</label>
      <Input id="pause-reason" value={reason} maxLength={60} onChange={e => setReason(e.target.value)} />
      {pause.error ? <Trouble error={pause.error} /> : null}
    </Modal>
  );
}
