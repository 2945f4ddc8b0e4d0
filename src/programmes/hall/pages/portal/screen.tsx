/** The board in the hall: numbers and windows as they are called, who waits where; said aloud, and written. Runs for days. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { seatStates, timeOf } from '#platform/queues/pure';
import { api } from '#ui/api';
import { Loading, useTitle } from '#ui/kit';
import { hallSite } from '../../figures.ts';
import { spokenNumber, waitInWords } from '../words.ts';
import './screen.css';

interface Board {
  now: string;
  called: { number: string; seat: string; seatNumber: number; calledAt: string; calls: number; here: boolean }[];
  queues: { id: string; name: string; prefix: string; waiting: number; minutes: number | null; seats: number; gives: boolean }[];
  seats: { number: number; name: string; state: 'open' | 'paused' | 'closed'; ticket: string | null }[];
}
type Call = Board['called'][number];

/** Milliseconds between two looks. */
const lookEvery = 3000;
const keyOf = (c: Call) => `${c.number} ${c.calledAt} ${c.calls}`;
const sentence = (c: Call) => `请 ${spokenNumber(c.number)} 号，到 ${c.seat}`;

export default function ScreenPage() {
  useTitle('叫号屏');
  const { data, error } = useQuery({
    queryKey: ['screen'],
    queryFn: () => api.get<Board>(`/sites/${hallSite}/screen`),
    staleTime: 0,
    refetchInterval: lookEvery,
    refetchIntervalInBackground: true,
    // A line that breaks comes back: it is tried for ever, at the same pace.
    retry: false,
  });
  const [voice, setVoice] = useState(false);
  const said = useAnnouncing(data?.called, voice);
  useAwake();
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>中阳县政务服务大厅</h1>
        <p className="screen-now">{data ? timeOf(data.now) : ''}</p>
        <button type="button" className="screen-voice" aria-pressed={voice} onClick={() => setVoice(v => !v)}>
          {voice ? '声音：开' : '声音：关'}
        </button>
      </header>
      {error ? (
        <p className="screen-lost" role="alert">
          连接断开，正在自动重连。{data ? `下面是 ${timeOf(data.now)} 的情况。` : ''}
        </p>
      ) : null}
      <p className="screen-said" role="status">
        {said ?? '请看屏幕，听叫号'}
      </p>
      {data ? (
        <div className="screen-body">
          <section aria-labelledby="screen-called">
            <h2 id="screen-called">叫号</h2>
            <ol className="screen-called">
              {data.called.map((c, i) => (
                <li key={keyOf(c)} className={i === 0 ? 'newest' : c.here ? '' : 'past'}>
                  <b>{c.number}</b>
                  <span>{c.seat}</span>
                </li>
              ))}
            </ol>
          </section>
          <section aria-labelledby="screen-waiting">
            <h2 id="screen-waiting">等候</h2>
            <table className="screen-queues">
              <thead>
                <tr>
                  <th scope="col">窗口</th>
                  <th scope="col">等候</th>
                  <th scope="col">预计</th>
                </tr>
              </thead>
              <tbody>
                {data.queues.map(q => (
                  <tr key={q.id}>
                    <th scope="row">
                      <b aria-hidden="true">{q.prefix}</b> {q.name}
                    </th>
                    <td>{q.waiting} 人</td>
                    <td>{q.minutes === null ? '未开放' : waitInWords(q.minutes)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <ul className="screen-seats" aria-label="窗口">
              {data.seats.map(s => (
                <li key={s.number} className={s.state}>
                  <b>{s.number}</b>
                  <span>{s.ticket ?? (s.state === 'open' ? '空闲' : seatStates[s.state])}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      ) : error ? null : (
        <Loading />
      )}
    </div>
  );
}

/** Says what is new since the last look, one after another, each twice; gives the sentence for those who read. */
function useAnnouncing(called: readonly Call[] | undefined, voice: boolean): string | undefined {
  const known = useRef<Set<string> | null>(null);
  const waiting = useRef<string[]>([]);
  const [said, say] = useState<string>();
  useEffect(() => {
    if (!called) return;
    // What hung there when the board was switched on was said before.
    const fresh = known.current ? called.filter(c => !known.current?.has(keyOf(c))).reverse() : [];
    known.current = new Set(called.map(keyOf));
    waiting.current.push(...fresh.map(sentence));
  }, [called]);
  useEffect(() => {
    const speech = window.speechSynthesis as SpeechSynthesis | undefined;
    const timer = setInterval(() => {
      if (voice && speech?.speaking) return;
      const next = waiting.current.shift();
      if (!next) return;
      say(next);
      if (!voice || !speech) return;
      for (let i = 0; i < 2; i++) {
        const words = new SpeechSynthesisUtterance(next);
        words.lang = 'zh-CN';
        words.rate = 0.9;
        speech.speak(words);
      }
    }, 1500);
    return () => {
      clearInterval(timer);
      speech?.cancel();
    };
  }, [voice]);
  return said;
}

/** Keeps the television on, where the browser can. */
function useAwake() {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const hold = () => {
      if (document.visibilityState === 'visible')
        navigator.wakeLock
          ?.request('screen')
          .then(l => {
            lock = l;
          })
          .catch(() => {});
    };
    hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      document.removeEventListener('visibilitychange', hold);
      void lock?.release().catch(() => {});
    };
  }, []);
}
