/** What the hall did over some days: by day, queue, window and hour, with bars; as a table to take away. */
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { addDays } from '#platform/calendar';
import type { FigureLine } from '#platform/queues';
import { api, query } from '#ui/api';
import { Bar, type Column, csvText, download, SortTable, Waits } from '#ui/frame';
import { hallSite } from '../../figures.ts';

interface Figures {
  whole: FigureLine;
  days: FigureLine[];
  queues: FigureLine[];
  seats: FigureLine[];
  hours: FigureLine[];
  booked: number;
  came: number;
  notCome: number;
}

const views = { days: '按日', queues: '按队', seats: '按窗口', hours: '按时段' } as const;
type View = keyof typeof views;
const heads = ['取号', '办完', '过号', '离开', '等候中位数（分）', '等候九成（分）', '办理中位数（分）'];

export function Statistics({ today }: { today: string }) {
  const [span, setSpan] = useState({ from: addDays(today, -13), to: today });
  const [view, setView] = useState<View>('days');
  const figures = useQuery({
    queryKey: ['hall-figures', span],
    queryFn: () => api.get<Figures>(`/sites/${hallSite}/figures${query(span)}`),
    staleTime: 0,
    enabled: span.from !== '' && span.to !== '',
  });
  const named = (l: FigureLine) => (view === 'hours' ? `${l.key}:00` : l.name);
  const save = (lines: readonly FigureLine[]) =>
    download(
      `排队统计-${views[view]}-${span.from}-${span.to}.csv`,
      csvText(
        [views[view].slice(1), ...heads],
        lines.map(l => [named(l), l.tickets, l.served, l.missed, l.left, l.waitMedian, l.wait90, l.serviceMedian]),
      ),
    );
  return (
    <section className="frame-panel hall-tab" aria-labelledby="hall-statistics">
      <div className="frame-panel-head">
        <h2 id="hall-statistics">排队统计</h2>
        <span className="hall-tools">
          <label htmlFor="hall-from">从</label>
          <Input id="hall-from" type="date" value={span.from} max={span.to} onChange={e => setSpan({ ...span, from: e.target.value })} />
          <label htmlFor="hall-to">到</label>
          <Input id="hall-to" type="date" value={span.to} max={today} onChange={e => setSpan({ ...span, to: e.target.value })} />
        </span>
      </div>
      <Waits of={figures}>
        {data => {
          const lines = data[view];
          const most = Math.max(1, ...lines.map(l => l.tickets));
          const slowest = Math.max(1, ...lines.map(l => l.waitMedian ?? 0));
          const columns: Column<FigureLine>[] = [
            { key: 'key', title: views[view].slice(1), value: l => (view === 'queues' || view === 'seats' ? l.name : l.key), show: named },
            {
              key: 'tickets',
              title: '取号',
              value: l => l.tickets,
              show: l => (
                <>
                  <Bar part={l.tickets / most} /> {l.tickets}
                </>
              ),
            },
            { key: 'served', title: '办完', value: l => l.served },
            { key: 'missed', title: '过号', value: l => l.missed, minor: true },
            { key: 'left', title: '离开', value: l => l.left, minor: true },
            {
              key: 'wait',
              title: '等候中位数（分）',
              value: l => l.waitMedian,
              show: l => (
                <>
                  <Bar part={(l.waitMedian ?? 0) / slowest} tone="warn" /> {l.waitMedian ?? '—'}
                </>
              ),
            },
            { key: 'wait90', title: '九成在（分）内', value: l => l.wait90, minor: true },
            { key: 'service', title: '办理中位数（分）', value: l => l.serviceMedian, minor: true },
          ];
          return (
            <>
              <dl className="hall-sum">
                <div>
                  <dt>取号</dt>
                  <dd>{data.whole.tickets}</dd>
                </div>
                <div>
                  <dt>办完</dt>
                  <dd>{data.whole.served}</dd>
                </div>
                <div>
                  <dt>等候中位数</dt>
                  <dd>{data.whole.waitMedian === null ? '—' : `${data.whole.waitMedian} 分`}</dd>
                </div>
                <div>
                  <dt>九成等候不超过</dt>
                  <dd>{data.whole.wait90 === null ? '—' : `${data.whole.wait90} 分`}</dd>
                </div>
                <div>
                  <dt>预约到场</dt>
                  <dd>
                    {data.came} / {data.came + data.notCome}
                  </dd>
                </div>
              </dl>
              <div className="hall-tools">
                <Segmented
                  aria-label="怎么分"
                  value={view}
                  onChange={v => setView(v as View)}
                  options={Object.entries(views).map(([value, label]) => ({ value, label }))}
                />
                <Button disabled={lines.length === 0} onClick={() => save(lines)}>
                  导出
                </Button>
              </div>
              <SortTable
                key={view}
                label="排队统计"
                rows={lines}
                columns={columns}
                rowKey={l => l.key}
                sortBy={view === 'queues' || view === 'seats' ? 'tickets' : 'key'}
                ascending={view === 'days' || view === 'hours'}
                pageSize={20}
                empty="这些天没有取号。"
              />
            </>
          );
        }}
      </Waits>
    </section>
  );
}
