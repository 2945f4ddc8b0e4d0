/** What one has to report, and what one collects. */
import { Empty } from 'antd';
import { Link } from 'wouter';
import type { RoundsView } from '#platform/rounds';
import { reportStates } from '#platform/rounds/pure';
import { Frame, Light, Mark, SortTable, Waits } from '../frame/index.ts';
import { useSession } from '../session/index.ts';
import { day } from '../words/index.ts';
import { base, looks, useRounds } from './data.ts';
import './rounds.css';

type Item = RoundsView['items'][number];

export function RoundsPage() {
  return (
    <Frame title="报表">
      <Waits of={useRounds()}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty description="没有要您报或要您收的报表" />
          ) : (
            <>
              <Mine items={items.filter(i => i.reports)} />
              <All items={items} />
            </>
          )
        }
      </Waits>
    </Frame>
  );
}

function Mine({ items }: { items: Item[] }) {
  const today = useSession().data?.today ?? '';
  const waiting = items.flatMap(item => item.mine.map(m => ({ ...m, kind: item.kind, kindTitle: item.title, by: item.by })));
  if (items.length === 0) return null;
  return (
    <section className="frame-panel" aria-labelledby="rounds-mine">
      <h2 id="rounds-mine">要报的</h2>
      <SortTable
        label="要报的"
        rows={waiting}
        rowKey={w => `${w.kind} ${w.period} ${w.unit}`}
        sortBy="due"
        ascending
        first={12}
        empty="都报了，没有要报的"
        columns={[
          {
            key: 'title',
            title: '报表',
            value: w => w.kindTitle,
            show: w => (
              <Link href={`${base}/${w.kind}/${w.period}/${w.unit}`}>
                {w.title} {w.kindTitle}
              </Link>
            ),
          },
          { key: 'due', title: '应报', value: w => w.due, show: w => (w.due ? `${day(w.due, today)}${w.by ? ` ${w.by} 前` : ''}` : '放假安排未载入') },
          {
            key: 'state',
            title: '状态',
            value: w => reportStates[w.state],
            show: w => (
              <span className="round-state">
                <Mark look={looks[w.state]}>{reportStates[w.state]}</Mark> <Light light={w.light} />
              </span>
            ),
          },
          { key: 'unit', title: '单位', value: w => w.unitName, minor: true },
        ]}
      />
    </section>
  );
}

const All = ({ items }: { items: Item[] }) => (
  <section className="frame-panel" aria-labelledby="rounds-all">
    <h2 id="rounds-all">全部报表</h2>
    <SortTable
      label="全部报表"
      rows={items}
      rowKey={i => i.kind}
      sortBy=""
      columns={[
        { key: 'title', title: '报表', value: i => i.title, show: i => <Link href={`${base}/${i.kind}`}>{i.title}</Link>, unsorted: true },
        { key: 'period', title: '最近一期', value: i => i.period?.title ?? '', unsorted: true },
        {
          key: 'sent',
          title: '已报 / 应报',
          value: i => `${i.sent} / ${i.units}`,
          unsorted: true,
          show: i => (i.period ? <Link href={`${base}/${i.kind}/${i.period.id}`}>{`${i.sent} / ${i.units}`}</Link> : '—'),
        },
        { key: 'unread', title: '待审核', value: i => i.unread },
        { key: 'overdue', title: '超期未报', value: i => i.overdue, show: i => (i.overdue > 0 ? <Mark look="bad">{i.overdue} 份</Mark> : 0) },
        { key: 'collector', title: '收表单位', value: i => i.collector, minor: true },
      ]}
    />
  </section>
);
