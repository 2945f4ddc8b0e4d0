/** The helper seats' figures as the hall's are counted: waiting and handling by day, seat and hour; what came of it; ratings. */
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { addDays } from '#platform/calendar';
import type { FigureLine } from '#platform/queues';
import { api, query } from '#ui/api';
import { Bar, type Column, csvText, download, Frame, SortTable, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { helperSite, type Result, results } from '../../seats/words.ts';
import { HelperPlan } from './helper-plan.tsx';
import './helper.css';

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
interface Ended {
  ended: number;
  rated: number;
  good: number;
  low: number;
  results: { result: Result; count: number }[];
}

const views = { days: '按日', queues: '按方式', seats: '按席位', hours: '按时段' } as const;
type View = keyof typeof views;
const heads = ['排队', '帮完', '没接通', '取消', '等候中位数（分）', '九成等候不超过（分）', '用时中位数（分）'];
const minutes = (n: number | null) => (n === null ? '—' : `${n} 分`);
const share = (part: number, whole: number) => (whole === 0 ? '—' : `${Math.round((part / whole) * 100)}%`);

export default function HelpFiguresPage() {
  const { data: session } = useSession();
  return (
    <Frame title="帮办席统计" note="电话、视频帮办席的等候、用时、结果和评价">
      {session ? <Statistics today={session.today} /> : null}
      {hasRole(session, 'service-owner') ? <HelperPlan /> : null}
    </Frame>
  );
}

function Statistics({ today }: { today: string }) {
  const [span, setSpan] = useState({ from: addDays(today, -13), to: today });
  const [view, setView] = useState<View>('days');
  const enabled = span.from !== '' && span.to !== '';
  const figures = useQuery({
    queryKey: ['helper-figures', span],
    queryFn: () => api.get<Figures>(`/sites/${helperSite}/figures${query(span)}`),
    staleTime: 0,
    enabled,
  });
  const ended = useQuery({
    queryKey: ['help', 'figures', span],
    queryFn: () => api.get<Ended>(`/desk/help-requests/figures${query(span)}`),
    staleTime: 0,
    enabled,
  });
  const named = (l: FigureLine) => (view === 'hours' ? `${l.key}:00` : l.name);
  const columns = (lines: readonly FigureLine[]): Column<FigureLine>[] => {
    const most = Math.max(1, ...lines.map(l => l.tickets));
    return [
      { key: 'key', title: views[view].slice(1), value: l => (view === 'queues' || view === 'seats' ? l.name : l.key), show: named },
      {
        key: 'tickets',
        title: '排队',
        value: l => l.tickets,
        show: l => (
          <>
            <Bar part={l.tickets / most} /> {l.tickets}
          </>
        ),
      },
      { key: 'served', title: '帮完', value: l => l.served },
      { key: 'missed', title: '没接通', value: l => l.missed },
      { key: 'left', title: '取消', value: l => l.left, minor: true },
      { key: 'wait', title: '等候中位数（分）', value: l => l.waitMedian, show: l => l.waitMedian ?? '—' },
      { key: 'wait90', title: '九成在（分）内', value: l => l.wait90, show: l => l.wait90 ?? '—', minor: true },
      { key: 'service', title: '用时中位数（分）', value: l => l.serviceMedian, show: l => l.serviceMedian ?? '—' },
    ];
  };
  return (
    <section className="frame-panel" aria-labelledby="helper-statistics">
      <div className="frame-panel-head">
        <h2 id="helper-statistics">统计</h2>
        <span className="helper-tools">
          <label htmlFor="helper-from">从</label>
          <Input id="helper-from" type="date" value={span.from} max={span.to} onChange={e => setSpan({ ...span, from: e.target.value })} />
          <label htmlFor="helper-to">到</label>
          <Input id="helper-to" type="date" value={span.to} max={today} onChange={e => setSpan({ ...span, to: e.target.value })} />
        </span>
      </div>
      <Waits of={figures}>
        {data => {
          const lines = data[view];
          return (
            <>
              <dl className="helper-sum">
                <Sum title="排队" value={data.whole.tickets} />
                <Sum title="帮完" value={data.whole.served} />
                <Sum title="没接通" value={data.whole.missed} />
                <Sum title="等候中位数" value={minutes(data.whole.waitMedian)} />
                <Sum title="九成等候不超过" value={minutes(data.whole.wait90)} />
                <Sum title="用时中位数" value={minutes(data.whole.serviceMedian)} />
                {ended.data ? (
                  <>
                    <Sum title="满意" value={`${share(ended.data.good, ended.data.rated)}（${ended.data.good} / ${ended.data.rated}）`} />
                    <Sum title="不满意" value={ended.data.low} />
                  </>
                ) : null}
              </dl>
              {ended.data && ended.data.results.length > 0 ? (
                <p className="frame-muted">{ended.data.results.map(r => `${results[r.result]} ${r.count}`).join('，')}</p>
              ) : null}
              <div className="helper-tools">
                <Segmented
                  aria-label="怎么分"
                  value={view}
                  onChange={v => setView(v as View)}
                  options={Object.entries(views).map(([value, label]) => ({ value, label }))}
                />
                <Button
                  disabled={lines.length === 0}
                  onClick={() =>
                    download(
                      `帮办席统计-${views[view]}-${span.from}-${span.to}.csv`,
                      csvText(
                        [views[view].slice(1), ...heads],
                        lines.map(l => [named(l), l.tickets, l.served, l.missed, l.left, l.waitMedian, l.wait90, l.serviceMedian]),
                      ),
                    )
                  }
                >
                  导出
                </Button>
              </div>
              <SortTable
                key={view}
                label="帮办席统计"
                rows={lines}
                columns={columns(lines)}
                rowKey={l => l.key}
                sortBy={view === 'queues' || view === 'seats' ? 'tickets' : 'key'}
                ascending={view === 'days' || view === 'hours'}
                pageSize={20}
                empty="这些天没有人请过帮办。"
              />
            </>
          );
        }}
      </Waits>
    </section>
  );
}

const Sum = ({ title, value }: { title: string; value: string | number }) => (
  <div>
    <dt>{title}</dt>
    <dd>{value}</dd>
  </div>
);
