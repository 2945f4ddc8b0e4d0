/** Messages: what was also sent by SMS, newest first, each leading to what it is about. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, query } from '#ui/api';
import { Button, Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { type Session, SignedIn } from '#ui/session';
import { moment } from '#ui/words';
import './inbox.css';

interface Notice {
  id: string;
  title: string;
  body: string;
  link: string | null;
  madeAt: string;
  readAt: string | null;
}

/** The server's page. */
const most = 50;

export default function InboxPage() {
  return <SignedIn>{session => <Inbox session={session} />}</SignedIn>;
}

function Inbox({ session }: { session: Session }) {
  useTitle('消息');
  const client = useQueryClient();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['notices', 'all'],
    queryFn: ({ pageParam }) => api.get<{ items: Notice[]; unread: number }>(`/notices${query({ before: pageParam })}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => (page.items.length === most ? page.items.at(-1)?.madeAt : undefined),
  });
  const mark = useMutation({
    mutationFn: (ids?: string[]) => api.post('/notices/read', ids ? { ids } : {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
  const items = data?.pages.flatMap(p => p.items) ?? [];
  return (
    <div className="inbox stack-l">
      <header className="row between">
        <h1>消息</h1>
        {data && data.pages[0]!.unread > 0 ? (
          <Button look="plain" busy={mark.isPending} onClick={() => mark.mutate(undefined)}>
            全部标为已读
          </Button>
        ) : null}
      </header>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {mark.error ? <Failed error={mark.error} /> : null}
      {data && items.length === 0 ? <Empty title="还没有消息" /> : null}
      <ul className="inbox-list">
        {items.map(n => (
          <li key={n.id} className={`card inbox-one${n.readAt ? '' : ' unread-one'}`}>
            <div className="row between">
              <h2>{n.title}</h2>
              {n.readAt ? null : <Tag look="brand">未读</Tag>}
            </div>
            <p>{n.body}</p>
            <p className="row between">
              <span className="muted small">{moment(n.madeAt, session.today)}</span>
              {n.link ? (
                <Link href={n.link} onClick={() => n.readAt || mark.mutate([n.id])}>
                  去看看<span className="visually-hidden">：{n.title}</span>
                </Link>
              ) : n.readAt ? null : (
                <Button look="plain" onClick={() => mark.mutate([n.id])}>
                  标为已读<span className="visually-hidden">：{n.title}</span>
                </Button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <p>
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            看更早的
          </Button>
        </p>
      ) : null}
    </div>
  );
}
