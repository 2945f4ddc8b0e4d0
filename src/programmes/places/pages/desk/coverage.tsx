/** How near services are, town by town, against the order's figures. */
import { Link } from 'wouter';
import { type Column, Mark, SortTable, Waits } from '#ui/frame';
import { day } from '#ui/words';
import { type CoverageView, useCoverage } from './data.ts';

type Town = CoverageView['towns'][number];

const columns: Column<Town>[] = [
  { key: 'name', title: '乡镇', value: t => t.name, show: t => <Link href={`/desk/places?town=${t.town}`}>{t.name}</Link> },
  {
    key: 'working',
    title: '在用的自助机',
    value: t => t.working,
    show: t => (t.working > 0 ? `${t.working} / ${t.kiosks}` : <Mark look="bad">{t.kiosks > 0 ? `都不能用（${t.kiosks} 台）` : '没有'}</Mark>),
  },
  { key: 'centre', title: '便民服务中心', value: t => Number(t.centre), show: t => (t.centre ? '有' : <Mark look="bad">没有</Mark>) },
  { key: 'stations', title: '有服务站的村（社区）', value: t => t.withStation / t.villages, show: t => `${t.withStation} / ${t.villages}` },
];

export function Coverage() {
  const query = useCoverage();
  return (
    <section className="frame-panel" aria-label="覆盖情况">
      <Waits of={query} rows={4}>
        {c => {
          const sum = (of: (t: Town) => number) => c.towns.reduce((total, t) => total + of(t), 0);
          const covered = sum(t => Number(t.working > 0));
          const due = c.targets.find(t => t.by >= c.today) ?? c.targets.at(-1)!;
          return (
            <>
              <ul className="places-figures">
                <li>
                  <strong>{c.share}%</strong>
                  <span>
                    乡镇有自助机（{covered}/{c.towns.length}）
                  </span>
                  <Mark look={covered >= due.towns ? 'good' : 'warn'}>
                    {day(due.by)}目标 {due.value}%：{due.towns} 个乡镇
                  </Mark>
                </li>
                <li>
                  <strong>
                    {sum(t => Number(t.centre))}/{c.towns.length}
                  </strong>
                  <span>乡镇有便民服务中心</span>
                </li>
                <li>
                  <strong>
                    {sum(t => t.withStation)}/{sum(t => t.villages)}
                  </strong>
                  <span>村（社区）有服务站</span>
                </li>
                <li>
                  <strong>{c.overdue}</strong>
                  <span>个超过 90 天没有核对</span>
                  {c.overdue > 0 ? <Link href="/desk/places?light=red">看清单</Link> : null}
                </li>
              </ul>
              <details>
                <summary>分乡镇</summary>
                <SortTable label="分乡镇覆盖情况" rows={c.towns} columns={columns} rowKey={t => t.town} sortBy="working" ascending />
              </details>
            </>
          );
        }}
      </Waits>
    </section>
  );
}
