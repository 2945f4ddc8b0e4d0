/** The demo county behind the curtain: messages that would have been sent, people to play, the code on a colleague's phone. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#ui/api';
import { Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { useSession, useSessionChanged } from '#ui/session';
import { moment } from '#ui/words';
import { type DemoAccount, useDemoAccounts } from './sign-in-demo.tsx';
import './development.css';

export default function Development() {
  useTitle('演示：短信和账号');
  const { data: session, error } = useSession();
  if (error) return <Failed error={error} />;
  if (!session) return <Loading />;
  if (!session.demo)
    return (
      <Empty title="这一页只有演示环境才有">
        <h1 className="visually-hidden">演示：短信和账号</h1>
      </Empty>
    );
  return (
    <div className="development">
      <h1>演示：短信和账号</h1>
      <p className="development-lead">这里是演示环境：人、企业和号码都是编的，短信不真的发出去，只在这里显示。</p>
      <div className="development-columns">
        <Messages today={session.today} />
        <div className="development-side">
          <Code />
          <Accounts />
        </div>
      </div>
    </div>
  );
}

interface Message {
  phone: string;
  body: string;
  madeAt: string;
}

/** The newest first, read again every few seconds. */
function Messages({ today }: { today: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['demo', 'messages'],
    queryFn: () => api.get<{ items: Message[] }>('/demo/messages'),
    refetchInterval: 4000,
  });
  return (
    <section className="card" aria-labelledby="development-messages">
      <h2 id="development-messages">本应发出的短信</h2>
      <p className="muted small">最近 50 条，新的在前，自动刷新。</p>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data?.items.length === 0 ? <Empty title="还没有短信。到登录页获取一次验证码，这里就会出现。" /> : null}
      <ul className="development-messages">
        {data?.items.map(m => (
          <li key={m.madeAt + m.body}>
            <p className="development-when">
              发给 {m.phone} · {moment(m.madeAt, today)}
            </p>
            <p>
              <Highlighted text={m.body} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The code stands out, so that it can be copied at a glance. */
function Highlighted({ text }: { text: string }) {
  const found = /验证码 (\d{6})/.exec(text);
  if (!found) return text;
  const at = found.index + 4;
  return (
    <>
      {text.slice(0, at)}
      <b className="development-code">{found[1]}</b>
      {text.slice(at + 6)}
    </>
  );
}

/** The dynamic code lasts half a minute; it is fetched anew when it ends. */
function Code() {
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: ['demo', 'code'],
    queryFn: () => api.get<{ code: string; password: string; seconds: number }>('/demo/code'),
    refetchInterval: q => ((q.state.data?.seconds ?? 5) + 0.5) * 1000,
  });
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = data ? Math.max(0, Math.round(data.seconds - (now - dataUpdatedAt) / 1000)) : 0;
  return (
    <section className="card" aria-labelledby="development-staff">
      <h2 id="development-staff">工作人员的口令</h2>
      <p className="muted small">想走一遍真正的登录，可以用下面任意一个工作人员的账号。</p>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {data ? (
        <dl className="development-secret">
          <div>
            <dt>密码（都一样）</dt>
            <dd>
              <code>{data.password}</code>
            </dd>
          </div>
          <div>
            <dt>动态口令</dt>
            <dd>
              <b className="development-code">{data.code}</b> <span className="muted small">还有 {left} 秒</span>
            </dd>
          </div>
        </dl>
      ) : error ? null : (
        <Loading />
      )}
    </section>
  );
}

function Accounts() {
  const { data, error, refetch } = useDemoAccounts();
  const [text, setText] = useState('');
  const [, navigate] = useLocation();
  const changed = useSessionChanged();
  const enter = useMutation({
    mutationFn: (a: DemoAccount) => api.post('/demo/session', { account: a.account }),
    onSuccess: async (_, a) => {
      // The desk is another page of its own; the portal only has to read again.
      if (a.kind === 'staff') return window.location.assign('/desk');
      await changed();
      navigate('/');
    },
  });
  const words = text.trim();
  const shown = (data?.items ?? []).filter(a => words === '' || `${a.account}${a.name}${a.roleName}${a.unitName ?? ''}${a.note}`.includes(words));
  return (
    <section className="card" aria-labelledby="development-accounts">
      <h2 id="development-accounts">演示账号</h2>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {enter.error ? <Failed error={enter.error} /> : null}
      <input className="input" type="search" aria-label="找演示账号" placeholder="按姓名、部门、角色找" value={text} onChange={e => setText(e.target.value)} />
      {!data && !error ? <Loading /> : null}
      {data && shown.length === 0 ? <p className="muted">没有这样的账号</p> : null}
      <ul className="development-accounts">
        {shown.map(a => (
          <li key={a.account}>
            <button type="button" aria-disabled={enter.isPending || undefined} onClick={() => enter.isPending || enter.mutate(a)}>
              <span className="row between">
                <strong>{a.name}</strong>
                <Tag look={a.kind === 'staff' ? 'brand' : 'good'}>{a.kind === 'staff' ? a.roleName : '居民'}</Tag>
              </span>
              <span className="development-note">{a.kind === 'staff' ? a.unitName : a.note}</span>
              <code>{a.account}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
