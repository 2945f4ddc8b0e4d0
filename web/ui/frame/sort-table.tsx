/** A plain table whose columns sort; scrolls sideways on a phone with its first column in sight. */
import { Pagination } from 'antd';
import { type ReactNode, useState } from 'react';
import './sort-table.css';

export interface Column<R> {
  key: string;
  title: string;
  /** What it sorts by; numbers stand right. */
  value: (row: R) => number | string | null;
  show?: (row: R) => ReactNode;
  total?: ReactNode;
  /** Figures that a leader on a phone can do without. */
  minor?: boolean;
  /** Not a column to sort by. */
  unsorted?: boolean;
}

interface Props<R> {
  label: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  rowKey: (row: R) => string;
  sortBy: string;
  ascending?: boolean;
  /** Rows shown at first; the rest on request. */
  first?: number;
  /** Rows a page, for long lists. */
  pageSize?: number;
  empty?: string;
  /** The rows are one page of many and come sorted by the server: asks for another order, which `sortBy` then says. */
  onSort?: (key: string, ascending: boolean) => void;
}

const compare = (a: number | string | null, b: number | string | null) => {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN');
};

export function SortTable<R>({ label, rows, columns, rowKey, sortBy, ascending = false, first, pageSize, empty = '没有数据', onSort }: Props<R>) {
  const [own, setOwn] = useState({ key: sortBy, ascending });
  const by = onSort ? { key: sortBy, ascending } : own;
  const [all, setAll] = useState(false);
  const [paging, setPaging] = useState({ page: 1, size: pageSize ?? 0 });
  // A filter may leave fewer pages than the one that was open.
  const page = Math.max(1, Math.min(paging.page, Math.ceil(rows.length / Math.max(1, paging.size))));
  const column = columns.find(c => c.key === by.key);
  const sorted = column && !onSort ? [...rows].sort((a, b) => compare(column.value(a), column.value(b)) * (by.ascending ? 1 : -1)) : [...rows];
  const shown = paging.size > 0 ? sorted.slice((page - 1) * paging.size, page * paging.size) : first && !all ? sorted.slice(0, first) : sorted;
  const right = (c: Column<R>) => c !== columns[0] && typeof rows.map(c.value).find(v => v !== null) === 'number';
  const sortOn = (c: Column<R>) => {
    const next = { key: c.key, ascending: by.key === c.key ? !by.ascending : !right(c) };
    if (onSort) onSort(next.key, next.ascending);
    else setOwn(next);
  };
  const cls = (c: Column<R>) => [right(c) ? 'right' : '', c.minor ? 'minor' : ''].join(' ').trim() || undefined;
  if (rows.length === 0) return <p className="frame-muted">{empty}</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="sort-table" aria-label={label} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map(c => (
                <th key={c.key} scope="col" className={cls(c)} aria-sort={by.key === c.key ? (by.ascending ? 'ascending' : 'descending') : undefined}>
                  {c.unsorted ? (
                    <span className="sort-title">{c.title}</span>
                  ) : (
                    <button type="button" onClick={() => sortOn(c)}>
                      {c.title}
                      {by.key === c.key ? (
                        <span aria-hidden="true" className="sort-mark">
                          {by.ascending ? '▲' : '▼'}
                        </span>
                      ) : null}
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(row => (
              <tr key={rowKey(row)}>
                {columns.map((c, i) => {
                  const content = c.show ? c.show(row) : c.value(row);
                  return i === 0 ? (
                    <th key={c.key} scope="row">
                      {content}
                    </th>
                  ) : (
                    <td key={c.key} className={cls(c)}>
                      {content}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          {columns.some(c => c.total !== undefined) ? (
            <tfoot>
              <tr>
                {columns.map((c, i) =>
                  i === 0 ? (
                    <th key={c.key} scope="row">
                      {c.total}
                    </th>
                  ) : (
                    <td key={c.key} className={cls(c)}>
                      {c.total}
                    </td>
                  ),
                )}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </section>
      {pageSize && rows.length > pageSize ? (
        <Pagination
          size="small"
          current={page}
          pageSize={paging.size}
          total={rows.length}
          showSizeChanger
          pageSizeOptions={[pageSize, pageSize * 5]}
          onChange={(next, size) => setPaging({ page: next, size })}
        />
      ) : null}
      {!pageSize && shown.length < rows.length ? (
        <button type="button" className="sort-more no-print" onClick={() => setAll(true)}>
          显示全部 {rows.length} 行
        </button>
      ) : null}
    </>
  );
}

/** A small bar beside a figure; the figure itself is always written. */
export const Bar = ({ part, tone = 'brand' }: { part: number; tone?: 'brand' | 'good' | 'warn' | 'bad' }) => (
  <span className="bar" aria-hidden="true">
    <span className={`bar-fill ${tone}`} style={{ width: `${Math.max(0, Math.min(1, part)) * 100}%` }} />
  </span>
);
