/** Before messages go out: to how many, who gets none and why, and what they read. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useLocation } from 'wouter';
import { api, query, useCreate } from '#ui/api';
import { type Filter, Trouble, Waits } from '#ui/frame';
import { OpenTable } from '#ui/registers';

interface Preview {
  said: string;
  people: number;
  funded: number;
  without: number;
  recent: number;
  send: number;
  messages: number;
  every: number;
  text: string;
}

export function RemindDialog({ filters, close }: { filters: Filter; close(): void }) {
  const client = useQueryClient();
  const [, go] = useLocation();
  const create = useCreate();
  const given = Object.fromEntries(Object.entries(filters).filter(([, v]) => v));
  const preview = useQuery({
    queryKey: ['insurance-reminder-preview', given],
    queryFn: ({ signal }) => api.get<Preview>(`/desk/insurance/reminders/preview${query(given as Record<string, string>)}`, signal),
    gcTime: 0,
  });
  const send = useMutation({
    mutationFn: (shown: number) => create('/desk/insurance/reminders', { ...given, shown }),
    onSuccess: async () => {
      await client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('insurance') });
      go('/desk/insurance/reminders');
    },
    onError: () => void preview.refetch(),
  });
  const shown = preview.data;
  return (
    <Modal
      open
      title="发短信提醒缴费"
      okText={shown ? `发给 ${shown.send} 人` : '发送'}
      cancelText="取消"
      confirmLoading={send.isPending}
      okButtonProps={{ disabled: !shown || shown.send === 0 }}
      onOk={() => shown && !send.isPending && send.mutate(shown.send)}
      onCancel={close}
    >
      <Waits of={preview}>
        {p => (
          <>
            <dl className="frame-facts">
              <dt>哪些人</dt>
              <dd>
                {p.said}，{p.people} 人
              </dd>
              <dt>这次发给</dt>
              <dd>
                {p.send} 人{p.messages < p.send ? `，${p.messages} 条短信（一家人同一个号码只发一条）` : ''}
              </dd>
              <dt>不发</dt>
              <dd>
                {[
                  p.without > 0 ? `没有电话 ${p.without} 人` : '',
                  p.funded > 0 ? `由部门代缴、不用自己缴 ${p.funded} 人` : '',
                  p.recent > 0 ? `${p.every} 天内提醒过 ${p.recent} 人` : '',
                ]
                  .filter(Boolean)
                  .join('，') || '没有'}
              </dd>
            </dl>
            <p className="frame-muted frame-small">短信这样写（每家写自己的人和金额）：</p>
            <blockquote className="insurance-text">{p.text}</blockquote>
            {p.send > 0 ? (
              <p className="insurance-operator">
                <OpenTable label="改为下载短信名单" path="/desk/insurance/reminders/table" body={given} />
                <span className="frame-muted frame-small">交运营商群发时用；下载也算提醒过。</span>
              </p>
            ) : null}
          </>
        )}
      </Waits>
      {send.isError ? <Trouble error={send.error} /> : null}
    </Modal>
  );
}
