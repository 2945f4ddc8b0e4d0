/** A change that was refused. When the session has ended meanwhile: how to sign in without losing what is typed on this page. */
import { Problem } from '../api/index.ts';
import { Banner, Failed } from '../kit/index.ts';

export function Refused({ error }: { error: unknown }) {
  if (!(error instanceof Problem && error.code === 'sign-in-needed')) return <Failed error={error} />;
  return (
    <Banner look="bad" role="alert">
      <p>
        <strong>登录过期了，还没有提交。</strong>填的内容还在这里。
      </p>
      <p>
        <a href="/sign-in" target="_blank" rel="noreferrer">
          在新窗口重新登录
        </a>
        ，再回到这里提交一次。
      </p>
    </Banner>
  );
}
