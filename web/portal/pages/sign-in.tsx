/** Signing in by phone; in the demo county also as one of its people. */
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { Banner, useTitle } from '#ui/kit';
import { useSession, useSessionChanged } from '#ui/session';
import { kioskPlace } from '../kiosk-place.ts';
import { CodeSignIn } from './sign-in-code.tsx';
import { DemoPeople } from './sign-in-demo.tsx';
import { PhoneSignIn } from './sign-in-phone.tsx';
import { ProvinceSignIn, ProvinceTrouble } from './sign-in-province.tsx';
import './sign-in.css';

/** Only addresses of this site, and not this page again. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/')) return '/';
  try {
    const url = new URL(next, window.location.origin);
    if (url.origin !== window.location.origin || url.pathname.startsWith('/sign-in') || url.pathname.startsWith('/api')) return '/';
    return url.pathname + url.search + url.hash;
  } catch {
    return '/';
  }
}

export default function SignIn() {
  useTitle('登录');
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  const { data: session } = useSession();
  const changed = useSessionChanged();
  const [entering, setEntering] = useState(false);
  const next = safeNext(params.get('next'));
  async function signedIn() {
    setEntering(true);
    // The sign-in page leaves the history: "back" does not lead to it again.
    await changed().catch(() => {});
    navigate(next, { replace: true });
  }
  return (
    <div className="sign-in">
      <h1>登录</h1>
      <p className="sign-in-lead">{next === '/' ? '登录后可以申请、查进度、看证照。' : '登录后，接着办您刚才的事。'}</p>
      {session?.kind === 'staff' && !entering ? (
        <Banner look="warn">您现在登录的是工作人员账号（{session.name}）。用居民身份登录后，工作人员账号会退出。</Banner>
      ) : null}
      {session?.kind === 'person' && !entering ? <Banner look="info">您已经以“{session.name}”登录。再登录一次可以换人。</Banner> : null}
      <ProvinceTrouble />
      <div className="sign-in-columns">
        {kioskPlace ? <CodeSignIn onSignedIn={signedIn} /> : null}
        <section className="card" aria-labelledby="sign-in-by-phone">
          <h2 id="sign-in-by-phone">用手机号登录</h2>
          <PhoneSignIn demo={session?.demo ?? false} onSignedIn={signedIn} />
        </section>
        <ProvinceSignIn next={next} />
        {session?.demo ? <DemoPeople onSignedIn={signedIn} /> : null}
      </div>
    </div>
  );
}
