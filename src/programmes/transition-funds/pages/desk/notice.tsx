/** 季度通报: units by payment rate, from the monthly reports of the quarter's last month. */
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { BulletinState, SendBulletin } from '#ui/bulletin';
import { csvText, download, Frame, SortTable, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { useSession } from '#ui/session';
import type { QuarterNotice } from '../../notice.ts';
import './funds.css';

type Figures = QuarterNotice['now'];

/** The quarter that ended last, and those before it. */
function quarters(today: string): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const last = year * 4 + Math.floor((month - 1) / 3) - 1;
  return Array.from({ length: 8 }, (_, i) => `${Math.floor((last - i) / 4)}-${((last - i) % 4) + 1}`);
}
const said = (quarter: string) => `${quarter.slice(0, 4)} 年第${'一二三四'[Number(quarter.slice(5)) - 1]}季度`;

export default function NoticePage() {
  const { data: session } = useSession();
  const { get, change } = useFilters();
  const all = session ? quarters(session.today) : [];
  const quarter = get('quarter') ?? all[0] ?? '';
  const data = useQuery({
    queryKey: ['funds', 'notice', quarter],
    queryFn: ({ signal }) => api.get<QuarterNotice>(`/desk/funds/notices/${quarter}`, signal),
    enabled: quarter !== '',
  });
  const [sending, send] = useState(false);
  const view = data.data;
  // What went out is what is shown, until somebody asks for today's figures.
  const chosen = get('show') === 'now' ? undefined : view?.issued[0];
  const shown = chosen?.figures ?? view?.now;
  const moved = chosen !== undefined && view?.moved === true;
  const save = (v: Figures) =>
    download(
      `${v.title}.csv`,
      csvText(
        ['名次', '单位', '项目', '下达（万元）', '支付（万元）', '支付率（%）'],
        v.ranks.map(r => [r.rank, r.name, r.projects, r.allotted, r.paid, r.rate]),
      ),
    );
  return (
    <Frame
      title={shown?.title ?? '衔接资金季度通报'}
      back={{ to: '/desk/funds', title: '衔接资金' }}
      note="依据 中政发〔2024〕19号 四（三）"
      actions={
        <>
          <Select
            aria-label="季度"
            value={quarter}
            onChange={q => change({ quarter: q, show: '' })}
            options={all.map(q => ({ value: q, label: said(q) }))}
            popupMatchSelectWidth={false}
          />
          <Button icon={<DownloadOutlined />} disabled={!shown || shown.ranks.length === 0} onClick={() => shown && save(shown)}>
            导出
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
          {view?.mayIssue && view.now.ranks.length > 0 ? (
            <Button type="primary" onClick={() => send(true)}>
              {view.issued.length > 0 ? '重新发' : '发出通报'}
            </Button>
          ) : null}
        </>
      }
    >
      <Waits of={data}>
        {v => (
          <>
            <BulletinState
              sent={chosen}
              issued={v.issued.length > 0}
              moved={moved}
              source="月报"
              none="还没有发出；下面是现在的数"
              today={session?.today ?? ''}
              show={now => change({ show: now ? 'now' : '' })}
            />
            <Figures figures={shown ?? v.now} />
          </>
        )}
      </Waits>
      {sending && view ? (
        <SendBulletin
          title={view.now.title}
          address={`/desk/funds/notices/${view.now.quarter}`}
          again={view.issued.length > 0}
          words={`数字按现在的月报留底，以后不变；${view.now.ranks.length + view.now.lacking.length} 个单位会收到消息。`}
          sentWords="已发出，各单位会收到消息"
          stale={['funds', 'notice']}
          close={() => send(false)}
        />
      ) : null}
    </Frame>
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
