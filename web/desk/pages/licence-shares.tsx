/** What holders show to this unit. Opening one is written into the holder's log. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Empty, Modal } from 'antd';
import { useState } from 'react';
import type { OpenedShare } from '#platform/licences';
import { standings } from '#platform/licences/pure';
import { api } from '#ui/api';
import { clockTime, Frame, Mark, Trouble, useUnits, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { standingLooks } from './licence-words.ts';
import './licences.css';

interface Item {
  id: string;
  typeName: string;
  givenByName: string;
  purpose: string;
  unit: string;
  givenAt: string;
  until: string;
  views: number;
}

export default function LicenceShares() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const client = useQueryClient();
  const [shown, setShown] = useState<OpenedShare | null>(null);
  const list = useQuery({ queryKey: ['licence-shares'], queryFn: ({ signal }) => api.get<{ items: Item[] }>('/desk/licence-shares', signal) });
  const open = useMutation({
    mutationFn: (id: string) => api.post<OpenedShare>(`/desk/licence-shares/${id}/opening`),
    onSuccess: setShown,
    onSettled: () => client.invalidateQueries({ queryKey: ['licence-shares'] }),
  });
  const today = session?.today ?? '';
  return (
    <Frame title="出示给本单位的证照">
      <p className="frame-muted">持证人同意给本单位看的内容，到期或收回后就看不到。每次查看都会记在持证人的记录里，只能用于写明的用途。</p>
      {open.error ? <Trouble error={open.error} /> : null}
      <section className="frame-panel" aria-label="清单">
        <Waits of={list}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="现在没有出示给本单位的证照" />
            ) : (
              <ul className="licence-list">
                {items.map(s => (
                  <li key={s.id}>
                    <div className="licence-what">
                      <strong>{s.typeName}</strong>
                      <span className="frame-muted frame-small">
                        {s.givenByName}出示给{short(s.unit)}
                      </span>
                    </div>
                    <span>{s.purpose}</span>
                    <span className="frame-small">
                      {clockTime(s.until, today)}前
                      <br />
                      <span className="frame-muted">看过 {s.views} 次</span>
                    </span>
                    <Button
                      loading={open.isPending && open.variables === s.id}
                      onClick={() => open.mutate(s.id)}
                      aria-label={`查看${s.givenByName}的${s.typeName}`}
                    >
                      查看
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Waits>
      </section>
      <Modal open={shown !== null} title={shown?.typeName} footer={null} onCancel={() => setShown(null)} destroyOnHidden>
        {shown ? (
          <>
            <p>
              <Mark look={standingLooks[shown.state]}>{standings[shown.state]}</Mark> {shown.issuer}
            </p>
            <dl className="frame-facts">
              {shown.lines.map(l => (
                <div key={l.label} className="licence-difference">
                  <dt>{l.label}</dt>
                  <dd>{l.value}</dd>
                </div>
              ))}
            </dl>
            <Alert className="licence-purpose" type="info" showIcon title={`只能用于：${shown.purpose}`} />
          </>
        ) : null}
      </Modal>
    </Frame>
  );
}
