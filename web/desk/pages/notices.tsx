/** Messages to one's unit and role: what was handed over, urged, complained of; each leads to its place. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Skeleton, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { Problem } from '#ui/api';
import { useSession } from '#ui/session';
import { day, moment, weekday } from '#ui/words';
import { type Notice, readNotices, seenAt, useSeen } from './notices-unread.ts';
import './notices.css';

const dayOf = (n: Notice) => new Date(Date.parse(n.madeAt) + 8 * 3_600_000).toISOString().slice(0, 10);

export default function Notices() {
  const { data: session } = useSession();
  useEffect(() => {
    document.title = '消息 · 办成工作台';
  }, []);
  if (!session) return null;
  return (
    <div className="notices">
      <h1>消息</h1>
      <List session={session} />
    </div>
  );
}

function List({ session }: { session: NonNullable<ReturnType<typeof useSession>['data']> }) {
  // What was new when the page was opened stays marked while one reads.
  const [seen] = useState(() => seenAt(session));
  const markSeen = useSeen(session);
  const pages = useInfiniteQuery({
    queryKey: ['notices', 'all'],
    queryFn: ({ pageParam }) => readNotices(pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: last => (last.items.length < 50 ? undefined : last.items.at(-1)?.madeAt),
  });
  const items = pages.data?.pages.flatMap(p => p.items) ?? [];
  const newest = items[0]?.madeAt;
  useEffect(() => {
    if (newest) markSeen(newest);
  }, [newest, markSeen]);
  if (pages.isError && items.length === 0)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={pages.error instanceof Problem ? pages.error.message : '消息没有载入'}
        action={<Button onClick={() => void pages.refetch()}>再试一次</Button>}
      />
    );
  if (pages.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (items.length === 0) return <Empty description="还没有消息。发给您的部门和岗位的会出现在这里。" />;
  const days = [...new Set(items.map(dayOf))];
  return (
    <>
      {days.map(d => (
        <section key={d} aria-label={day(d, session.today)}>
          <h2>
            {d === session.today ? '今天' : day(d, session.today)} {weekday(d)}
          </h2>
          <ul>
            {items
              .filter(n => dayOf(n) === d)
              .map(n => (
                <li key={n.id}>
                  <NoticeRow notice={n} fresh={n.madeAt > seen} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      {pages.hasNextPage ? (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          更早的消息
        </Button>
      ) : null}
    </>
  );
}

function NoticeRow({ notice, fresh }: { notice: Notice; fresh: boolean }) {
  const inner = (
    <>
      <span className="notices-title">
        {fresh ? <Tag color="blue">新</Tag> : null}
        {notice.title}
      </span>
      <span className="notices-body">{notice.body}</span>
      <time dateTime={notice.madeAt}>{moment(notice.madeAt).split(' ')[1]}</time>
    </>
  );
  return notice.link ? (
    <Link href={notice.link} className="notices-row">
      {inner}
    </Link>
  ) : (
    <div className="notices-row">{inner}</div>
  );
}
