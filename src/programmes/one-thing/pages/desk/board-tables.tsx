/** The figures by department, thing and town. */

import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Board, BoardFigures } from '#platform/supervision';
import { Bar, type Column, SortTable, useUnits } from '#ui/frame';
import { percent } from './board-figures.tsx';
import { type BoardFilter, listOf } from './board-period.ts';
import { useThings } from './names.ts';

type Row = BoardFigures & { id: string | null; name: string };
type Part = 'unit' | 'subject' | 'town';

const onTime = (r: Row) => (r.decided === 0 ? null : (r.decided - r.late) / r.decided);

/** A number that opens its list; nothing to open when it is none, or when the row has no name to filter by. */
const Opens = ({ n, to, look }: { n: number; to: string | null; look?: 'warn' | 'bad' }): ReactNode =>
  n === 0 ? (
    <span className="board-none">0</span>
  ) : to ? (
    <Link href={to} className={look ? `board-${look}` : undefined}>
      {n}
    </Link>
  ) : (
    n
  );

function columns(part: Part, title: string, filter: BoardFilter): Column<Row>[] {
  const to = (r: Row, more: Record<string, string>) => (r.id === null ? null : listOf(filter, { [part]: r.id, ...more }));
  const open = (r: Row, more: Record<string, string>) => to(r, { tab: 'open', ...more });
  return [
    { key: 'name', title, value: r => r.name },
    {
      key: 'ready',
      title: '待受理',
      value: r => r.ready,
      show: r => <Opens n={r.ready} to={open(r, { state: 'ready' })} />,
      minor: true,
    },
    {
      key: 'accepted',
      title: '办理中',
      value: r => r.accepted,
      show: r => <Opens n={r.accepted} to={open(r, { state: 'accepted' })} />,
    },
    {
      key: 'stopped',
      title: '已停表',
      value: r => r.stopped,
      show: r => <Opens n={r.stopped} to={open(r, { light: 'stopped' })} />,
      minor: true,
    },
    {
      key: 'yellow',
      title: '即将超期',
      value: r => r.yellow,
      show: r => <Opens n={r.yellow} to={open(r, { light: 'yellow' })} look="warn" />,
    },
    {
      key: 'red',
      title: '已超期',
      value: r => r.red,
      show: r => <Opens n={r.red} to={open(r, { light: 'red' })} look="bad" />,
    },
    {
      key: 'decided',
      title: '办结',
      value: r => r.decided,
      show: r => <Opens n={r.decided} to={to(r, { tab: 'closed', outcome: 'decided' })} />,
    },
    {
      key: 'late',
      title: '按时率',
      value: r => onTime(r) ?? -1,
      show: r => {
        const rate = onTime(r);
        if (rate === null) return <span className="board-none">—</span>;
        return (
          <>
            {percent(r.decided - r.late, r.decided)}
            <span className="board-of">
              （{r.decided - r.late}/{r.decided}）
            </span>
            <Bar part={rate} tone={rate >= 0.9 ? 'good' : rate >= 0.7 ? 'warn' : 'bad'} />
          </>
        );
      },
    },
    { key: 'corrected', title: '补正', value: r => r.corrected, minor: true },
    {
      key: 'refused',
      title: '未通过',
      value: r => r.refused,
      show: r => <Opens n={r.refused} to={to(r, { tab: 'closed', outcome: 'refused' })} />,
      minor: true,
    },
    { key: 'tacit', title: '视为受理', value: r => r.tacit, minor: true },
  ];
}

function Part({ part, title, rows, filter, first }: { part: Part; title: string; rows: Row[]; filter: BoardFilter; first?: number }) {
  return (
    <section className="frame-panel" aria-labelledby={`board-by-${part}`}>
      <h2 id={`board-by-${part}`}>按{title}</h2>
      <SortTable
        label={`按${title}的数字`}
        rows={rows}
        columns={columns(part, title, filter)}
        rowKey={r => r.id ?? ''}
        sortBy="red"
        empty="这个范围里没有办件"
        {...(first ? { first } : {})}
      />
    </section>
  );
}

export function BoardTables({ data, filter }: { data: Board; filter: BoardFilter }) {
  const units = useUnits();
  const things = useThings();
  return (
    <>
      <Part part="unit" title="部门" filter={filter} first={10} rows={data.byUnit.map(r => ({ ...r, id: r.unit, name: units.short(r.unit) }))} />
      <Part part="subject" title="一件事" filter={filter} first={10} rows={data.bySubject.map(r => ({ ...r, id: r.subject, name: things.name(r.subject) }))} />
      <Part part="town" title="乡镇" filter={filter} rows={data.byTown.map(r => ({ ...r, id: r.town, name: units.town(r.town) }))} />
    </>
  );
}
