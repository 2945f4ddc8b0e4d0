/** Everything that visits have found: whose it is, until when, how it stands. */
import { Link } from 'wouter';
import { dutyStates } from '#platform/supervision/pure';
import { DutyTag } from '#ui/duty';
import { Choose, Days, ExportAll, type Field, Filters, Frame, List, Mark, Order, SearchBox, Tabs, unitOptions, useList, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { FindingRow } from '../../findings.ts';
import { findingKinds, severities } from '../../words.ts';
import './helping.css';

interface Page {
  items: FindingRow[];
  total: number;
  counts: Record<'all' | 'open' | 'answered' | 'closed' | 'late', number>;
}
const severityOf = (f: FindingRow) => severities[f.severity as keyof typeof severities];

export default function FindingList() {
  const { data: session } = useSession();
  const { units, short } = useUnits();
  const found = useList<Page>('visits', '/desk/findings', ['state', 'unit', 'kind', 'severity', 'from', 'to', 'q']);
  const counts = found.list.data?.counts;
  const n = (label: string, key: keyof Page['counts']) => (counts ? `${label} ${counts[key]}` : label);
  const table: Field<FindingRow>[] = [
    ['编号', f => f.number],
    ['问题', f => f.title],
    ['内容', f => f.body],
    ['类别', f => findingKinds[f.findingKind]],
    ['轻重', severityOf],
    ['走的流程', f => f.about],
    ['走流程的日期', f => f.onDay],
    ['责任部门', f => short(f.unit)],
    ['期限', f => f.dueOn],
    ['状态', f => dutyStates[f.state]],
    ['公布的改进', f => f.published],
  ];
  return (
    <Frame title="发现的问题" back={{ to: '/desk/visits', title: '走流程' }} actions={<ExportAll of={found} name="走流程发现的问题" columns={table} />}>
      <Filters>
        <Tabs
          of="state"
          label="状态"
          options={{
            '': n('全部', 'all'),
            open: n('在改', 'open'),
            late: n('已过期', 'late'),
            answered: n('待确认', 'answered'),
            closed: n('已改好', 'closed'),
          }}
        />
        <Choose of="unit" label="责任部门" all="全部部门" options={unitOptions(units)} />
        <Choose of="kind" label="类别" all="全部类别" options={findingKinds} />
        <Choose of="severity" label="轻重" all="不分轻重" options={severities} />
        <Days max={session?.today} />
        <Order options={{ due: '先到期的在前', severity: '严重的在前', newest: '新发现的在前' }} />
        <SearchBox label="按编号、内容、事项找" placeholder="编号、内容、事项" value={found.get('q') ?? ''} change={q => found.change({ q })} />
      </Filters>
      <section className="frame-panel" aria-label="清单">
        <List of={found} unit="个" nothing="走流程还没有发现问题">
          {items => (
            <ul className="frame-rows">
              {items.map(f => (
                <li key={f.id}>
                  <div className="frame-what">
                    <Link href={`/desk/visits/${f.visitId}`}>{f.title}</Link>
                    <span className="frame-muted frame-small">
                      {f.number}，{findingKinds[f.findingKind]}，{f.about}，{day(f.onDay, session?.today)}走的
                      {f.published ? '，已公布' : ''}
                    </span>
                  </div>
                  <span>{short(f.unit)}</span>
                  <span className="frame-muted">{f.state === 'open' && f.dueOn ? `${day(f.dueOn, session?.today)}前` : ''}</span>
                  <span>
                    {f.severity === 3 ? <Mark look="bad">{severityOf(f)}</Mark> : null} <DutyTag duty={f} />
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
