/** The seat's list: what waits, what is late, what has to be called back; everything that comes to the hotline in one place. */

import { Button, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { dutyStates } from '#platform/supervision/pure';
import { DutyTag } from '#ui/duty';
import { Choose, Days, ExportAll, type Field, Filters, Frame, List, Mark, Order, SearchBox, Tabs, unitOptions, useList, useUnits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { TicketRow } from '../../reads.ts';
import { categories, channels, otherChannels } from '../../words.ts';
import './hotline.css';

interface Page {
  items: TicketRow[];
  total: number;
  counts: Record<'new' | 'open' | 'yellow' | 'red' | 'answered' | 'dispute' | 'closed', number>;
}
const names = { ...channels, ...otherChannels } as Record<string, string>;

export default function HotlineList() {
  const { data: session } = useSession();
  const { units, towns, short, town } = useUnits();
  const [, go] = useLocation();
  const search = useRef<InputRef>(null);
  const found = useList<Page>('tickets', '/desk/hotline/tickets', ['tab', 'unit', 'channel', 'category', 'town', 'from', 'to', 'q'], { every: 30_000 });
  const seat = hasRole(session, 'hotline-seat');
  // Alt+N: the telephone rings. /: find.
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]');
      if (event.altKey && event.key.toLowerCase() === 'n' && seat) go('/desk/hotline/call');
      else if (event.key === '/' && !typing) search.current?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [go, seat]);
  const counts = found.list.data?.counts;
  const n = (label: string, count: number | undefined) => (count === undefined ? label : `${label} ${count}`);
  const table: Field<TicketRow>[] = [
    ['编号', t => t.number],
    ['标题', t => t.title],
    ['渠道', t => names[t.channel] ?? t.channel],
    ['类别', t => (t.category ? categories[t.category as keyof typeof categories] : '')],
    ['乡镇', t => (t.town ? town(t.town) : '')],
    ['部门', t => (t.state === 'new' ? '' : short(t.unit))],
    ['提出', t => t.openedOn],
    ['期限', t => t.dueOn],
    ['状态', t => dutyStates[t.state]],
    ['紧急', t => (t.urgent ? '是' : '')],
    ['并入数', t => t.joinedCount],
    ['重新办理', t => t.reopened],
  ];
  return (
    <Frame
      title="热线工单"
      actions={
        <>
          <ExportAll of={found} name="热线工单" columns={table} />
          {seat ? (
            <Button type="primary" onClick={() => go('/desk/hotline/call')}>
              新来电（Alt+N）
            </Button>
          ) : null}
        </>
      }
    >
      <Filters>
        <Tabs
          of="tab"
          label="状态"
          options={{
            '': '全部',
            new: n('待分派', counts?.new),
            open: n('部门在办', counts?.open),
            yellow: n('快到期', counts?.yellow),
            red: n('已过期', counts?.red),
            answered: n('待回访', counts?.answered),
            dispute: n('待协调', counts?.dispute),
            closed: n('已结束', counts?.closed),
          }}
        />
        <Choose of="unit" label="部门" all="全部部门" options={unitOptions(units)} />
        <Choose of="channel" label="渠道" all="全部渠道" options={names} />
        <Choose of="category" label="类别" all="全部类别" options={categories} />
        <Choose of="town" label="乡镇" all="全部乡镇" options={towns.map(t => ({ value: t.id.replace(/^town-/, ''), label: t.short }))} />
        <Days max={session?.today} />
        <Order options={{ due: '急的在前', newest: '新来的在前', oldest: '等得久的在前' }} />
        <SearchBox
          box={search}
          label="按编号、内容找"
          placeholder="编号、内容（按 / 键）"
          value={found.get('q') ?? ''}
          change={q => found.change({ q })}
          // A number is looked up on the page of a call, so that it stands in no address.
          refused={text => (/^1\d{10}$/.test(text) ? '按电话找，请用“新来电”' : undefined)}
        />
      </Filters>
      <section className="frame-panel" aria-label="清单">
        <List of={found} unit="件" nothing="还没有工单">
          {items => (
            <ul className="frame-rows">
              {items.map(t => (
                <li key={t.id}>
                  <div className="frame-what">
                    <Link href={t.page && t.kind === 'ticket' ? t.page : `/desk/duties/${t.id}`}>{t.title}</Link>
                    <span className="frame-muted frame-small">
                      {t.number}，{names[t.channel] ?? t.channel}
                      {t.category ? `，${categories[t.category as keyof typeof categories]}` : ''}
                      {t.town ? `，${town(t.town)}` : ''}，{day(t.openedOn, session?.today)}
                      {t.joinedCount > 0 ? `，并入 ${t.joinedCount} 件` : ''}
                      {t.reopened > 0 ? `，重新办理 ${t.reopened} 次` : ''}
                    </span>
                  </div>
                  <span>
                    {t.state === 'new' ? '' : short(t.unit)}
                    {t.toUnit ? ` → ${short(t.toUnit)}？` : ''}
                  </span>
                  <span className="frame-muted">{(t.state === 'open' || t.state === 'new') && t.dueOn ? `${day(t.dueOn, session?.today)}前` : ''}</span>
                  <span>
                    {t.urgent ? <Mark look="bad">紧急</Mark> : null} <DutyTag duty={t} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
    </Frame>
  );
}
