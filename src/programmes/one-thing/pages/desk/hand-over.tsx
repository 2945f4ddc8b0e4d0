/** Handing results over (发放结果): what waits at the window, what goes by post, what was handed over today. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { DeliveryRow } from '#platform/cases';
import { api, query } from '#ui/api';
import { Frame, List, useList, useUnits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { type Session, useSession } from '#ui/session';
import type { CaseView } from '../../case-view.ts';
import { HandOverCase } from './hand-over-case.tsx';
import { type Handed, HandOverDialog } from './hand-over-dialog.tsx';
import { HandOverSearch, type Sought } from './hand-over-search.tsx';
import { HandOverSlip, type Printed } from './hand-over-slip.tsx';
import './hand-over.css';

interface Answer {
  items: DeliveryRow[];
  total: number;
}

const tabs = [
  { key: 'window', title: '等窗口领取', ask: { tab: 'waiting', way: 'window' } },
  { key: 'post', title: '等邮寄', ask: { tab: 'waiting', way: 'post' } },
  { key: 'today', title: '今天已发放', ask: { tab: 'today' } },
] as const;

export default function HandOverPage() {
  const { data: session } = useSession();
  return session ? <HandOver session={session} /> : null;
}

const byCase = (rows: readonly DeliveryRow[]): DeliveryRow[][] => [...new Set(rows.map(r => r.caseId))].map(id => rows.filter(r => r.caseId === id));

function HandOver({ session }: { session: Session }) {
  const client = useQueryClient();
  const units = useUnits();
  const [name, setName] = useState<string | null>(null);
  const [giving, setGiving] = useState<DeliveryRow[] | null>(null);
  const [handed, setHanded] = useState<Handed | null>(null);
  const [paper, setPaper] = useState<Printed | null>(null);
  const { get, change } = useFilters();
  const tab = tabs.find(t => t.key === get('tab')) ?? tabs[0];
  const list = useList<Answer>('deliveries', '/desk/deliveries', ['person', 'q'], { always: tab.ask });
  const [person, q] = [get('person'), get('q')];
  const sought = { person, q };
  const counts = useQuery({
    queryKey: ['deliveries', 'counts', sought],
    queryFn: () => Promise.all(tabs.map(t => api.get<Answer>(`/desk/deliveries${query({ ...t.ask, ...sought })}`).then(a => a.total))),
    placeholderData: keepPreviousData,
  });
  const seek = (to: Sought | null) => {
    setHanded(null);
    setName(to?.name ?? null);
    change({ person: to?.person ?? '', q: to?.q ?? '' });
  };
  const print = async (what: Handed) => {
    const { caseId } = what.rows[0]!;
    // Where the parcel goes stands in the case. Without it the list is still worth printing.
    const view =
      what.way === 'post'
        ? await client.fetchQuery({ queryKey: ['case', caseId], queryFn: () => api.get<CaseView>(`/cases/${caseId}`) }).catch(() => null)
        : null;
    setPaper({ ...what, to: view?.postTo ?? null });
    // The paper must stand in the page before the browser reads it.
    requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
  };
  const narrowed = person !== undefined || q !== undefined;
  return (
    <Frame title="发放结果" note="核对身份证，交给本人或代领人，请领取人签字">
      <div className="frame-panel no-print">
        <HandOverSearch today={session.today} onFound={seek} />
        {narrowed ? (
          <p className="hand-over-sought">
            <span>
              正在看：<strong>{name ?? (q ? `“${q}”` : '所选的人')}</strong>
            </span>
            <Button size="small" onClick={() => seek(null)}>
              看全部
            </Button>
          </p>
        ) : null}
      </div>
      {handed ? (
        <Alert
          className="no-print"
          type="success"
          showIcon
          role="status"
          title={handed.way === 'post' ? `已登记邮寄 ${handed.rows.length} 份，单号 ${handed.note}` : `已交给 ${handed.note} ${handed.rows.length} 份`}
          action={<Button onClick={() => void print(handed)}>打印{handed.way === 'post' ? '邮寄清单' : '领取单'}</Button>}
        />
      ) : null}
      <section className="frame-panel no-print" aria-label="结果清单">
        <nav className="hand-over-tabs" aria-label="怎样发放">
          {tabs.map((t, i) => (
            <button key={t.key} type="button" aria-current={t.key === tab.key || undefined} onClick={() => change({ tab: t.key === 'window' ? '' : t.key })}>
              {t.title}
              {counts.data ? <span className="hand-over-count">{counts.data[i]}</span> : null}
            </button>
          ))}
        </nav>
        <List
          of={list}
          unit="份"
          nothing={nothing(tab.key)}
          unfound={unfound(
            tab.key,
            tabs.filter((_, i) => (counts.data?.[i] ?? 0) > 0).map(t => t.title),
          )}
        >
          {items => (
            <ul className="hand-over-list">
              {/* What is left after a part was handed over is ticked again. */}
              {byCase(items).map(rows => (
                <HandOverCase
                  key={`${rows[0]!.caseId}:${rows.length}`}
                  rows={rows}
                  today={session.today}
                  unit={units.short}
                  onGive={setGiving}
                  onPrint={what => void print(what)}
                />
              ))}
            </ul>
          )}
        </List>
      </section>
      <HandOverDialog
        rows={giving}
        today={session.today}
        onClose={() => setGiving(null)}
        onHanded={done => {
          setGiving(null);
          setHanded(done);
        }}
        onChanged={() => void client.invalidateQueries({ queryKey: ['deliveries'] })}
      />
      {paper ? <HandOverSlip handed={paper} today={session.today} clerk={session.name} unit={units.name} /> : null}
    </Frame>
  );
}

const nothing = (tab: (typeof tabs)[number]['key']): string => ({ window: '没有等着领取的结果', post: '没有等着邮寄的结果', today: '今天还没有发放过' })[tab];

function unfound(tab: (typeof tabs)[number]['key'], elsewhere: readonly string[]): string {
  if (elsewhere.length > 0) return `这里没有，请看${elsewhere.map(title => `“${title}”`).join('、')}`;
  if (tab === 'today') return '今天没有给这个人发放过';
  return `没有找到${tab === 'post' ? '等着邮寄' : '等着领取'}的结果。可能还没有办好，或者只要电子证照`;
}
