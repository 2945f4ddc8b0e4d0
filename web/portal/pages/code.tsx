/** The Zhongyang code (中阳码): shown large, renewed by itself, with what it opens beside it and who has read it below. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { identityItems, places, signInItem } from '#platform/code/pure';
import { api } from '#ui/api';
import { Banner, Button, Failed, Loading, useTitle } from '#ui/kit';
import { Qr } from '#ui/qr';
import { type Session, SignedIn } from '#ui/session';
import { timeOfDay } from '#ui/words';
import { CodeChoice, type Principal, type WalletLicence } from './code-choice.tsx';
import { type Choice, type LiveCode, useCode } from './code-data.ts';
import { CodeLog } from './code-log.tsx';
import './code.css';

export default function CodePage() {
  return <SignedIn>{session => <Code session={session} />}</SignedIn>;
}

function Code({ session }: { session: Session }) {
  useTitle('中阳码');
  const [choice, setChoice] = useState<Choice>({ kind: 'person', licences: [], place: 'any' });
  const [choosing, setChoosing] = useState(false);
  const principals = useQuery({ queryKey: ['principals'], queryFn: () => api.get<{ items: Principal[] }>('/principals') });
  const licences = useQuery({ queryKey: ['licences'], queryFn: () => api.get<{ items: WalletLicence[] }>('/licences') });
  const live = useCode(choice);
  const firm = principals.data?.items.find(p => p.id === choice.firm);
  const opened = (licences.data?.items ?? []).filter(l => choice.licences.includes(l.id));
  return (
    <div className="code stack-l">
      <header className="stack-s">
        <h1>中阳码</h1>
        <p className="muted">在窗口、取号机、自助机上扫一扫，就能确认身份、带上证照。</p>
      </header>
      <div className="code-columns">
        <section className="card raised code-card" aria-label={`${firm?.name ?? session.name}的中阳码`}>
          <p className="code-holder">
            <strong>{firm?.name ?? session.name}</strong>
            <span className="muted">{firm ? `由${session.name}出示` : '个人码'}</span>
          </p>
          <OnScreen live={live} />
        </section>
        <section className="card stack" aria-labelledby="code-opens">
          <h2 id="code-opens">这个码给看什么</h2>
          <ul className="code-items">
            {[...identityItems[choice.kind], ...(choice.place === 'kiosk' ? [signInItem] : [])].map(item => (
              <li key={item}>{item}</li>
            ))}
            {opened.map(l => (
              <li key={l.id}>
                {l.typeName}
                <span className="muted small"> {l.bearerName}</span>
              </li>
            ))}
          </ul>
          <p className="muted">
            {choice.place === 'any' ? '窗口和取号机都可以用；在自助机登录要另外选。' : `只能在${places[choice.place]}用。`}没有列出的，扫码的人看不到。
          </p>
          {choosing ? (
            <CodeChoice
              session={session}
              choice={choice}
              principals={principals.data?.items ?? []}
              licences={licences.data?.items ?? []}
              onChosen={chosen => {
                setChoosing(false);
                setChoice(chosen);
              }}
              onCancel={() => setChoosing(false)}
            />
          ) : (
            <Button look="secondary" onClick={() => setChoosing(true)}>
              换企业码、加证照，或在自助机登录
            </Button>
          )}
        </section>
      </div>
      <CodeLog today={session.today} />
    </div>
  );
}

function OnScreen({ live }: { live: LiveCode }) {
  const { shown, left, read, refused, ended, busy, error, again } = live;
  if (read)
    return (
      <div className="code-done stack" role="status">
        <p className="code-tick" aria-hidden="true">
          ✓
        </p>
        <p>
          <strong>
            {timeOfDay(read.at)} 已被 {read.terminal}
            {read.staff ? ` ${read.staff}` : ''} 读取
          </strong>
        </p>
        <p>{read.items.join('、')}</p>
        <Button onClick={again}>再出示一个</Button>
      </div>
    );
  if (ended)
    return (
      <div className="code-done stack" role="status">
        <p>{ended === 'elsewhere' ? '别的页面出示了新的码，这里的已失效。' : '码开得久了，已自动收起。'}</p>
        <Button onClick={again}>在这里出示</Button>
      </div>
    );
  if (error && (!shown || left === 0)) return <Failed error={error} again={again} />;
  if (busy || !shown) return <Loading what="正在生成码…" />;
  return (
    <>
      <div className={`code-qr${left === 0 ? ' stale' : ''}`}>
        <Qr text={shown.code} alt="中阳码，请对准扫码器" size={320} />
      </div>
      <p className="code-left" role="timer">
        {left > 0 ? (
          <>
            <strong>{left}</strong> 秒后自动换新码
          </>
        ) : (
          '正在换新码…'
        )}
      </p>
      <p className="muted">请把屏幕调亮，离扫码器一拳远。每个码只能用一次，截图没有用。</p>
      {refused ? (
        <Banner look="warn" role="status">
          {refused.terminal}没有读成：{refused.reason}
        </Banner>
      ) : null}
    </>
  );
}
