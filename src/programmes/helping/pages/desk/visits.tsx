/** Accompanying visits: when, who with whom, through what, and how many findings are mended. */

import { Button } from 'antd';
import { Link, useLocation } from 'wouter';
import { Days, ExportAll, type Field, Filters, Frame, List, Mark, Order, SearchBox, Tabs, useList } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { VisitRow } from '../../visits.ts';
import { ways } from '../../words.ts';
import './helping.css';

interface Page {
  items: VisitRow[];
  total: number;
}

export default function VisitList() {
  const { data: session } = useSession();
  const [, go] = useLocation();
  const found = useList<Page>('visits', '/desk/visits', ['way', 'from', 'to', 'q']);
  const title = (v: VisitRow) => v.thingName ?? v.matter;
  const table: Field<VisitRow>[] = [
    ['日期', v => v.onDay],
    ['方式', v => ways[v.way]],
    ['一件事或事项', title],
    ['地点', v => v.place],
    ['带队', v => v.ledByName],
    ['陪同或体验员', v => v.officerName ?? v.walkedWith],
    ['用时（分钟）', v => v.minutes],
    ['发现问题', v => v.findings],
    ['已改', v => v.improved],
  ];
  return (
    <Frame
      title="走流程"
      actions={
        <>
          <Link href="/desk/visits/officers">体验员名单</Link>
          <Link href="/desk/visits/findings">发现的问题</Link>
          <ExportAll of={found} name="走流程" columns={table} />
          {hasRole(session, 'helper', 'service-owner', 'supervisor') ? (
            <Button type="primary" onClick={() => go('/desk/visits/new')}>
              记一次
            </Button>
          ) : null}
        </>
      }
    >
      <Filters>
        <Tabs of="way" label="方式" options={{ '': '全部', ...ways }} />
        <Days max={session?.today} />
        <Order options={{ newest: '近的在前', findings: '没改完的在前', longest: '用时长的在前' }} />
        <SearchBox label="按一件事、地点、带队人找" placeholder="一件事、地点、带队人" value={found.get('q') ?? ''} change={q => found.change({ q })} />
      </Filters>
      <section className="frame-panel" aria-label="清单">
        <List of={found} unit="次" nothing="还没有记录">
          {items => (
            <ul className="frame-rows">
              {items.map(v => (
                <li key={v.id}>
                  <div className="frame-what">
                    <Link href={`/desk/visits/${v.id}`}>{title(v)}</Link>
                    <span className="frame-muted frame-small">
                      {ways[v.way]}，{v.place}，{v.ledByName}带队
                      {v.officerName ? `，体验员 ${v.officerName}` : v.walkedWith ? `，陪同 ${v.walkedWith}` : ''}
                    </span>
                  </div>
                  <span>{day(v.onDay, session?.today)}</span>
                  <span className="frame-muted">{v.minutes} 分钟</span>
                  <span>
                    {v.findings === 0 ? (
                      <Mark>没有发现问题</Mark>
                    ) : (
                      <Mark look={v.improved === v.findings ? 'good' : 'warn'}>
                        {v.findings} 个问题，已改 {v.improved}
                      </Mark>
                    )}
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
