/** Scores of all departments, live or of a run: each leads to the department's own sheet. */
import { Link } from 'wouter';
import { type Column, csvText, download, SortTable } from '#ui/frame';

export interface ScoreColumn {
  id: string;
  title: string;
  note?: string | undefined;
}

export interface ScoreRow {
  key: string;
  title: string;
  cells: Record<string, { value: string; why: string[] }>;
  total: string | null;
  rank: number | null;
}

const figure = (value: string | null | undefined) => (value === null || value === undefined || value === '—' ? null : Number(value));

export function ScoreTable({
  rows,
  columns,
  sheet,
}: {
  rows: readonly ScoreRow[];
  columns: readonly ScoreColumn[];
  sheet(unit: string, column?: string): string;
}) {
  const shown: Column<ScoreRow>[] = [
    { key: 'unit', title: '部门', value: r => r.title, show: r => <Link href={sheet(r.key)}>{r.title}</Link> },
    { key: 'rank', title: '名次', value: r => r.rank, show: r => r.rank ?? <span className="frame-muted">不排名</span> },
    { key: 'total', title: '总分', value: r => figure(r.total), show: r => <strong>{r.total ?? '—'}</strong> },
    ...columns.map(
      (c): Column<ScoreRow> => ({
        key: c.id,
        title: c.title,
        value: r => figure(r.cells[c.id]?.value),
        show: r => (
          <Link href={sheet(r.key, c.id)} aria-label={`${r.title}，${c.title}：${r.cells[c.id]?.value ?? '—'}，看怎么算的`}>
            {r.cells[c.id]?.value ?? '—'}
          </Link>
        ),
      }),
    ),
  ];
  return (
    <div className="appraisal-scores">
      <SortTable label="各部门得分" rows={rows} columns={shown} rowKey={r => r.key} sortBy="rank" ascending empty="这一期没有可以考核的办件" />
    </div>
  );
}

/** The table as it is shown, with the steps of each cell beside it. */
export const exportScores = (name: string, rows: readonly ScoreRow[], columns: readonly ScoreColumn[]) =>
  download(
    `${name}.csv`,
    csvText(
      ['部门', '名次', '总分', ...columns.flatMap(c => [c.title, '怎么算的'])],
      rows.map(r => [r.title, r.rank ?? '不排名', r.total ?? '—', ...columns.flatMap(c => [r.cells[c.id]?.value ?? '—', r.cells[c.id]?.why.join('；') ?? ''])]),
    ),
  );
