/** 年终通报: what went out, or how it stands now; printed as it is. */
import { BulletinPage } from '#ui/bulletin';
import { SortTable } from '#ui/frame';
import type { NoticeFigures } from '../../notice.ts';
import { Pages } from './places.tsx';
import { yuanIn } from './shown.ts';
import './solar.css';

const percent = (of: string, whole: string) => (Number(whole) === 0 ? '—' : `${((Number(of) / Number(whole)) * 100).toFixed(1)}%`);

/** The year that is over, and those before it; this year's figures as they stand. */
const years = (today: string) => {
  const now = Number(today.slice(0, 4));
  return [now - 1, now, now - 2, now - 3, now - 4].map(y => ({ value: String(y), label: `${y} 年` }));
};

export default function Notice() {
  return (
    <BulletinPage<NoticeFigures>
      title="光伏收益年终通报"
      note="依据 中政办发〔2024〕28号 三 6"
      pages={<Pages />}
      at="/solar-income/notices"
      period={{ key: 'year', label: '年度', of: years }}
      source="台账"
      told="个乡镇"
      signed="县乡村振兴局"
      table={v => ({
        heads: ['乡镇', '收款单位（个）', '到村（元）', '到户（元）', '到户率', '待拨付（元）', '待拨付率', '工资拖欠的村', '超限的村', '超限的村和问题'],
        rows: v.byTown.map(t => [
          ...[t.name, t.villages, Number(t.got), Number(t.toHouseholds), percent(t.toHouseholds, t.got), Number(t.left), percent(t.left, t.got), t.late, t.red],
          v.villages
            .filter(r => r.town === t.town)
            .map(r => `${r.payee}：${r.words}`)
            .join('；'),
        ]),
      })}
    >
      {v => <Figures of={v} />}
    </BulletinPage>
  );
}

function Figures({ of: v }: { of: NoticeFigures }) {
  return (
    <>
      <section className="frame-panel" aria-label="通报的文字">
        {v.words.map(w => (
          <p key={w}>{w.replaceAll(/\d+\.\d\d(?= 元)/g, yuanIn)}</p>
        ))}
      </section>
      <section className="frame-panel" aria-labelledby="notice-towns">
        <h2 id="notice-towns">分乡镇</h2>
        <SortTable
          label="分乡镇的使用"
          rows={v.byTown}
          rowKey={t => t.town}
          sortBy="households"
          columns={[
            { key: 'name', title: '乡镇', value: t => t.name, total: '合计' },
            { key: 'got', title: '到村（元）', value: t => Number(t.got), show: t => yuanIn(t.got), total: yuanIn(v.all.got) },
            {
              key: 'households',
              title: '到户率',
              value: t => Number(t.toHouseholds) / Math.max(1, Number(t.got)),
              show: t => percent(t.toHouseholds, t.got),
              total: percent(v.all.toHouseholds, v.all.got),
            },
            {
              key: 'left',
              title: '待拨付率',
              value: t => Number(t.left) / Math.max(1, Number(t.got)),
              show: t => percent(t.left, t.got),
              total: percent(v.all.left, v.all.got),
            },
            { key: 'late', title: '工资拖欠的村', value: t => t.late, total: v.all.late },
            { key: 'red', title: '超限的村', value: t => t.red, total: v.all.red },
          ]}
        />
      </section>
      <section className="frame-panel" aria-labelledby="notice-villages">
        <h2 id="notice-villages">超过规定的村</h2>
        <SortTable
          label="超过规定的收款单位"
          rows={v.villages}
          rowKey={r => `${r.town} ${r.payee}`}
          sortBy="name"
          ascending
          empty="没有超过规定的村"
          columns={[
            { key: 'payee', title: '收款单位', value: r => r.payee },
            { key: 'name', title: '乡镇', value: r => r.name },
            { key: 'words', title: '问题', value: r => r.words },
          ]}
        />
      </section>
    </>
  );
}
