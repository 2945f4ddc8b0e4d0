/** The ticket machine: what one comes for, who one is, a number on paper and on the screen. Forgets everything after a minute. */
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { TicketView } from '#platform/queues';
import { useCreate } from '#ui/api';
import { Banner, Button, Empty, Failed, Loading, useTitle } from '#ui/kit';
import { useDevice } from '#ui/scan';
import { waitInWords } from '../words.ts';
import { useHall } from './data.ts';
import { Finding } from './finding.tsx';
import { KioskIdentity, type Shown } from './kiosk-identity.tsx';
import { KioskSlip } from './kiosk-slip.tsx';
import './hall.css';
import './kiosk.css';

/** Seconds without a touch after which the machine starts anew; the slip's screen sooner. */
const forgetAfter = 60;
const slipStands = 20;

type Step = { is: 'start' } | { is: 'search' } | { is: 'identity'; queue: string | null; name: string; subject: string } | { is: 'slip'; ticket: TicketView };

export default function KioskPage() {
  useTitle('取号');
  const [step, go] = useState<Step>({ is: 'start' });
  const start = useCallback(() => go({ is: 'start' }), []);
  const left = useIdle(step.is === 'start' ? null : step.is === 'slip' ? slipStands : forgetAfter, start, step);
  return (
    <div className="kiosk stack-l">
      <header className="kiosk-head">
        <h1>{step.is === 'start' ? '取号' : step.is === 'search' ? '要办什么事？' : step.is === 'identity' ? step.name : '取到号了'}</h1>
        {step.is === 'start' ? null : (
          <p className="no-print">
            <Button look="secondary" onClick={start}>
              回到开始{left === null ? '' : `（${left}）`}
            </Button>
          </p>
        )}
      </header>
      {step.is === 'start' ? <Start onStep={go} /> : null}
      {step.is === 'search' ? (
        <Finding
          label="输入要办的事"
          offer={hit => <Button onClick={() => go({ is: 'identity', queue: hit.queue, name: hit.queueName ?? '', subject: hit.name })}>取号</Button>}
        />
      ) : null}
      {step.is === 'identity' ? <Taking step={step} onTaken={ticket => go({ is: 'slip', ticket })} /> : null}
      {step.is === 'slip' ? <KioskSlip ticket={step.ticket} /> : null}
    </div>
  );
}

/** Counts down while nobody touches the machine; null: does not count. */
function useIdle(seconds: number | null, end: () => void, step: unknown): number | null {
  const [left, set] = useState(seconds);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step begins to count anew.
  useEffect(() => {
    set(seconds);
    if (seconds === null) return;
    let until = Date.now() + seconds * 1000;
    const touched = () => {
      until = Date.now() + seconds * 1000;
    };
    const timer = setInterval(() => {
      const rest = Math.ceil((until - Date.now()) / 1000);
      set(Math.max(0, rest));
      if (rest <= 0) end();
    }, 500);
    for (const event of ['pointerdown', 'keydown', 'scroll'] as const) window.addEventListener(event, touched);
    return () => {
      clearInterval(timer);
      for (const event of ['pointerdown', 'keydown', 'scroll'] as const) window.removeEventListener(event, touched);
    };
  }, [seconds, end, step]);
  return left;
}

const Big = ({ onClick, children }: { onClick(): void; children: ReactNode }) => (
  <button type="button" className="kiosk-big" onClick={onClick}>
    {children}
  </button>
);

function Start({ onStep }: { onStep(step: Step): void }) {
  const { data, error, refetch } = useHall();
  const device = useDevice();
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.areas.length === 0) return <Empty title="大厅还没有开放取号，请到咨询台。" />;
  return (
    <>
      {device ? null : (
        <Banner look="warn">
          这台机器还没有登记为取号机，只能凭预约号取号。管理员请先<Link href="/terminal">登记这台设备</Link>；用自己的手机请到
          <Link href="/hall">大厅和窗口</Link>取号。
        </Banner>
      )}
      <div className="kiosk-first">
        <Big onClick={() => onStep({ is: 'identity', queue: null, name: '我有预约', subject: '' })}>
          <strong>我有预约</strong>
          <span>输入预约号，或刷证件</span>
        </Big>
        <Big onClick={() => onStep({ is: 'search' })}>
          <strong>不知道到哪个窗口</strong>
          <span>输入要办的事来查</span>
        </Big>
      </div>
      <section className="stack" aria-labelledby="kiosk-areas">
        <h2 id="kiosk-areas">按窗口取号</h2>
        <ul className="kiosk-areas">
          {data.areas
            .flatMap(a => a.queues)
            .map(q => (
              <li key={q.id}>
                {q.gives ? (
                  <Big onClick={() => onStep({ is: 'identity', queue: q.id, name: q.name, subject: '' })}>
                    <strong>{q.name}</strong>
                    <span>
                      {q.waiting} 人等候，{waitInWords(q.minutes)}
                    </span>
                  </Big>
                ) : (
                  <p className="kiosk-big off">
                    <strong>{q.name}</strong>
                    <span>现在不取号</span>
                  </p>
                )}
              </li>
            ))}
        </ul>
      </section>
    </>
  );
}

function Taking({ step, onTaken }: { step: Extract<Step, { is: 'identity' }>; onTaken(ticket: TicketView): void }) {
  const create = useCreate();
  const take = useMutation({
    mutationFn: (shown: Shown) => create<TicketView>('/tickets', { ...shown, subject: step.subject, ...(step.queue ? { queue: step.queue } : {}) }),
    onSuccess: onTaken,
  });
  return (
    <>
      {step.subject ? <p className="kiosk-subject">办：{step.subject}</p> : null}
      <KioskIdentity booked={step.queue === null} error={take.error} busy={take.isPending} onShown={shown => take.mutate(shown)} />
    </>
  );
}
