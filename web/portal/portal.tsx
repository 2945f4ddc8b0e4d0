/** The portal's frame: header, large print, navigation, footer; pages are loaded when they are opened. */
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react';
import { Link, Route, Switch, useLocation, useSearch } from 'wouter';
import { api } from '#ui/api';
import { Loading, useTitle } from '#ui/kit';
import type { Page, Service } from '#ui/pages';
import { ServicesOffered } from '#ui/services';
import { useSession, useSessionWatch } from '#ui/session';
import { hallPortalPages, hallServices } from '../../src/programmes/hall/pages/portal.ts';
import { helpingPortalPages, helpingServices } from '../../src/programmes/helping/pages/portal.ts';
import { hotlinePortalPages, hotlineServices } from '../../src/programmes/hotline/pages/portal.ts';
import { knowledgePortalPages, knowledgeServices } from '../../src/programmes/knowledge/pages/portal.ts';
import { insurancePortalPages, insuranceServices } from '../../src/programmes/medical-insurance/pages/portal.ts';
import { oneThingPortalPages } from '../../src/programmes/one-thing/pages/portal.ts';
import { placesPortalPages, placesServices } from '../../src/programmes/places/pages/portal.ts';
import { policiesPortalPages, policiesServices } from '../../src/programmes/policies/pages/portal.ts';
import { solarPortalPages, solarServices } from '../../src/programmes/solar-income/pages/portal.ts';
import { fundsPortalPages, fundsServices } from '../../src/programmes/transition-funds/pages/portal.ts';
import { Boundary } from './boundary.tsx';
import { kioskPlace } from './kiosk-place.ts';
import { usePrint } from './print.ts';

const own: Page[] = [
  { path: '/sign-in', load: () => import('./pages/sign-in.tsx') },
  { path: '/inbox', load: () => import('./pages/inbox.tsx') },
  { path: '/wallet', load: () => import('./pages/wallet.tsx') },
  { path: '/code', load: () => import('./pages/code.tsx') },
  { path: '/terminal', load: () => import('./pages/terminal.tsx') },
  { path: '/wallet/:id', load: () => import('./pages/wallet-one.tsx') },
  { path: '/shared/:token', load: () => import('./pages/shared.tsx') },
  { path: '/composites', load: () => import('./pages/composites.tsx') },
  { path: '/me', load: () => import('./pages/me.tsx') },
  { path: '/data-uses', load: () => import('./pages/data-uses.tsx') },
  { path: '/mandates', load: () => import('./pages/mandates.tsx') },
  { path: '/check', load: () => import('./pages/check.tsx') },
  { path: '/check/:number', load: () => import('./pages/check.tsx') },
  { path: '/targets', load: () => import('./pages/targets.tsx') },
  { path: '/development', load: () => import('./pages/development.tsx') },
];

const ownServices: Service[] = [
  { path: '/code', title: '中阳码', note: '扫一扫，确认身份、带上证照', mine: { path: '/code', title: '中阳码', hint: '出示，看谁扫过、看了什么' } },
];

const services: readonly Service[] = [
  ...ownServices,
  ...hallServices,
  ...helpingServices,
  ...hotlineServices,
  ...knowledgeServices,
  ...insuranceServices,
  ...policiesServices,
  ...placesServices,
  ...solarServices,
  ...fundsServices,
];

const pages = [
  ...oneThingPortalPages,
  ...hallPortalPages,
  ...helpingPortalPages,
  ...hotlinePortalPages,
  ...knowledgePortalPages,
  ...insurancePortalPages,
  ...policiesPortalPages,
  ...placesPortalPages,
  ...solarPortalPages,
  ...fundsPortalPages,
  ...own,
].map(({ path, load }): { path: string; Page: ComponentType } => ({ path, Page: lazy(load) }));

const menu = [
  { path: '/', title: '首页' },
  { path: '/cases', title: '我的办件' },
  { path: '/wallet', title: '证照' },
  { path: '/inbox', title: '消息' },
  { path: '/me', title: '我的' },
];

function NoPage() {
  useTitle('没有这个页面');
  return (
    <div className="stack">
      <h1>没有这个页面</h1>
      <p>地址可能打错了，或者这一页已经不在了。</p>
      <p>
        <Link href="/">回到首页</Link>，或打 <a href="tel:12345">12345</a> 问话务员。
      </p>
    </div>
  );
}

function Unread() {
  const { data } = useQuery({ queryKey: ['notices', 'unread'], queryFn: () => api.get<{ unread: number }>('/notices'), refetchInterval: 60_000 });
  return data && data.unread > 0 ? (
    <span className="unread">
      {data.unread > 99 ? '99+' : data.unread}
      <span className="visually-hidden">条未读</span>
    </span>
  ) : null;
}

const Kiosk = lazy(() => import('./kiosk.tsx'));

/** At a kiosk the same pages stand in a frame that forgets. */
export function Portal() {
  if (!kioskPlace) return <Pages />;
  return (
    <div className="kit">
      <Suspense fallback={<Loading />}>
        <Kiosk place={kioskPlace}>
          <Pages />
        </Kiosk>
      </Suspense>
    </div>
  );
}

function Pages() {
  const [large, toggle] = usePrint();
  const { data: session } = useSession();
  useSessionWatch();
  const [location] = useLocation();
  const search = useSearch();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // A new page starts at its top, for the eye and for the screen reader.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the address changes.
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [location]);
  const person = session?.kind === 'person';
  // Inside a mini-programme the code stands alone.
  const embed = location === '/code' && new URLSearchParams(search).get('embed') === '1';
  return (
    <div className="kit portal" data-embed={embed || undefined}>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="top no-print">
        <div className="wrap top-row">
          <Link href="/" className="brand">
            <img src="/icon.svg" alt="" width="32" height="32" />
            <span>
              <strong>办成</strong>
              <span className="brand-sub">中阳县高效办成一件事</span>
            </span>
          </Link>
          <div className="top-actions">
            <button type="button" className="button plain" aria-pressed={large} onClick={toggle}>
              {large ? '标准字号' : '大字版'}
            </button>
            {session && !person && location !== '/sign-in' ? (
              <Link href={`/sign-in?next=${encodeURIComponent(search ? `${location}?${search}` : location)}`} className="button secondary sign-in">
                登录
              </Link>
            ) : null}
            {person ? <span className="who">{session.name}</span> : null}
          </div>
        </div>
      </header>
      <nav className="menu no-print" aria-label="主要栏目">
        <ul className="wrap">
          {menu.map(m => (
            <li key={m.path}>
              <Link href={m.path} aria-current={(m.path === '/' ? location === '/' : location.startsWith(m.path)) ? 'page' : undefined}>
                {m.title}
                {m.path === '/inbox' && person ? <Unread /> : null}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" className="wrap" tabIndex={-1} ref={main}>
        <Boundary place={location}>
          <ServicesOffered value={services}>
            <Suspense fallback={<Loading />}>
              <Switch>
                {pages.map(({ path, Page }) => (
                  <Route key={path} path={path} component={Page} />
                ))}
                <Route>
                  <NoPage />
                </Route>
              </Switch>
            </Suspense>
          </ServicesOffered>
        </Boundary>
      </main>
      <footer className="foot no-print">
        <div className="wrap">
          <p>
            中阳县行政审批局主办 · 咨询投诉 <strong>12345</strong>
          </p>
          <p className="row">
            <Link href="/check">证照查验</Link>
            <Link href="/targets">目标进度</Link>
            <a href="/desk">工作人员入口</a>
            {session?.demo ? <Link href="/development">演示：短信和账号</Link> : null}
          </p>
        </div>
      </footer>
    </div>
  );
}
