/** What differs between two states of the catalogue, in words; and what that does to the four reductions. */

import { Collapse, Tag } from 'antd';
import { Link } from 'wouter';
import { type Column, SortTable } from '#ui/frame';
import type { Change, Simulation } from '../../../catalogue/diff.ts';
import type { Figures } from '../../../catalogue/notice.ts';
import type { Catalogue, EntryKind } from '../../../catalogue/schema.ts';
import { kindNames } from '../../../catalogue/words.ts';
import { measures } from '../reductions-csv.ts';
import { linesOf } from './change-words.ts';
import { entryPath } from './draft.ts';

const whats = { added: '新增', removed: '删去', changed: '修改' } as const;
const colors = { added: 'green', removed: 'red', changed: 'blue' } as const;

export function Changes({ changes, catalogue }: { changes: readonly Change[]; catalogue: Catalogue }) {
  if (changes.length === 0) return <p className="frame-muted">没有差异</p>;
  const kinds = (Object.keys(kindNames) as EntryKind[]).filter(k => changes.some(c => c.kind === k));
  return (
    <Collapse
      size="small"
      defaultActiveKey={kinds}
      items={kinds.map(k => {
        const mine = changes.filter(c => c.kind === k);
        return {
          key: k,
          label: `${kindNames[k]}（${mine.length}）`,
          children: mine.map(c => <OneChange key={c.id} change={c} catalogue={catalogue} />),
        };
      })}
    />
  );
}

const OneChange = ({ change, catalogue }: { change: Change; catalogue: Catalogue }) => (
  <div className="cat-change">
    <span>
      <Tag color={colors[change.what]}>{whats[change.what]}</Tag>
      {change.what === 'removed' ? change.name : <Link href={entryPath(change.kind, change.id)}>{change.name}</Link>}
    </span>
    {change.parts.length > 0 ? (
      <dl>
        {linesOf(catalogue, change).map((line, i) => (
          <div key={i} className="cat-change-line">
            <dt>{line.where}</dt>
            <dd>
              <del>{line.before}</del>
              <span aria-hidden="true"> → </span>
              <span className="frame-hidden">改为</span>
              <ins>{line.after}</ins>
            </dd>
          </div>
        ))}
      </dl>
    ) : null}
  </div>
);

const number = (n: number) => (Number.isInteger(n) ? String(n) : n.toFixed(1));

function Triple({ of, row }: { of: keyof Figures; row: Simulation }) {
  const before = row.before?.[of];
  const after = row.after[of];
  return (
    <span className="cat-pairs">
      <span className="frame-muted">{number(row.separate[of])}</span> / {before === undefined ? '—' : number(before)} →{' '}
      <strong className={before !== undefined && after > before ? 'cat-fault' : undefined}>{number(after)}</strong>
    </span>
  );
}

const columns: Column<Simulation>[] = [
  { key: 'no', title: '一件事', value: r => r.no, show: r => `${r.no} ${r.name}` },
  ...measures.map(m => ({ key: m.key, title: m.title, value: (r: Simulation) => r.after[m.key], show: (r: Simulation) => <Triple of={m.key} row={r} /> })),
  { key: 'situations', title: '情形', value: r => r.situations, minor: true },
];

/** Each cell: done separately / together before → together after. */
export const SimulationTable = ({ rows }: { rows: readonly Simulation[] }) => (
  <>
    <p className="frame-muted">每格：分开办 / 一起办（现在的版本）→ 一起办（新的版本），按全部情形平均。变多的用红字。</p>
    <SortTable label="四减模拟" rows={rows} columns={columns} rowKey={r => String(r.no)} sortBy="no" ascending empty="四减的数字没有变化" />
  </>
);
