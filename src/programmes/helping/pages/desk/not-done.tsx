/** The ledger of what could not get done: entries, counts by reason, unit and month, and what comes back. */

import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { dutyStates } from '#platform/supervision/pure';
import { DutyTag } from '#ui/duty';
import { Choose, Days, ExportAll, type Field, Filters, Frame, List, Mark, Order, SearchBox, SortTable, Tabs, unitOptions, useList, useUnits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import { repeated } from '../../figures.ts';
import type { EntryRow } from '../../not-done-reads.ts';
import { reasons } from '../../words.ts';
import './helping.css';

interface Counted {
  key: string;
  total: number;
  open: number;
  late: number;
  satisfied: number;
  bad: number;
}
interface Page {
  items: EntryRow[];
  total: number;
  byReason: Counted[];
  byUnit: Counted[];
  byMonth: Counted[];
  causes: { reason: string; thing: number | null; thingName: string | null; unit: string; times: number; last: string }[];
}
const groups = { byReason: '按原因', byUnit: '按部门', byMonth: '按月份' } as const;
type Group = keyof typeof groups;
const reasonOf = (key: string) => reasons[key as keyof typeof reasons] ?? key;

export default function NotDoneList() {
  const { data: session } = useSession();
  const { units, short } = useUnits();
  const [, go] = useLocation();
  const found = useList<Page>('not-done', '/desk/not-done', ['state', 'reason', 'unit', 'from', 'to', 'q']);
  const [group, setGroup] = useState<Group>('byReason');
  const counted = found.list.data;
  const table: Field<EntryRow>[] = [
    ['编号', e => e.number],
    ['一件事', e => e.thingName],
    ['原因', e => reasonOf(e.reason)],
    ['反映人', e => e.visitorName],
    ['来源', e => (e.channel === 'window' ? '窗口' : '网上')],
    ['责任部门', e => short(e.unit)],
    ['提出', e => e.openedOn],
    ['期限', e => e.dueOn],
    ['状态', e => dutyStates[e.state]],
    ['满意', e => (e.satisfied === null ? '' : e.satisfied ? '是' : '否')],
    ['评价', e => e.grade],
  ];
  const named = (key: string) => (group === 'byReason' ? reasonOf(key) : group === 'byUnit' ? short(key) : key);
  return (
    <Frame
      title="办不成事反映"
      actions={
        <>
          <ExportAll of={found} name="办不成事台账" columns={table} />
          {hasRole(session, 'helper', 'window-clerk') ? (
            <Button type="primary" onClick={() => go('/desk/not-done/new')}>
              登记一件
            </Button>
          ) : null}
        </>
      }
    >
      <Filters>
        <Tabs of="state" label="状态" options={{ '': '全部', open: '待答复', answered: '待回访', closed: '已办结' }} />
        <Choose of="reason" label="原因" all="全部原因" options={reasons} />
        <Choose of="unit" label="部门" all="全部部门" options={unitOptions(units)} />
        <Days max={session?.today} />
        <Order options={{ due: '先到期的在前', newest: '新来的在前', reopened: '重新办理多的在前' }} />
        <SearchBox label="按编号、内容、姓名找" placeholder="编号、内容、姓名" value={found.get('q') ?? ''} change={q => found.change({ q })} />
      </Filters>
      {counted && counted.causes.length > 0 ? (
        <section className="frame-panel" aria-labelledby="not-done-causes">
          <h2 id="not-done-causes">反复出现</h2>
          <ul className="helping-causes">
            {counted.causes.map(c => (
              <li key={`${c.reason}${c.thing}${c.unit}`}>
                <Mark look="warn">{c.times} 次</Mark> {c.thingName ?? '没有写明哪件事'}：{reasonOf(c.reason)}（{short(c.unit)}，最近{' '}
                {day(c.last, session?.today)}）
              </li>
            ))}
          </ul>
          <p className="frame-muted frame-small">
            {repeated.days} 天内，同一件事、同一部门、同一原因出现 {repeated.times} 次以上。
          </p>
        </section>
      ) : null}
      <section className="frame-panel" aria-label="台账">
        <List of={found} unit="件" nothing="还没有办不成事的反映">
          {items => (
            <ul className="frame-rows">
              {items.map(e => (
                <li key={e.id}>
                  <div className="frame-what">
                    <Link href={`/desk/not-done/${e.id}`}>{e.title}</Link>
                    <span className="frame-muted frame-small">
                      {e.number}，{e.visitorName}，{e.channel === 'window' ? '窗口' : '网上'}，{day(e.openedOn, session?.today)}
                      {e.reopened > 0 ? `，重新办理 ${e.reopened} 次` : ''}
                    </span>
                  </div>
                  <span>{short(e.unit)}</span>
                  <span className="frame-muted">{e.state === 'open' && e.dueOn ? `${day(e.dueOn, session?.today)}前` : ''}</span>
                  <span>
                    <DutyTag duty={e} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </List>
      </section>
      {counted && counted.total > 0 ? (
        <section className="frame-panel" aria-label="计数">
          <Segmented
            aria-label="分组方式"
            value={group}
            onChange={v => setGroup(v as Group)}
            options={Object.entries(groups).map(([value, label]) => ({ value, label }))}
          />
          <SortTable
            label={groups[group]}
            rows={counted[group]}
            rowKey={r => r.key}
            sortBy={group === 'byMonth' ? 'key' : 'total'}
            columns={[
              { key: 'key', title: groups[group].slice(1), value: r => named(r.key) },
              { key: 'total', title: '反映', value: r => r.total },
              { key: 'open', title: '待答复', value: r => r.open },
              { key: 'late', title: '超期', value: r => r.late },
              { key: 'satisfied', title: '满意', value: r => r.satisfied },
              { key: 'bad', title: '差评', value: r => r.bad },
            ]}
          />
        </section>
      ) : null}
    </Frame>
  );
}
