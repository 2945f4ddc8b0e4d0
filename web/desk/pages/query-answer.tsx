/** What came back; opening it is written down. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import type { QueryView } from '#platform/exchange';
import { queryStates } from '#platform/exchange/pure';
import { api } from '#ui/api';
import { Waits } from '#ui/frame';

export function QueryAnswer({ id, close }: { id: string; close(): void }) {
  const answer = useQuery({
    queryKey: ['data-answer', id],
    // A look that is recorded: once for each opening, and not again when the window gets the focus.
    queryFn: () => api.post<{ query: QueryView; answer: { name: string; value: string }[] }>(`/data-queries/${id}/opening`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return (
    <Modal open title="查询答复" footer={null} onCancel={close}>
      <Waits of={answer} rows={3}>
        {({ query: q, answer }) => (
          <div className="exchange-life">
            <p>
              {q.serviceName} · {q.caseNumber ?? '还没有提交的申请'} · {q.purpose}
            </p>
            {q.state === 'answered' ? (
              <dl className="frame-facts">
                {answer.map(a => (
                  <div key={a.name} className="exchange-step">
                    <dt>{a.name}</dt>
                    <dd>{a.value}</dd>
                  </div>
                ))}
              </dl>
            ) : (
              <Alert type={q.state === 'none' ? 'info' : 'warning'} showIcon title={queryStates[q.state]} description={q.reason ?? undefined} />
            )}
            {q.cached ? <p className="frame-muted frame-small">用的是有效期内已有的答复，没有再向对方查询。</p> : null}
            <p className="frame-muted frame-small">谁查了、为什么查，本人在手机上能看到。</p>
          </div>
        )}
      </Waits>
    </Modal>
  );
}
