/** Messages, out and in: found by case number, by state and content; the life of each, and what an operator does with a stuck one. */
import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Input, Pagination, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { MessageView } from '#platform/exchange';
import { inStates, outStates, partnerNames, topicNames } from '#platform/exchange/pure';
import { api, query } from '#ui/api';
import { clockTime, Waits } from '#ui/frame';
import { ExchangeMessage } from './exchange-message.tsx';
import { StateMark, shortPartner, subjectName } from './exchange-words.tsx';

const keys = ['direction', 'partner', 'state', 'topic', 'q', 'page'] as const;

export function ExchangeMessages({ today, operator }: { today: string; operator: boolean }) {
  const [params, setParams] = useSearchParams();
  const [openId, setOpenId] = useState<string | null>(null);
  const f = Object.fromEntries(keys.map(k => [k, params.get(k) ?? ''])) as Record<(typeof keys)[number], string>;
  const set = (next: Partial<typeof f>) =>
    setParams(Object.fromEntries(Object.entries({ ...f, page: '', ...next }).filter(([, v]) => v)) as Record<string, string>, { replace: true });
  const out = f.direction !== 'in';
  const list = useQuery({
    queryKey: ['exchange', 'messages', f],
    queryFn: ({ signal }) => api.get<{ items: MessageView[]; total: number; pageSize: number }>(`/desk/exchange/messages${query(f)}`, signal),
    refetchInterval: 5000,
    placeholderData: before => before,
  });
  const open = list.data?.items.find(m => m.id === openId);
  const states = out ? outStates : inStates;
  return (
    <section className="frame-panel" aria-label="报文">
      <div className="frame-panel-head">
        <h2>报文</h2>
        <Segmented
          value={out ? 'out' : 'in'}
          onChange={v => set({ direction: v === 'in' ? 'in' : '', state: '' })}
          options={[
            { value: 'out', label: '发出的' },
            { value: 'in', label: '收到的' },
          ]}
        />
      </div>
      <search className="exchange-filters" aria-label="筛选报文">
        <Input.Search allowClear aria-label="按办件编号找" placeholder="办件编号" defaultValue={f.q} onSearch={v => set({ q: v.trim() })} />
        <Select
          aria-label="平台"
          allowClear
          placeholder="全部平台"
          value={f.partner || undefined}
          onChange={v => set({ partner: v ?? '' })}
          options={Object.keys(partnerNames).map(value => ({ value, label: shortPartner[value as 'city'] }))}
        />
        <Select
          aria-label="状态"
          allowClear
          placeholder="全部状态"
          value={f.state || undefined}
          onChange={v => set({ state: v ?? '' })}
          options={Object.entries(states).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="内容"
          allowClear
          placeholder="全部内容"
          value={f.topic || undefined}
          onChange={v => set({ topic: v ?? '' })}
          options={Object.entries(topicNames).map(([value, label]) => ({ value, label }))}
        />
      </search>
      <Waits of={list}>
        {({ items, total, pageSize }) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有符合条件的报文" />
          ) : (
            <>
              <ul className="exchange-list">
                {items.map(m => (
                  <li key={m.id}>
                    <span>
                      <strong>{subjectName(m.subject)}</strong>
                      <small>
                        第 {m.seq} 份 · {topicNames[m.topic] ?? m.topic} · {shortPartner[m.partner]}
                      </small>
                    </span>
                    <span>
                      <StateMark message={m} />
                      {m.answer && m.state !== 'sent' ? <small className="exchange-answer">{m.answer}</small> : null}
                    </span>
                    <time dateTime={m.madeAt}>{clockTime(m.madeAt, today)}</time>
                    <Button size="small" onClick={() => setOpenId(m.id)}>
                      查看
                      <span className="frame-hidden">
                        {subjectName(m.subject)} 第 {m.seq} 份
                      </span>
                    </Button>
                  </li>
                ))}
              </ul>
              <div className="exchange-pages">
                <span className="frame-muted frame-small">共 {total} 份</span>
                {total > pageSize ? (
                  <Pagination
                    size="small"
                    current={Number(f.page) || 1}
                    pageSize={pageSize}
                    total={Math.min(total, pageSize * 1000)}
                    showSizeChanger={false}
                    onChange={page => set({ page: String(page) })}
                  />
                ) : null}
              </div>
            </>
          )
        }
      </Waits>
      {open ? <ExchangeMessage message={open} today={today} operator={operator} close={() => setOpenId(null)} /> : null}
    </section>
  );
}
