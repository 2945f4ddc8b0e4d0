/** The queue as a table, and on a phone as cards. The link of a row is where the keyboard stands. */

import { Checkbox, Grid, Table, type TableColumnsType } from 'antd';
import { useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { QueueRow } from '#platform/cases';
import { taskStates } from '#platform/cases/pure';
import { AdviceMark, Due, Light, type useUnits } from '#ui/frame';
import { day } from '#ui/words';

interface Props {
  rows: readonly QueueRow[];
  today: string;
  units: ReturnType<typeof useUnits>;
  closed: boolean;
  /** Looks on over all units: whose a task is must be seen. */
  county: boolean;
  selected: readonly string[] | null;
  onSelect(ids: string[]): void;
  loading: boolean;
}

export const stateName = (state: string) => taskStates[state as keyof typeof taskStates] ?? state;

const outcomeName = (row: QueueRow) => (row.outcome === 'approved' ? '通过' : row.outcome === 'refused' ? '不予通过' : stateName(row.state));

/** Several at once: only what every check passes and what can be decided now. */
export const batchable = (row: QueueRow) => row.advice === 'pass' && (row.state === 'ready' || row.state === 'accepted');

const Title = ({ row }: { row: QueueRow }) => (
  <div className="queue-title">
    <Link href={`/desk/tasks/${row.id}`} data-queue-row={row.id}>
      {row.title}
    </Link>
    <small>
      {row.caseTitle}
      {row.corrections > 0 ? <em>补正过 {row.corrections} 次</em> : null}
      {row.tacit ? <em>视为受理</em> : null}
      {row.cosignWanted ? <em className="hot">等您会签</em> : null}
    </small>
  </div>
);

export function QueueTable(props: Props) {
  const wide = Grid.useBreakpoint().md ?? true;
  return wide ? <Wide {...props} /> : <Cards {...props} />;
}

function Wide({ rows, today, units, closed, county, selected, onSelect, loading }: Props) {
  const [, navigate] = useLocation();
  const columns: TableColumnsType<QueueRow> = [
    closed
      ? {
          title: '结果',
          key: 'outcome',
          width: 92,
          render: (_, r) => <span className={r.outcome === 'refused' ? 'queue-refused' : ''}>{outcomeName(r)}</span>,
        }
      : {
          title: '灯 / 状态',
          key: 'light',
          width: 96,
          render: (_, r) => (
            <>
              <Light light={r.light} />
              <small className="queue-small queue-state">{stateName(r.state)}</small>
            </>
          ),
        },
    {
      title: '编号 / 收件',
      key: 'number',
      width: 166,
      render: (_, r) => (
        <span className="queue-number">
          {r.number}
          <small className="queue-small">{day(r.filedOn, today)}</small>
        </span>
      ),
    },
    {
      title: '申请人',
      key: 'who',
      width: 136,
      render: (_, r) => (
        <span className="queue-who">
          {r.principalName}
          <small className="queue-small">{r.town ? units.town(r.town) : '县外'}</small>
        </span>
      ),
    },
    { title: '事项 / 一件事', key: 'title', render: (_, r) => <Title row={r} /> },
    ...(county ? [{ title: '部门', key: 'unit', width: 100, render: (_: unknown, r: QueueRow) => units.short(r.unit) }] : []),
    closed
      ? {
          title: '办结',
          key: 'closed',
          width: 100,
          render: (_, r) => (
            <span className="due">
              {day(r.closedOn, today)}
              {r.late ? <small className="light-red">超期</small> : r.late === false ? <small>按时</small> : null}
            </span>
          ),
        }
      : { title: '到期', key: 'due', width: 124, render: (_, r) => <Due {...r} today={today} /> },
    { title: '检查', key: 'advice', width: 84, render: (_, r) => <AdviceMark advice={r.advice} /> },
    {
      title: '经办',
      key: 'assignee',
      width: 76,
      responsive: ['lg'],
      render: (_, r) => r.assigneeName ?? <span className="light-muted">未分派</span>,
    },
  ];
  return (
    <Table<QueueRow>
      className="queue-table"
      rowKey="id"
      size="small"
      dataSource={rows as QueueRow[]}
      columns={columns}
      pagination={false}
      loading={loading}
      onRow={row => ({
        onClick: event => {
          const at = event.target as HTMLElement;
          if (!at.closest('a, button, input, label, .ant-table-selection-column') && !getSelection()?.toString()) navigate(`/desk/tasks/${row.id}`);
        },
      })}
      {...(selected && rows.some(batchable)
        ? {
            rowSelection: {
              selectedRowKeys: [...selected],
              onChange: keys => onSelect(keys as string[]),
              getCheckboxProps: row => ({
                disabled: !batchable(row),
                'aria-label': batchable(row) ? `选择 ${row.principalName}的${row.title}` : `${row.title}：检查没有全部合格，要单独办理`,
              }),
            },
          }
        : {})}
    />
  );
}

function Cards({ rows, today, units, closed, county, selected, onSelect }: Props) {
  const box = useRef<HTMLUListElement>(null);
  return (
    <ul className="queue-cards" ref={box}>
      {rows.map(r => (
        <li key={r.id}>
          <div className="queue-card-head">
            {closed ? <span>{outcomeName(r)}</span> : <Light light={r.light} />}
            {closed ? null : <span>{stateName(r.state)}</span>}
            <AdviceMark advice={r.advice} />
            {selected && batchable(r) ? (
              <Checkbox
                checked={selected.includes(r.id)}
                aria-label={`选择 ${r.principalName}的${r.title}`}
                onChange={e => onSelect(e.target.checked ? [...selected, r.id] : selected.filter(id => id !== r.id))}
              />
            ) : null}
          </div>
          <Title row={r} />
          <p>
            {r.principalName}
            {county ? ` · ${units.short(r.unit)}` : ''}
            {r.assigneeName ? ` · ${r.assigneeName}` : ''}
          </p>
          <div className="queue-card-foot">
            <span>{r.number}</span>
            {closed ? <span>{day(r.closedOn, today)}</span> : <Due {...r} today={today} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
