/** Booking for somebody who calls or stands there: who, what for, when; and giving a booking back. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import type { Caller } from '#platform/queues';
import { api } from '#ui/api';
import { Frame, faultOf, Trouble } from '#ui/frame';
import { useSession } from '#ui/session';
import { CallerBookings } from './counter-bookings.tsx';
import { Newcomer } from './counter-newcomer.tsx';
import { CounterTimes } from './counter-times.tsx';
import './counter.css';

interface Found {
  items: Caller[];
  identity: string | null;
}

export default function CounterPage() {
  const { data: session } = useSession();
  const [caller, setCaller] = useState<Caller | null>(null);
  return (
    <Frame
      title="代预约"
      note="替来电、来访的人约时间或取消；短信发给本人，预约号请念给他听"
      actions={caller ? <Button onClick={() => setCaller(null)}>换一个人</Button> : null}
    >
      {caller && session ? (
        <>
          <p className="counter-caller">
            <strong>{caller.name}</strong> <span className="frame-muted">{[caller.identity, caller.phone].filter(Boolean).join(' · ')}</span>
          </p>
          <CounterTimes person={caller.id} today={session.today} />
          <CallerBookings person={caller.id} today={session.today} />
        </>
      ) : (
        <Who onFound={setCaller} />
      )}
    </Frame>
  );
}

function Who({ onFound }: { onFound(caller: Caller): void }) {
  const [said, setSaid] = useState('');
  const attempt = useRef(0);
  const search = useMutation({
    mutationFn: async (said: string) => ({ ...(await api.post<Found>('/desk/booking-persons/search', { said })), attempt: ++attempt.current }),
    onSuccess: found => found.items.length === 1 && onFound(found.items[0]!),
  });
  const fault = faultOf(search.error, 'said');
  const found = search.data;
  return (
    <>
      <section className="frame-panel" aria-labelledby="counter-who">
        <h2 id="counter-who">谁来办事？</h2>
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault();
            if (!search.isPending) search.mutate(said);
          }}
        >
          <Form.Item
            label="公民身份号码或手机号"
            htmlFor="counter-said"
            layout="vertical"
            {...(fault ? { validateStatus: 'error' as const, help: <span role="alert">{fault}</span> } : { extra: '一家人共用一个手机号的，会列出来选' })}
          >
            <div className="counter-line">
              <Input
                id="counter-said"
                autoFocus
                autoComplete="off"
                maxLength={60}
                value={said}
                aria-invalid={fault ? true : undefined}
                onChange={event => {
                  setSaid(event.target.value);
                  search.reset();
                }}
              />
              <Button type="primary" htmlType="submit" loading={search.isPending}>
                查找
              </Button>
            </div>
          </Form.Item>
          {search.error && !fault ? <Trouble error={search.error} /> : null}
        </form>
        <div role="status">
          {found && found.items.length === 0 && !found.identity ? <p>没有人登记过这个手机号，请问公民身份号码。</p> : null}
          {found && found.items.length > 1 ? <p>这个手机号有 {found.items.length} 个人登记，是哪一位？</p> : null}
        </div>
        {found && found.items.length > 1 ? (
          <ul className="counter-list">
            {found.items.map(p => (
              <li key={p.id}>
                <span>
                  <strong>{p.name}</strong> <span className="frame-muted">{p.identity}</span>
                </span>
                <Button onClick={() => onFound(p)}>
                  是这位<span className="frame-hidden">：{p.name}</span>
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      {found?.identity ? <Newcomer key={found.attempt} identity={found.identity} onRegistered={onFound} /> : null}
    </>
  );
}
