/**
 * The portal as a kiosk (中政发〔2024〕16号 二（三）8): large print, large buttons, no way out of the site. After a minute without a
 * touch it counts down, signs out, forgets everything and stands at its start page again.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Button, Dialog, Loading } from '#ui/kit';
import { forget, keepNoHistory, leavesSite, makeForgetful, stepBack } from './kiosk-forget.ts';
import './kiosk.css';

/** Seconds without a touch before the warning, and from there to the end. */
const idleSeconds = 60;
const warningSeconds = 15;

makeForgetful();
keepNoHistory();

export default function Kiosk({ place, children }: { place: string; children: ReactNode }) {
  const [phase, setPhase] = useState<'clearing' | 'ready'>('clearing');
  const [offline, setOffline] = useState(false);
  const [, go] = useLocation();
  const client = useQueryClient();
  const start = `/kiosk-mode/${place}`;

  /** Keeps trying: a machine that could not sign out shows nothing of anybody meanwhile. */
  const clear = useCallback(async () => {
    for (;;) {
      try {
        client.clear();
        await forget();
        return;
      } catch {
        setOffline(true);
        await new Promise(done => setTimeout(done, 2000));
      }
    }
  }, [client]);

  // Every new document begins with nobody, also after the tab was killed and opened again.
  useEffect(() => {
    document.documentElement.dataset.kiosk = place;
    document.documentElement.dataset.print = 'large';
    let here = true;
    void clear().then(() => {
      if (!here) return;
      go(start, { replace: true });
      setOffline(false);
      setPhase('ready');
    });
    // A page that the browser kept whole for going back is not shown again.
    const again = (e: PageTransitionEvent) => e.persisted && window.location.reload();
    window.addEventListener('pageshow', again);
    return () => {
      here = false;
      window.removeEventListener('pageshow', again);
    };
  }, [place, start, clear, go]);

  useEffect(() => {
    const stay = (e: MouseEvent) => {
      const link = e.target instanceof Element ? e.target.closest('a') : null;
      if (!link?.href || !(leavesSite(link) || link.target === '_blank')) return;
      e.preventDefault();
      e.stopPropagation();
    };
    document.addEventListener('click', stay, true);
    return () => document.removeEventListener('click', stay, true);
  }, []);

  const end = useCallback(async () => {
    setPhase('clearing');
    await clear();
    // A new document: nothing in memory goes on.
    window.location.replace(`/?kiosk=${place}`);
  }, [clear, place]);

  if (phase === 'clearing') return <Loading what={offline ? '网络断开了，正在清除信息，请稍候…' : '正在清除上一位的信息…'} />;
  return (
    <>
      {children}
      <div className="kiosk-bar no-print">
        <Button look="secondary" onClick={() => go(stepBack() ?? start, { replace: true })}>
          上一步
        </Button>
        <Button look="secondary" onClick={() => go(start)}>
          回到开始
        </Button>
        <Button look="danger" onClick={() => void end()}>
          办完了，退出
        </Button>
      </div>
      <Watch end={end} />
    </>
  );
}

const touches = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'input'] as const;

const onAnswer = (target: EventTarget | null) => target instanceof Element && target.closest('.dialog-actions') !== null;

/** Counts the time since the last touch. Nobody has touched a fresh page: it stays as it is. */
function Watch({ end }: { end(): Promise<void> }) {
  const last = useRef(0);
  const [left, setLeft] = useState<number | null>(null);
  const touch = useCallback(() => {
    last.current = Date.now();
    setLeft(null);
  }, []);
  const warned = useRef(false);
  warned.current = left !== null;
  useEffect(() => {
    const timer = setInterval(() => {
      if (last.current === 0) return;
      const idle = Math.floor((Date.now() - last.current) / 1000);
      if (idle < idleSeconds) return;
      const rest = idleSeconds + warningSeconds - idle;
      if (rest > 0) return setLeft(rest);
      clearInterval(timer);
      void end();
    }, 500);
    // The warning's own buttons answer when they are pressed: were it gone at the finger's first contact, nothing would be under it.
    const felt = (e: Event) => {
      if (warned.current && (onAnswer(e.target) || (e instanceof KeyboardEvent && ['Tab', 'Shift'].includes(e.key)))) return;
      touch();
    };
    for (const t of touches) window.addEventListener(t, felt, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const t of touches) window.removeEventListener(t, felt, { capture: true });
    };
  }, [end, touch]);
  return (
    <Dialog
      open={left !== null}
      onClose={touch}
      title="您还在用吗？"
      actions={
        <>
          <Button onClick={touch}>继续使用</Button>
          <Button look="secondary" onClick={() => void end()}>
            现在退出
          </Button>
        </>
      }
    >
      <p role="timer" aria-live="off" className="kiosk-left">
        <strong>{left ?? 0}</strong> 秒后自动退出
      </p>
      <p>没有提交的内容会清除；已经提交的不受影响。</p>
    </Dialog>
  );
}
