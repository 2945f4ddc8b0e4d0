/** One department's score sheet: each item with its definition, every step, and the single things that cost points. */
import { useQuery } from '@tanstack/react-query';
import { Button, Pagination } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Mark, Trouble } from '#ui/frame';
import { day } from '#ui/words';
import type { ScoreColumn, ScoreRow } from './score-table.tsx';

export interface Line {
  key: string;
  title: string;
  detail: string | null;
  on: string | null;
  link: string | null;
  excused?: string | null;
}

interface Props {
  row: ScoreRow;
  columns: readonly ScoreColumn[];
  today: string;
  /** Address of the lines behind an item. */
  lines(column: string, page: number): string;
  /** What can be done about an item, or one line of it. */
  steps?: ((column: ScoreColumn, line?: Line) => ReactNode) | undefined;
}

export function ScoreSheet({ row, columns, today, lines, steps }: Props) {
  // An item that was pressed in the table comes into sight.
  useEffect(() => {
    const wanted = window.location.hash.slice(1);
    if (wanted) document.getElementById(`item-${wanted}`)?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <>
      <section className="frame-panel" aria-label="总分">
        <p className="appraisal-total">
          <strong>{row.total ?? '—'}</strong> 分<span className="frame-muted">{row.rank ? `第 ${row.rank} 名` : '不排名'}</span>
        </p>
        <Steps of={row.cells.total?.why ?? []} />
      </section>
      {columns.map(c => (
        <section key={c.id} id={`item-${c.id}`} className="frame-panel appraisal-item" aria-labelledby={`title-${c.id}`}>
          <div className="frame-panel-head">
            <h2 id={`title-${c.id}`}>{c.title}</h2>
            <strong className="appraisal-points">{(row.cells[c.id]?.value ?? '—') === '—' ? '不计' : `${row.cells[c.id]!.value} 分`}</strong>
          </div>
          {c.note ? <p className="frame-muted frame-small">统计的是：{c.note}</p> : null}
          <Steps of={row.cells[c.id]?.why ?? []} />
          {row.cells[c.id]?.value === '—' ? null : <Lines column={c} today={today} lines={lines} steps={steps} />}
          {steps?.(c)}
        </section>
      ))}
    </>
  );
}

const Steps = ({ of }: { of: readonly string[] }) => (
  <ol className="appraisal-steps">
    {of.map(step => (
      <li key={step}>{step}</li>
    ))}
  </ol>
);

function Lines({ column, today, lines, steps }: { column: ScoreColumn } & Pick<Props, 'today' | 'lines' | 'steps'>) {
  // Many lists stand on one sheet: the address names no page of theirs.
  const [page, setPage] = useState(1);
  const list = useQuery({
    queryKey: ['appraisal', 'lines', lines(column.id, page)],
    queryFn: ({ signal }) => api.get<{ items: Line[]; total: number }>(lines(column.id, page), signal),
  });
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  if (!list.data || list.data.total === 0) return null;
  return (
    <>
      <ul className="appraisal-lines" aria-label={`${column.title}：不符合要求的`}>
        {list.data.items.map(line => (
          <li key={line.key}>
            <span>{line.link ? <Link href={line.link}>{line.title}</Link> : line.title}</span>
            <span className="frame-muted">{[line.on ? day(line.on, today) : '', line.detail].filter(Boolean).join(' · ')}</span>
            {line.excused ? (
              <span>
                <Mark look="good">已剔除</Mark> {line.excused}
              </span>
            ) : (
              steps?.(column, line)
            )}
          </li>
        ))}
      </ul>
      {list.data.total > 50 ? (
        <Pagination
          size="small"
          current={page}
          pageSize={50}
          total={list.data.total}
          showSizeChanger={false}
          onChange={setPage}
          showTotal={n => `共 ${n} 条`}
        />
      ) : null}
    </>
  );
}

export const PrintButton = () => <Button onClick={() => window.print()}>打印</Button>;
