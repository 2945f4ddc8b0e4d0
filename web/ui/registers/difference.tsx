/** How a table differs from the register: errors, what is new, what changes from what to what, what it does not have. */
import { Alert } from 'antd';
import type { ImportOutcome, RegisterView } from '#platform/registers';
import { type Column, SortTable } from '../frame/index.ts';
import { heading, said } from './data.ts';

interface Line {
  id: string;
  line: number;
  title: string;
  what: string;
}

const lineColumns = (what: string): Column<Line>[] => [
  { key: 'line', title: '第几行', value: l => l.line },
  { key: 'title', title: '哪一格、哪一行', value: l => l.title },
  { key: 'what', title: what, value: l => l.what },
];

function Lines({ title, what, lines, of }: { title: string; what: string; lines: Line[]; of: number }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title} className="register-lines">
      <h3>
        {title}
        {lines.length < of ? <span className="frame-muted">（只列出前 {lines.length} 条）</span> : null}
      </h3>
      <SortTable label={title} rows={lines} columns={lineColumns(what)} rowKey={l => l.id} sortBy="line" ascending pageSize={20} />
    </section>
  );
}

export function Difference({ register: r, name, of }: { register: RegisterView; name: string; of: ImportOutcome }) {
  const cell = (key: string) => r.columns.find(c => c.key === key)!;
  const doubts = [...of.fresh, ...of.differing].flatMap(l => l.doubts.map((what, n) => ({ id: `${l.line} ${n}`, line: l.line, title: l.title, what })));
  return (
    <>
      <Alert
        type={of.wrong > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={of.wrong > 0 ? `“${name}”有 ${of.wrong} 行要改` : `“${name}”没有错误`}
        description={`共 ${of.lines} 行：新增 ${of.added}，修改 ${of.changed}，没有变化 ${of.unchanged}，有错误 ${of.wrong}；台账里另有 ${of.missing} ${r.unit}不在这份表里，保持不变。`}
      />
      <Lines
        title="错误"
        what="哪里不对"
        of={of.wrong}
        lines={of.problems.map((p, n) => ({ id: String(n), line: p.line, title: p.column || '整行', what: p.message }))}
      />
      <Lines title="请留意" what="为什么" of={doubts.length} lines={doubts} />
      <Lines
        title="新增"
        what="内容"
        of={of.added}
        lines={of.fresh.map(f => ({
          id: String(f.line),
          ...{ line: f.line, title: f.title },
          what: r.columns.flatMap(c => (c.key in f.values && !c.tells ? [`${heading(c)} ${said(c, f.values[c.key])}`] : [])).join('；'),
        }))}
      />
      <Lines
        title="修改"
        what="从什么改成什么"
        of={of.changed}
        lines={of.differing.map(d => ({
          id: String(d.line),
          ...{ line: d.line, title: d.title },
          what: d.cells.map(c => `${heading(cell(c.column))} ${said(cell(c.column), c.was)} → ${said(cell(c.column), c.is)}`).join('；'),
        }))}
      />
      {of.absent.length > 0 ? (
        <details>
          <summary>台账里有、这份表里没有的（{of.missing}）</summary>
          <p className="frame-muted">
            {of.absent.join('、')}
            {of.absent.length < of.missing ? '……' : ''}
          </p>
        </details>
      ) : null}
    </>
  );
}
