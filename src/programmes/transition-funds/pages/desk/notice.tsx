/** 季度通报: units by payment rate, from the monthly reports of the quarter's last month. */
import { BulletinPage } from '#ui/bulletin';
import { SortTable } from '#ui/frame';
import type { QuarterNotice } from '../../notice.ts';
import { Pages } from './places.tsx';
import './funds.css';

type Figures = QuarterNotice['now'];

/** The quarter that ended last, and those before it. */
function quarters(today: string) {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const last = year * 4 + Math.floor((month - 1) / 3) - 1;
  return Array.from({ length: 8 }, (_, i) => {
    const [y, q] = [Math.floor((last - i) / 4), (last - i) % 4];
    return { value: `${y}-${q + 1}`, label: `${y} 年第${'一二三四'[q]}季度` };
  });
}

export default function NoticePage() {
  return (
    <BulletinPage<Figures>
      title="衔接资金季度通报"
      note="依据 中政发〔2024〕19号 四（三）"
      pages={<Pages />}
      at="/desk/funds/notices"
      period={{ key: 'quarter', label: '季度', of: quarters }}
      source="月报"
      told="个单位"
      signed="县农业农村局"
      table={v => ({
        heads: ['名次', '单位', '项目', '下达（万元）', '支付（万元）', '支付率（%）'],
        rows: [
          ...v.ranks.map(r => [r.rank, r.name, r.projects, r.allotted, r.paid, r.rate]),
          ...v.lacking.map(l => ['没有报月报', l.name, null, null, null, null]),
        ],
      })}
    >
      {v => <Figures figures={v} />}
    </BulletinPage>
  );
}

function Figures({ figures: v }: { figures: Figures }) {
  return (
    <>
      <section className="frame-panel" aria-label="通报的文字">
        {v.words.map(w => (
          <p key={w}>{w}</p>
        ))}
      </section>
      <section className="frame-panel" aria-labelledby="notice-ranks">
        <h2 id="notice-ranks">支付率排名（万元）</h2>
        <SortTable
          label="支付率排名"
          rows={v.ranks}
          rowKey={r => r.unit}
          sortBy="rank"
          ascending
          empty="这个季度还没有单位报来月报"
          columns={[
            { key: 'name', title: '单位', value: r => r.name, total: '合计' },
            { key: 'rank', title: '名次', value: r => r.rank },
            {
              key: 'rate',
              title: '支付率',
              value: r => (r.rate === null ? null : Number(r.rate)),
              show: r => (r.rate === null ? '—' : `${r.rate}%`),
              total: v.total.rate ? `${v.total.rate}%` : '—',
            },
            { key: 'paid', title: '支付', value: r => Number(r.paid), show: r => r.paid, total: v.total.paid },
            { key: 'allotted', title: '下达', value: r => Number(r.allotted), show: r => r.allotted, total: v.total.allotted },
            { key: 'projects', title: '项目', value: r => r.projects, minor: true },
          ]}
        />
        <p className="frame-muted frame-small">由 {v.month} 的月报得出；支付率 = 累计支付 ÷ 下达。</p>
      </section>
    </>
  );
}
