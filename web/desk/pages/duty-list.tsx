/** The list of duties with its filters, kept in the address. */

import { Segmented } from 'antd';
import { Link } from 'wouter';
import type { DutyView } from '#platform/supervision';
import { dutyStates } from '#platform/supervision/pure';
import { DutyTag } from '#ui/duty';
import { Choose, Filters, Frame, List, SearchBox, unitOptions, useList, useUnits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';

interface Page {
  items: DutyView[];
  total: number;
  counts: { open: number; yellow: number; red: number; answered: number; closed: number; consent: number; dispute: number };
  kinds: { id: string; title: string }[];
}

/** Which filter each of the first choices is. */
const where: Record<string, string> = { red: 'light', yellow: 'light', consent: 'waits', dispute: 'waits', supervisor: 'waits' };

export function DutyList() {
  const { data: session } = useSession();
  const { units, short } = useUnits();
  const found = useList<Page>('duties', '/desk/duties', ['kind', 'state', 'light', 'waits', 'unit', 'q'], { every: 60_000 });
  const { get, change } = found;
  const counts = found.list.data?.counts;
  const n = (label: string, count: number | undefined) => (count === undefined ? label : `${label} ${count}`);
  return (
    <Frame title="督办与投诉">
      <Filters>
        <Segmented
          aria-label="状态"
          value={get('waits') ?? get('light') ?? get('state') ?? 'all'}
          onChange={v => change({ state: '', light: '', waits: '', ...(v === 'all' ? {} : { [where[v] ?? 'state']: v }) })}
          options={[
            { value: 'all', label: '全部' },
            { value: 'open', label: n(dutyStates.open, counts?.open) },
            { value: 'red', label: n('已过期', counts?.red) },
            { value: 'yellow', label: n('快到期', counts?.yellow) },
            { value: 'answered', label: n('待确认', counts?.answered) },
            ...(counts && counts.consent + counts.dispute > 0
              ? [
                  { value: 'consent', label: n('商请转办', counts.consent) },
                  { value: 'dispute', label: n('待协调', counts.dispute) },
                ]
              : []),
            { value: 'closed', label: n('已办结', counts?.closed) },
          ]}
        />
        <Choose of="kind" label="种类" all="全部种类" options={(found.list.data?.kinds ?? []).map(k => ({ value: k.id, label: k.title }))} />
        {hasRole(session, 'supervisor', 'leader', 'auditor', 'hotline-seat') ? (
          <Choose of="unit" label="部门" all="全部部门" options={unitOptions(units)} />
        ) : null}
        <SearchBox label="按文号、事项名称或办件编号找" placeholder="文号、事项名称、办件编号" value={get('q') ?? ''} change={q => change({ q })} />
      </Filters>
      <section className="frame-panel" aria-label="清单">
        <List of={found} unit="件" nothing="还没有督办、差评和投诉">
          {items => (
            <ul className="frame-rows">
              {items.map(d => (
                <li key={d.id}>
                  <div className="frame-what">
                    <Link href={`/desk/duties/${d.id}`}>{d.title}</Link>
                    <span className="frame-muted frame-small">
                      {d.kindTitle} {d.number}，{day(d.openedOn, session?.today)}开出
                      {d.returned > 0 ? `，退回过 ${d.returned} 次` : ''}
                      {d.toUnit ? `，商请${short(d.toUnit)}接办` : ''}
                      {d.urgent ? '，紧急' : ''}
                    </span>
                  </div>
                  <span>{short(d.unit)}</span>
                  <span className="duty-due">{d.state === 'open' && d.dueOn ? `${day(d.dueOn, session?.today)}前答复` : ''}</span>
                  <span>
                    <DutyTag duty={d} />
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
