/** Leave: while somebody is away a colleague of the same unit works in their place. */
import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Empty } from 'antd';
import { useState } from 'react';
import { api, Problem } from '#ui/api';
import { Frame, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import { GiveLeave } from './leave-give.tsx';
import { LeaveWeeks } from './leave-weeks.tsx';
import './leave.css';

export interface Delegation {
  id: string;
  fromStaff: string;
  fromName: string;
  toStaff: string;
  toName: string;
  unit: string;
  fromDay: string;
  toDay: string;
  reason: string;
  state: 'active' | 'ended';
  version: number;
}

export default function Leave() {
  const { data: session } = useSession();
  const [all, setAll] = useState(false);
  const [giving, setGiving] = useState(false);
  const list = useQuery({
    queryKey: ['delegations'],
    queryFn: ({ signal }) => api.get<{ items: Delegation[] }>('/delegations', signal),
  });
  const today = session?.today ?? '';
  const admin = hasRole(session, 'administrator');
  const own = session?.roles.flatMap(r => r.unit ?? []) ?? [];
  const gives = hasRole(session, 'administrator', 'unit-head', 'reviewer');
  const heads = session?.roles.flatMap(r => (r.role === 'unit-head' && r.unit ? [r.unit] : [])) ?? [];
  const mayEnd = (d: Delegation) => admin || d.fromStaff === session?.id || heads.includes(d.unit);
  return (
    <Frame
      title="请假代办"
      note="请假期间，代办的同事可以办请假人的事项"
      actions={
        gives ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setGiving(true)}>
            安排代办
          </Button>
        ) : null
      }
    >
      <Waits of={list}>
        {({ items }) => {
          const seen = admin || all ? items : items.filter(d => own.includes(d.unit) || d.fromStaff === session?.id || d.toStaff === session?.id);
          const alive = seen.filter(d => d.state === 'active' && d.toDay >= today);
          const parts = [
            { key: 'now', title: '正在代办', items: alive.filter(d => d.fromDay <= today) },
            {
              key: 'soon',
              title: '将要开始',
              items: alive.filter(d => d.fromDay > today).sort((a, b) => a.fromDay.localeCompare(b.fromDay)),
            },
            { key: 'over', title: '已经结束', items: seen.filter(d => !alive.includes(d)).slice(0, 50) },
          ];
          return (
            <>
              {admin ? null : (
                <Checkbox checked={all} onChange={e => setAll(e.target.checked)}>
                  看全县的
                </Checkbox>
              )}
              <LeaveWeeks items={alive} today={today} />
              {parts.map(p => (
                <section key={p.key} className="frame-panel" aria-labelledby={`leave-${p.key}`}>
                  <h2 id={`leave-${p.key}`}>
                    {p.title}
                    <span className="frame-muted"> {p.items.length}</span>
                  </h2>
                  {p.items.length === 0 ? (
                    p.key === 'now' && alive.length === 0 ? (
                      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="现在没有人请假" />
                    ) : (
                      <p className="frame-muted">没有</p>
                    )
                  ) : (
                    <ul className="leave-list">
                      {p.items.map(d => (
                        <Row key={d.id} d={d} today={today} mayEnd={p.key !== 'over' && mayEnd(d)} />
                      ))}
                    </ul>
                  )}
                </section>
              ))}
            </>
          );
        }}
      </Waits>
      {giving && session ? <GiveLeave session={session} close={() => setGiving(false)} /> : null}
    </Frame>
  );
}

function Row({ d, today, mayEnd }: { d: Delegation; today: string; mayEnd: boolean }) {
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const { short } = useUnits();
  const end = useMutation({
    mutationFn: () => api.post(`/delegations/${d.id}/end`),
    onSuccess: async () => {
      message.success('代办已结束');
      await client.invalidateQueries({ queryKey: ['delegations'] });
    },
    onError: async error => {
      message.error(error instanceof Problem ? error.message : '出了点问题，请再试一次');
      await client.invalidateQueries({ queryKey: ['delegations'] });
    },
  });
  const ask = () =>
    modal.confirm({
      title: d.fromDay > today ? '取消这次代办？' : '现在结束代办？',
      content: `${d.toName}从现在起不能再办${d.fromName}的事项。`,
      okText: d.fromDay > today ? '取消代办' : '结束代办',
      cancelText: '不结束',
      onOk: () => end.mutateAsync().catch(() => {}),
    });
  return (
    <li>
      <div>
        <strong>{d.fromName}</strong>
        <span className="frame-muted">（{short(d.unit)}）请假，由 </span>
        <strong>{d.toName}</strong>
        <span className="frame-muted"> 代办</span>
      </div>
      <span>{d.fromDay === d.toDay ? day(d.fromDay, today) : `${day(d.fromDay, today)}至${day(d.toDay, today)}`}</span>
      <span className="frame-muted">
        {d.reason}
        {d.state === 'ended' && d.toDay >= today ? '（提前结束）' : ''}
      </span>
      {mayEnd ? (
        <Button size="small" loading={end.isPending} onClick={ask}>
          {d.fromDay > today ? '取消' : '结束'}
        </Button>
      ) : null}
    </li>
  );
}
