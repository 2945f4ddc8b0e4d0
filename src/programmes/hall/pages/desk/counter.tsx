/** Booking for somebody who calls or stands there: who, what for, when; and giving a booking back. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { looksLikeCode } from '#platform/code/pure';
import type { Caller } from '#platform/queues';
import { api } from '#ui/api';
import { Frame, faultOf, Trouble } from '#ui/frame';
import { TerminalPick, useCodeReading, useWindowTerminal } from '#ui/scan';
import { hasRole, useSession } from '#ui/session';
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
        <Who onFound={setCaller} scans={hasRole(session, 'window-clerk', 'helper')} />
      )}
    </Frame>
  );
}

interface WhoProps {
  onFound(caller: Caller): void;
  /** Somebody who stands there can show a Zhongyang code; who calls cannot. */
  scans: boolean;
}

function Who({ onFound, scans }: WhoProps) {
  const [said, setSaid] = useState('');
  const [unseated, setUnseated] = useState(false);
  const at = useWindowTerminal(scans);
  const readCode = useCodeReading('代预约');
  const attempt = useRef(0);
  const search = useMutation({
    mutationFn: async (by: { said: string } | { code: string; terminal: string }) => {
      const asked = 'code' in by ? { scan: await readCode(by.code, by.terminal) } : by;
      return { ...(await api.post<Found>('/desk/booking-persons/search', asked)), attempt: ++attempt.current };
    },
    onSuccess: found => found.items.length === 1 && onFound(found.items[0]!),
  });
  const coded = scans && looksLikeCode(said);
  const fault = unseated ? '扫中阳码以前，先选这台电脑是哪个窗口' : faultOf(search.error, 'said');
  const go = () => {
    if (search.isPending) return;
    if (!coded) return search.mutate({ said });
    setUnseated(!at.terminal);
    if (!at.terminal) return document.getElementById('counter-terminal')?.focus();
    search.mutate({ code: said.trim(), terminal: at.terminal.id });
  };
  const found = search.data;
  return (
    <>
      <section className="frame-panel" aria-labelledby="counter-who">
        <h2 id="counter-who">谁来办事？</h2>
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault();
            go();
          }}
        >
          <Form.Item
            label={scans ? '公民身份号码、手机号，或中阳码' : '公民身份号码或手机号'}
            htmlFor="counter-said"
            layout="vertical"
            {...(fault ? { validateStatus: 'error' as const, help: <span role="alert">{fault}</span> } : { extra: '一家人共用一个手机号的，会列出来选' })}
          >
            <div className="counter-line">
              <Input
                id="counter-said"
                autoFocus
                autoComplete="off"
                maxLength={scans ? 400 : 60}
                value={said}
                aria-invalid={fault ? true : undefined}
                onChange={event => {
                  setSaid(event.target.value);
                  setUnseated(false);
                  search.reset();
                }}
              />
              <Button type="primary" htmlType="submit" loading={search.isPending}>
                查找
              </Button>
            </div>
          </Form.Item>
          {scans ? <TerminalPick at={at} id="counter-terminal" /> : null}
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
