/** The list of duties with its filters, kept in the address. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Empty, Pagination, Segmented, Select } from 'antd';
import { Link } from 'wouter';
import type { DutyView } from '#platform/supervision';
import { dutyStates } from '#platform/supervision/pure';
import { api, query } from '#ui/api';
import { DutyTag } from '#ui/duty';
import { Frame, SearchBox, unitOptions, useUnits, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
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
  const { get, change } = useFilters();
  const filter = {
    kind: get('kind'),
    state: get('state'),
    light: get('light'),
    waits: get('waits'),
    unit: get('unit'),
    q: get('q'),
    page: get('page'),
  };
  const list = useQuery({
    queryKey: ['duties', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/duties${query(filter)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const counts = list.data?.counts;
  const n = (label: string, count: number | undefined) => (count === undefined ? label : `${label} ${count}`);
  return (
    <Frame title="督办与投诉">
      <search className="duty-filters" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={filter.waits ?? filter.light ?? filter.state ?? 'all'}
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
        <Select
          aria-label="种类"
          allowClear
          placeholder="全部种类"
          value={filter.kind}
          onChange={v => change({ kind: v ?? '' })}
          options={(list.data?.kinds ?? []).map(k => ({ value: k.id, label: k.title }))}
        />
        {hasRole(session, 'supervisor', 'leader', 'auditor', 'hotline-seat') ? (
          <Select
            aria-label="部门"
            allowClear
            placeholder="全部部门"
            showSearch={{ optionFilterProp: ['label', 'short'] }}
            value={filter.unit}
            onChange={v => change({ unit: v ?? '' })}
            options={unitOptions(units)}
          />
        ) : null}
        <SearchBox label="按文号、事项名称或办件编号找" placeholder="文号、事项名称、办件编号" value={filter.q ?? ''} change={q => change({ q })} />
      </search>
      <section className="frame-panel" aria-label="清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={Object.values(filter).some(Boolean) ? '没有符合条件的督办或投诉' : '还没有督办、差评和投诉'}
              />
            ) : (
              <>
                <ul className="duty-list">
                  {items.map(d => (
                    <li key={d.id}>
                      <div className="duty-what">
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
                {total > 50 ? (
                  <Pagination
                    current={Number(filter.page ?? 1)}
                    pageSize={50}
                    total={total}
                    showSizeChanger={false}
                    showTotal={all => `共 ${all} 件`}
                    onChange={page => change({ page: String(page) })}
                  />
                ) : (
                  <p className="frame-muted frame-small">共 {total} 件</p>
                )}
              </>
            )
          }
        </Waits>
      </section>
    </Frame>
  );
}
