/** Searching the audit: who did what to what, when; and the head of the chain that proves nothing was taken out. */
import { CopyOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button, Empty } from 'antd';
import { useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { Frame, Waits } from '#ui/frame';
import { AuditEntries, type AuditEntry } from './audit-entries.tsx';
import { AuditFilters, asked, type Filter, keys } from './audit-filters.tsx';
import './audit.css';

interface Page {
  items: AuditEntry[];
  head: { seq: string; hash: string };
}

export default function Audit() {
  const [params, setParams] = useSearchParams();
  const filter = Object.fromEntries(keys.map(k => [k, params.get(k) ?? ''])) as unknown as Filter;
  const pages = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => api.get<Page>(`/audit${query({ ...asked(filter), before: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    // By the last number seen: entries that are written meanwhile move nothing.
    getNextPageParam: last => (last.items.length === 100 ? last.items.at(-1)?.seq : undefined),
  });
  const set = (next: Filter) => setParams(Object.fromEntries(Object.entries(next).filter(([, v]) => v)), { replace: false });
  return (
    <Frame title="审计查询">
      <AuditFilters
        key={params.toString()}
        filter={filter}
        set={set}
        busy={pages.isFetching}
        again={() => void pages.refetch()}
        title={pages.data?.pages[0]?.items.find(i => i.action === filter.action)?.title ?? null}
      />
      <Waits of={pages as never} rows={10}>
        {() => {
          const items = pages.data?.pages.flatMap(p => p.items) ?? [];
          const head = pages.data?.pages[0]?.head;
          return (
            <>
              {head ? <Head {...head} /> : null}
              <section className="frame-panel" aria-label="审计记录">
                {items.length === 0 ? (
                  <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有符合条件的记录" />
                ) : (
                  <>
                    <AuditEntries items={items} narrow={next => set({ ...filter, ...next })} />
                    {pages.hasNextPage ? (
                      <Button className="audit-more" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                        再看更早的
                      </Button>
                    ) : (
                      <p className="frame-muted frame-small">共 {items.length} 条，已到最早一条</p>
                    )}
                  </>
                )}
              </section>
            </>
          );
        }}
      </Waits>
    </Frame>
  );
}

function Head({ seq, hash }: { seq: string; hash: string }) {
  const { message } = App.useApp();
  const copy = () =>
    navigator.clipboard.writeText(`${seq} ${hash}`).then(
      () => message.success('已复制'),
      () => message.warning('没能复制，请手工抄写'),
    );
  return (
    <section className="frame-panel audit-head" aria-label="记录链的末端">
      <p>
        全部记录首尾相连，现在共 <strong>{seq}</strong> 条。末端指纹（SM3）抄存在别处，以后就能证明记录没有被删改。
      </p>
      <p className="audit-hash">
        <code>{hash}</code>
        <Button size="small" icon={<CopyOutlined />} onClick={copy}>
          复制
        </Button>
      </p>
    </section>
  );
}
