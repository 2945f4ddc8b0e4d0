/** The door of the desk, shown to whoever is not staff. */
import { Alert } from 'antd';
import { useEffect } from 'react';
import { useSession, useSessionChanged } from '#ui/session';
import { DemoStaff } from './sign-in-demo.tsx';
import { PasswordForm } from './sign-in-password.tsx';
import './sign-in.css';

export default function SignIn() {
  const { data: session } = useSession();
  const changed = useSessionChanged();
  useEffect(() => {
    document.title = '登录 · 办成工作台';
  }, []);
  return (
    <main className={`sign-in${session?.demo ? ' wide' : ''}`}>
      <section className="sign-in-card">
        <header>
          <img src="/icon.svg" alt="" width="40" height="40" />
          <div>
            <h1>办成工作台</h1>
            <p className="sign-in-muted">中阳县高效办成一件事 · 工作人员登录</p>
          </div>
        </header>
        {session?.kind === 'person' ? (
          <Alert type="info" showIcon title={`这个浏览器里 ${session.name} 正在网上办事`} description="在这里登录以后，那边会退出。" />
        ) : null}
        <PasswordForm onDone={changed} demo={session?.demo ?? false} />
        <p className="sign-in-muted sign-in-foot">
          居民和企业办事请到 <a href="/">办事大厅</a>
        </p>
      </section>
      {session?.demo ? (
        <div className="sign-in-card">
          <DemoStaff onDone={changed} />
        </div>
      ) : null}
    </main>
  );
}
