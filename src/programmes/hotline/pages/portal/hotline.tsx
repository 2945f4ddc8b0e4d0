/** 12345: the number, writing instead of calling, and what one has asked so far. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { dutyStates } from '#platform/supervision/pure';
import { api } from '#ui/api';
import { Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import '#ui/asked';

interface Mine {
  id: string;
  number: string;
  kind: string;
  title: string;
  state: keyof typeof dutyStates;
  openedOn: string;
  dueOn: string | null;
  answered: boolean;
  grade: number | null;
}

export default function HotlinePage() {
  useTitle('12345 热线');
  const { data: session } = useSession();
  return (
    <div className="stack-l">
      <h1>12345 热线</h1>
      <section className="card stack-s">
        <h2>打电话</h2>
        <p>
          <a className="button primary" href="tel:12345">
            拨打 12345
          </a>
        </p>
        <p className="muted">咨询、求助、投诉、举报、建议都可以。能当场答的当场答，不能当场答的交给部门，问到谁谁负责到底。</p>
      </section>
      <section className="card stack-s">
        <h2>不方便打电话</h2>
        <p>
          <Link className="button secondary" href="/hotline/new">
            网上写
          </Link>
        </p>
        <p>
          不会填、看不懂？<Link href="/helpers">请帮办员打电话或视频</Link>
        </p>
        <p>
          去窗口办事没有办成？<Link href="/not-done">反映办不成的事</Link>
        </p>
      </section>
      {session?.kind === 'person' ? (
        <MyTickets today={session.today} />
      ) : (
        <p>
          <Link href="/sign-in?next=/hotline">登录</Link>后可以看我写的工单和办理进度。
        </p>
      )}
    </div>
  );
}

function MyTickets({ today }: { today: string }) {
  const mine = useQuery({ queryKey: ['asked', 'mine'], queryFn: () => api.get<{ items: Mine[] }>('/hotline/tickets') });
  return (
    <section className="stack">
      <h2>我的工单</h2>
      {mine.error ? <Failed error={mine.error} again={() => void mine.refetch()} /> : mine.data ? null : <Loading />}
      {mine.data?.items.length === 0 ? <Empty title="还没有写过" /> : null}
      <ul className="asked-list">
        {mine.data?.items.map(t => (
          <li key={t.id} className="card stack-s">
            <p className="row between">
              <Link href={t.kind === 'not-done' ? `/not-done/${t.id}` : `/hotline/tickets/${t.id}`}>
                <strong>{t.title}</strong>
              </Link>
              <Tag look={t.answered && t.state !== 'open' ? 'good' : 'warn'}>
                {t.answered && t.grade === null && t.state !== 'open' ? '已答复，请评价' : t.state === 'answered' ? '已答复' : dutyStates[t.state]}
              </Tag>
            </p>
            <p className="muted small">
              {t.number}，{day(t.openedOn, today)}提出
              {(t.state === 'open' || t.state === 'new') && t.dueOn ? `，${day(t.dueOn, today)}前答复` : ''}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
