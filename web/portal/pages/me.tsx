/** One's own place: in whose name one may act, the print's size, the way out. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { api } from '#ui/api';
import { Button, Failed, useTitle } from '#ui/kit';
import { useServices } from '#ui/services';
import { type Session, SignedIn, useSessionChanged } from '#ui/session';
import { forgetDrafts } from '../../../src/programmes/one-thing/pages/form/use-draft.ts';
import { usePrint } from '../print.ts';
import './me.css';

export default function MePage() {
  return <SignedIn>{session => <Me session={session} />}</SignedIn>;
}

const first = [
  { path: '/cases', title: '我的办件', hint: '没填完的、正在办的、办好的' },
  { path: '/wallet', title: '证照', hint: '本人和企业的电子证照' },
];

const last = [
  { path: '/mandates', title: '委托代办', hint: '让家人、员工替您办' },
  { path: '/inbox', title: '消息', hint: '进展和提醒' },
  { path: '/data-uses', title: '谁查了我的数据', hint: '部门通过数据共享查了什么、为什么' },
];

function Me({ session }: { session: Session }) {
  useTitle('我的');
  const [large, toggle] = usePrint();
  const [, go] = useLocation();
  const changed = useSessionChanged();
  const { data } = useQuery({
    queryKey: ['principals'],
    queryFn: () => api.get<{ items: { id: string; name: string; basis: string; code: string }[] }>('/principals'),
  });
  const places = [...first, ...useServices().flatMap(s => (s.mine ? [s.mine] : [])), ...last];
  const others = data?.items.filter(p => p.basis !== 'self') ?? [];
  const self = data?.items.find(p => p.basis === 'self');
  const leave = useMutation({
    mutationFn: () => api.del('/session'),
    onSuccess: async () => {
      // A shared computer keeps nothing of what was typed.
      forgetDrafts();
      go('/');
      await changed();
    },
  });
  return (
    <div className="me stack-l">
      <header>
        <h1>{session.name}</h1>
        {self?.code ? <p className="muted">{self.code}</p> : null}
        {others.length > 0 ? <p>您还可以以这些名义办事：{others.map(p => p.name).join('、')}</p> : null}
      </header>
      <ul className="card me-list">
        {places.map(p => (
          <li key={p.path}>
            <Link href={p.path}>
              {p.title}
              <span>{p.hint}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button look="secondary" aria-pressed={large} onClick={toggle}>
          {large ? '用标准字号' : '用大字版'}
        </Button>
        <Button look="secondary" busy={leave.isPending} onClick={() => leave.mutate()}>
          退出登录
        </Button>
      </div>
      {leave.error ? <Failed error={leave.error} /> : null}
      <p className="muted small">换了手机号，请带身份证到政务服务大厅综合窗口更新，以后的短信就发到新号码。</p>
    </div>
  );
}
