/** The desk's frame: menu by role, who works, the day, units; pages are loaded when they are opened. */
import { BellOutlined, LogoutOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Drawer, Dropdown, Layout, Menu, type MenuProps, Result, Space, Spin, Tag } from 'antd';
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { api } from '#ui/api';
import type { MenuEntry, Page } from '#ui/pages';
import { type Session, useSession, useSessionChanged, useSessionWatch } from '#ui/session';
import { day, weekday } from '#ui/words';
import { appraisalDeskMenu, appraisalDeskPages } from '../../src/programmes/appraisal/pages/desk.ts';
import { hallDeskMenu, hallDeskPages } from '../../src/programmes/hall/pages/desk.ts';
import { helpingDeskMenu, helpingDeskPages } from '../../src/programmes/helping/pages/desk.ts';
import { hotlineDeskMenu, hotlineDeskPages } from '../../src/programmes/hotline/pages/desk.ts';
import { knowledgeDeskMenu, knowledgeDeskPages } from '../../src/programmes/knowledge/pages/desk.ts';
import { insuranceDeskMenu, insuranceDeskPages } from '../../src/programmes/medical-insurance/pages/desk.ts';
import { oneThingDeskMenu, oneThingDeskPages } from '../../src/programmes/one-thing/pages/desk.ts';
import { placesDeskMenu, placesDeskPages } from '../../src/programmes/places/pages/desk.ts';
import { policiesDeskMenu, policiesDeskPages } from '../../src/programmes/policies/pages/desk.ts';
import { solarDeskMenu, solarDeskPages } from '../../src/programmes/solar-income/pages/desk.ts';
import { fundsDeskMenu, fundsDeskPages } from '../../src/programmes/transition-funds/pages/desk.ts';
import { SignInAgain, useAtWork } from './again.tsx';
import { deskPages, firstMenu, followMenu, licencesMenu, officeMenu } from './pages/index.ts';
import { useUnread } from './pages/notices-unread.ts';

const pages = [
  ...oneThingDeskPages,
  ...hallDeskPages,
  ...helpingDeskPages,
  ...hotlineDeskPages,
  ...knowledgeDeskPages,
  ...policiesDeskPages,
  ...placesDeskPages,
  ...appraisalDeskPages,
  ...solarDeskPages,
  ...fundsDeskPages,
  ...insuranceDeskPages,
  ...deskPages,
].map(({ path, load }: Page): { path: string; Page: ComponentType } => ({ path, Page: lazy(load) }));
/** The menu by what the work is about; a group without entries of one's own is not shown. */
const groups: { title: string; entries: MenuEntry[] }[] = [
  { title: '', entries: firstMenu },
  { title: '一件事', entries: oneThingDeskMenu },
  { title: '大厅和帮办', entries: [...hallDeskMenu, ...helpingDeskMenu, ...placesDeskMenu] },
  { title: '热线和问答', entries: [...hotlineDeskMenu, ...knowledgeDeskMenu] },
  { title: '专项工作', entries: [...policiesDeskMenu, ...solarDeskMenu, ...fundsDeskMenu, ...insuranceDeskMenu] },
  { title: '督办和考核', entries: [...followMenu, ...appraisalDeskMenu] },
  { title: '证照和数据', entries: licencesMenu },
  { title: '管理', entries: officeMenu },
];
type ItemType = NonNullable<MenuProps['items']>[number];
/** So many entries are found without headings. */
const fewEntries = 14;
const SignIn = lazy(() => import('./pages/sign-in.tsx'));

const Waiting = () => (
  <div className="waiting">
    <Spin />
  </div>
);

export function Desk() {
  const { data: session, isPending } = useSession();
  const client = useQueryClient();
  // Who works here; stays while the session is gone, so that the open page survives signing in again.
  const [worker, setWorker] = useState<Session | null>(null);
  useSessionWatch();
  const here = session?.kind === 'staff' ? session : null;
  useEffect(() => {
    if (!here) return;
    // Somebody else signed in in another tab: nothing that was read before is theirs.
    if (worker && worker.id !== here.id) client.removeQueries({ predicate: q => q.queryKey[0] !== 'session' });
    setWorker(here);
  }, [here, worker, client]);
  const leave = () => {
    client.setQueryData<Session>(['session'], s => s && { ...s, kind: 'guest', id: 'guest', roles: [] });
    client.removeQueries({ predicate: q => q.queryKey[0] !== 'session' });
    setWorker(null);
  };
  const at = here ?? worker;
  if (at)
    return (
      <>
        <Workplace key={at.id} session={at} onLeave={leave} />
        {here || isPending ? null : <SignInAgain who={at} onOther={s => client.setQueryData(['session'], s)} onLeave={leave} />}
      </>
    );
  if (isPending) return <Waiting />;
  return (
    <Suspense fallback={<Waiting />}>
      <SignIn />
    </Suspense>
  );
}

function Workplace({ session, onLeave }: { session: Session; onLeave(): void }) {
  const [location, navigate] = useLocation();
  const [drawer, setDrawer] = useState(false);
  const seen = new Set<string>();
  // Who holds several roles has a page once.
  const ours = groups.map(({ title, entries }) => ({
    title,
    entries: entries.filter(
      m =>
        session.roles.some(r => m.roles.includes(r.role) && (!m.units || !r.unit || r.unit.startsWith('town-') || m.units.includes(r.unit))) &&
        !seen.has(m.path) &&
        seen.add(m.path),
    ),
  }));
  const own = ours.flatMap(g => g.entries);
  const selected =
    location === '/desk'
      ? own[0]?.path
      : own
          .map(m => m.path)
          .filter(p => location === p || location.startsWith(`${p}/`))
          .sort((a, b) => b.length - a.length)[0];
  const item = (m: MenuEntry) => ({ key: m.path, label: <Link href={m.path}>{m.title}</Link> });
  const items: ItemType[] =
    own.length <= fewEntries
      ? own.map(item)
      : ours.flatMap(({ title, entries }): ItemType[] => {
          const shown = entries.map(item);
          return title === '' || shown.length === 0 ? shown : [{ type: 'group', label: title, children: shown }];
        });
  const entries = <Menu mode="inline" selectedKeys={selected ? [selected] : []} items={items} onClick={() => setDrawer(false)} />;
  return (
    <Layout className="desk">
      <a className="desk-skip" href="#desk-main">
        跳到正文
      </a>
      <Layout.Header className="desk-top no-print">
        <Button className="desk-burger" type="text" icon={<MenuOutlined />} aria-label="菜单" onClick={() => setDrawer(true)} />
        <Link href="/desk" className="desk-brand">
          <img src="/icon.svg" alt="" width="26" height="26" /> 办成工作台
        </Link>
        <Space className="desk-me" size="small">
          <span className="desk-day">
            {day(session.today)} {weekday(session.today)}
          </span>
          {session.standsInFor.map(s => (
            <Tag key={s.id} color="orange">
              代 {s.name}
            </Tag>
          ))}
          <Notices session={session} />
          <Account session={session} go={navigate} onLeave={onLeave} />
        </Space>
      </Layout.Header>
      <Layout>
        <Layout.Sider className="desk-side no-print" width={176} theme="light">
          <nav aria-label="工作台栏目">{entries}</nav>
        </Layout.Sider>
        <Drawer placement="left" size={240} open={drawer} onClose={() => setDrawer(false)} title="栏目">
          {entries}
        </Drawer>
        <Layout.Content className="desk-main" id="desk-main" role="main" tabIndex={-1}>
          <Suspense fallback={<Waiting />}>
            <Switch>
              {pages.map(({ path, Page }) => (
                <Route key={path} path={path} component={Page} />
              ))}
              <Route path="/desk">
                <First own={own} />
              </Route>
              <Route>
                <Result status="404" title={<h1>没有这个页面</h1>} extra={<Link href="/desk">回到工作台</Link>} />
              </Route>
            </Switch>
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

/** Opening the desk leads to the first thing of one's own work. */
function First({ own }: { own: readonly MenuEntry[] }) {
  const Page = pages.find(p => p.path === own[0]?.path)?.Page;
  const roles = useSession().data?.roles ?? [];
  if (Page) return <Page />;
  return roles.length > 0 ? (
    <Result
      title={<h1>{`${roles.map(r => r.title).join('、')}在工作台还没有页面`}</h1>}
      subTitle="这个岗位的工作还不在系统里办。需要别的权限，请联系系统管理员。"
    />
  ) : (
    <Result title={<h1>您的账号还没有任何角色</h1>} subTitle="请联系系统管理员授予角色。" />
  );
}

function Notices({ session }: { session: Session }) {
  const unread = useUnread(session, useAtWork());
  return (
    <Link href="/desk/notices" aria-label={unread > 0 ? `消息，${unread} 条新的` : '消息'}>
      <Badge count={unread} size="small">
        <BellOutlined className="desk-bell" />
      </Badge>
    </Link>
  );
}

function Account({ session, go, onLeave }: { session: Session; go(path: string): void; onLeave(): void }) {
  const changed = useSessionChanged();
  const role = session.roles[0];
  return (
    <Dropdown
      menu={{
        items: [
          {
            key: 'roles',
            label: session.roles.map(r => `${r.title}${r.unitName ? `（${r.unitName}）` : ''}`).join('、') || '没有角色',
            disabled: true,
          },
          { key: 'account', icon: <UserOutlined />, label: '我的账号' },
          { key: 'out', icon: <LogoutOutlined />, label: '退出登录' },
        ],
        onClick: async ({ key }) => {
          if (key === 'account') return go('/desk/account');
          if (key !== 'out') return;
          await api.del('/session').catch(() => {});
          onLeave();
          await changed();
          go('/desk');
        },
      }}
    >
      <Button type="text" className="desk-name">
        {session.name}
        <span className="desk-role">{role ? (role.unitName ?? role.title) : ''}</span>
      </Button>
    </Dropdown>
  );
}
