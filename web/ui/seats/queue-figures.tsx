/** What the seats of a site did over some days: waiting and handling by day, queue, seat and hour, with bars; as a table to take away. */
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { addDays } from '#platform/calendar';
import type { FigureLine } from '#platform/queues';
import { api, query } from '../api/index.ts';
import { Bar, type Column, csvText, DateSpan, download, SortTable, Waits } from '../frame/index.ts';
import './seats.css';

export interface QueueSums {
  whole: FigureLine;
  days: FigureLine[];
  queues: FigureLine[];
  seats: FigureLine[];
  hours: FigureLine[];
  booked: number;
  came: number;
  notCome: number;
}

export interface FigureWords {
  title: string;
  /** What a number taken is called, and how it ends. */
  tickets: string;
  served: string;
  missed: string;
  left: string;
  /** The time at the seat. */
  service: string;
  queue: string;
  seat: string;
  nothing: string;
}

interface Props {
  site: string;
  words: FigureWords;
  today: string;
  /** Further sums of the same days. */
  children?(span: { from: string; to: string }, sums: QueueSums): ReactNode;
}

type View = 'days' | 'queues' | 'seats' | 'hours';
const minutes = (n: number | null) => (n === null ? '—' : `${n} 分`);

export function QueueFigures({ site, words, today, children }: Props) {
  const [span, setSpan] = useState({ from: addDays(today, -13), to: today });
  const [view, setView] = useState<View>('days');
  const figures = useQuery({
    queryKey: ['queue-figures', site, span],
    queryFn: () => api.get<QueueSums>(`/sites/${site}/figures${query(span)}`),
    staleTime: 0,
  });
  const by = { days: '日', queues: words.queue, seats: words.seat, hours: '时段' };
  const named = (l: FigureLine) => (view === 'hours' ? `${l.key}:00` : l.name);
  const byName = view === 'queues' || view === 'seats';
  const save = (lines: readonly FigureLine[]) =>
    download(
      `${words.title}-按${by[view]}-${span.from}-${span.to}.csv`,
      csvText(
        [by[view], words.tickets, words.served, words.missed, words.left, '等候中位数（分）', '九成等候不超过（分）', `${words.service}中位数（分）`],
        lines.map(l => [named(l), l.tickets, l.served, l.missed, l.left, l.waitMedian, l.wait90, l.serviceMedian]),
      ),
    );
  return (
    <section className="frame-panel" aria-labelledby="queue-figures">
      <div className="frame-panel-head">
        <h2 id="queue-figures">{words.title}</h2>
        <DateSpan {...span} max={today} change={setSpan} whole />
      </div>
      <Waits of={figures}>
        {data => {
          const lines = data[view];
          const most = Math.max(1, ...lines.map(l => l.tickets));
          const slowest = Math.max(1, ...lines.map(l => l.waitMedian ?? 0));
          const bar = (part: number, text: ReactNode, tone: 'brand' | 'warn') => (
            <>
              <Bar part={part} tone={tone} /> {text}
            </>
          );
          const columns: Column<FigureLine>[] = [
            { key: 'key', title: by[view], value: l => (byName ? l.name : l.key), show: named },
            { key: 'tickets', title: words.tickets, value: l => l.tickets, show: l => bar(l.tickets / most, l.tickets, 'brand') },
            { key: 'served', title: words.served, value: l => l.served },
            { key: 'missed', title: words.missed, value: l => l.missed, minor: true },
            { key: 'left', title: words.left, value: l => l.left, minor: true },
            {
              ...{ key: 'wait', title: '等候中位数（分）', value: (l: FigureLine) => l.waitMedian },
              show: l => bar((l.waitMedian ?? 0) / slowest, l.waitMedian ?? '—', 'warn'),
            },
            { key: 'wait90', title: '九成在（分）内', value: l => l.wait90, show: l => l.wait90 ?? '—', minor: true },
            { key: 'service', title: `${words.service}中位数（分）`, value: l => l.serviceMedian, show: l => l.serviceMedian ?? '—', minor: true },
          ];
          return (
            <>
              <dl className="seat-sums">
                <Sum title={words.tickets} value={data.whole.tickets} />
                <Sum title={words.served} value={data.whole.served} />
                <Sum title={words.missed} value={data.whole.missed} />
                <Sum title="等候中位数" value={minutes(data.whole.waitMedian)} />
                <Sum title="九成等候不超过" value={minutes(data.whole.wait90)} />
                <Sum title={`${words.service}中位数`} value={minutes(data.whole.serviceMedian)} />
                <Sum title="预约到场" value={`${data.came} / ${data.came + data.notCome}`} />
                {children?.(span, data)}
              </dl>
              <div className="seat-actions">
                <Segmented
                  aria-label="怎么分"
                  value={view}
                  onChange={v => setView(v as View)}
                  options={Object.entries(by).map(([value, label]) => ({ value, label: `按${label}` }))}
                />
                <Button disabled={lines.length === 0} onClick={() => save(lines)}>
                  导出
                </Button>
              </div>
              <SortTable
                key={view}
                label={words.title}
                rows={lines}
                columns={columns}
                rowKey={l => l.key}
                sortBy={byName ? 'tickets' : 'key'}
                ascending={!byName}
                pageSize={20}
                empty={words.nothing}
              />
            </>
          );
        }}
      </Waits>
    </section>
  );
}

export const Sum = ({ title, value }: { title: string; value: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{value}</dd>
  </div>
);
