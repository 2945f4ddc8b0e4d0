/** One kind of report: who reported when, period by unit. */
import { Button } from 'antd';
import { Link, useLocation, useParams } from 'wouter';
import type { RoundCell, RoundView } from '#platform/rounds';
import { reportStates } from '#platform/rounds/pure';
import { Frame, Light, Mark, SortTable, Waits } from '../frame/index.ts';
import { useFilters } from '../pages/index.ts';
import { day } from '../words/index.ts';
import { base, looks, useRound } from './data.ts';
import './rounds.css';

export function RoundPage() {
  const { kind } = useParams<{ kind: string }>();
  return <Waits of={useRound(kind, useFilters().get('before'))}>{round => <Matrix round={round} />}</Waits>;
}

export const Where = ({ cell }: { cell: RoundCell }) => (
  <span className="round-state">
    <Mark look={looks[cell.state]}>{reportStates[cell.state]}</Mark>
    {cell.light === 'none' ? null : <Light light={cell.light} />}
    {cell.late ? <Mark look="warn">迟报</Mark> : null}
    {cell.correcting ? <Mark look="info">更正中</Mark> : null}
  </span>
);

function Matrix({ round: r }: { round: RoundView }) {
  const [, go] = useLocation();
  const { get, change } = useFilters();
  const by = new Map(r.cells.map(c => [`${c.period} ${c.unit}`, c]));
  const last = r.periods.at(-1);
  return (
    <Frame
      title={r.title}
      back={{ to: base, title: '报表' }}
      note={`依据 ${r.basis.document} ${r.basis.place}；收表单位 ${r.collector}${r.assumedDue ? '；文件没有写哪一天，期限是暂定的' : ''}`}
      actions={
        <>
          {get('before') ? <Button onClick={() => change({ before: '' })}>回到最近</Button> : null}
          {r.older && last ? <Button onClick={() => change({ before: last.id })}>更早的</Button> : null}
        </>
      }
    >
      <section className="frame-panel" aria-label="各期各单位">
        <SortTable
          label={r.title}
          rows={r.periods}
          rowKey={p => p.id}
          sortBy=""
          empty="还没有到填报的时候"
          columns={[
            { key: 'period', title: '期', value: p => p.id, unsorted: true, show: p => <Link href={`${base}/${r.kind}/${p.id}`}>{p.title}</Link> },
            {
              key: 'due',
              title: '应报',
              value: p => p.due,
              unsorted: true,
              show: p => (p.due ? `${day(p.due, r.today)}${r.by ? ` ${r.by} 前` : ''}` : '放假安排未载入'),
            },
            ...r.units.map(u => ({
              key: u.id,
              title: u.name,
              value: () => '',
              unsorted: true,
              show: (p: RoundView['periods'][number]) => {
                const cell = by.get(`${p.id} ${u.id}`);
                return cell ? (
                  <Link href={`${base}/${r.kind}/${p.id}/${u.id}`}>
                    <span className="frame-hidden">
                      {u.name} {p.title}
                    </span>
                    <Where cell={cell} />
                  </Link>
                ) : (
                  <span className="frame-muted">—</span>
                );
              },
            })),
          ]}
        />
        {r.all && last ? <p className="frame-muted frame-small">“—”：系统启用以前，或当期不报。</p> : null}
        {r.units.length === 1 && r.units[0] && r.periods[0] && by.get(`${r.periods[0].id} ${r.units[0].id}`)?.state === 'owed' ? (
          <div>
            <Button type="primary" onClick={() => go(`${base}/${r.kind}/${r.periods[0]!.id}/${r.units[0]!.id}`)}>
              填报{r.periods[0].title}的
            </Button>
          </div>
        ) : null}
      </section>
    </Frame>
  );
}
