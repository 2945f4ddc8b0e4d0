/** The province's single sign-on, where the county offers it; and what to do when it did not lead back signed in. */
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Banner } from '#ui/kit';

const reasons: Record<string, { look: 'bad' | 'warn' | 'info'; title: string; todo: string }> = {
  down: { look: 'bad', title: '省统一身份认证现在连不上', todo: '可以先用手机号登录，或过一会儿再试。' },
  failed: { look: 'bad', title: '统一身份认证没有完成', todo: '请再试一次；还是不行，可以用手机号登录。' },
  expired: { look: 'warn', title: '登录等得太久，或换了浏览器', todo: '请再点一次统一身份认证登录。' },
  cancelled: { look: 'info', title: '您取消了统一身份认证', todo: '可以再试，也可以用手机号登录。' },
  unverified: { look: 'warn', title: '您的省平台账号还没有实名认证', todo: '请先在省平台完成实名认证；或者用手机号登录。' },
  unknown: {
    look: 'warn',
    title: '省平台上的实名信息和本县登记的对不上',
    todo: '还没有在本县登记过的，请带身份证到大厅综合窗口登记；登记过的，可以用手机号登录。',
  },
  closed: { look: 'bad', title: '这个账号已停用', todo: '请带身份证到大厅综合窗口办理。' },
  none: { look: 'info', title: '现在没有开通统一身份认证登录', todo: '请用手机号登录。' },
  link: {
    look: 'info',
    title: '您的省平台账号第一次在这里用',
    todo: '请用登记的手机号登录一次，姓名一致就和本县的登记对上了，以后直接用统一身份认证登录。',
  },
};

/** Beside the sign-in by phone; nothing where it is not offered. */
export function ProvinceSignIn({ next }: { next: string }) {
  const { data } = useQuery({ queryKey: ['single-sign-on'], queryFn: () => api.get<{ name: string | null }>('/session/oidc'), staleTime: 300_000 });
  if (!data?.name) return null;
  return (
    <section className="card sign-in-province" aria-labelledby="sign-in-by-province">
      <h2 id="sign-in-by-province">用统一身份认证登录</h2>
      <p className="small">有“三晋通”等省平台账号、做过实名认证的，不用再收验证码。</p>
      {/* Leaves this site: an address of the server and not of the portal. */}
      <a className="button secondary wide" href={`/api/session/oidc/start?next=${encodeURIComponent(next)}`}>
        {data.name}
      </a>
    </section>
  );
}

/** Why somebody came back without being signed in. */
export function ProvinceTrouble() {
  const [params] = useSearchParams();
  const reason = reasons[params.get('sso') ?? ''];
  if (!reason) return null;
  return (
    <Banner look={reason.look} role={reason.look === 'info' ? 'status' : 'alert'}>
      <strong>{reason.title}</strong>
      <p>{reason.todo}</p>
    </Banner>
  );
}
