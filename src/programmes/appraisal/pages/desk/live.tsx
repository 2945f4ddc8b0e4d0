/** 动态评价: how the departments stand by today's data. */
import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Segmented } from 'antd';
import { useSearchParams } from 'wouter';
import { addDays, isDay } from '#platform/calendar';
import { api, query } from '#ui/api';
import { Waits } from '#ui/frame';
import { type Session, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { LiveView } from '../../appraisal.ts';
import { AppraisalFrame } from './appraisal-frame.tsx';
import { PrintButton } from './score-sheet.tsx';
import { exportScores, ScoreTable } from './score-table.tsx';

export function liveOf(from: string, to: string) {
  return {
    queryKey: ['appraisal', 'live', from, to],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.get<LiveView>(`/appraisal/live${query({ from, to })}`, signal),
  };
}

/** The period in the address; this year to today where it says none. */
export function usePeriod(today: string) {
  const [params, setParams] = useSearchParams();
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
  const sound = isDay(from) && isDay(to) && from <= to;
  const period = sound ? { from, to } : { from: `${today.slice(0, 4)}-01-01`, to: today };
  return { ...period, set: (next: { from: string; to: string }) => setParams(next, { replace: true }) };
}

export default function LivePage() {
  const { data: session } = useSession();
  return session ? <Live session={session} /> : null;
}

function presetsOf(today: string) {
  const year = Number(today.slice(0, 4));
  const lastMonth = addDays(`${today.slice(0, 7)}-01`, -1);
  return [
    { key: 'month', label: '本月', from: `${today.slice(0, 7)}-01`, to: today },
    { key: 'last-month', label: '上月', from: `${lastMonth.slice(0, 7)}-01`, to: lastMonth },
    { key: 'year', label: '今年', from: `${year}-01-01`, to: today },
    { key: 'last-year', label: '去年', from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
  ];
}

function Live({ session }: { session: Session }) {
  const { today } = session;
  const { from, to, set } = usePeriod(today);
  const data = useQuery({ ...liveOf(from, to), placeholderData: keepPreviousData });
  const presets = presetsOf(today);
  const chosen = presets.find(p => p.from === from && p.to === to)?.key;
  return (
    <AppraisalFrame
      note={`${day(from)}至${day(to)}，按现在的数据`}
      actions={
        <>
          <Button
            icon={<DownloadOutlined />}
            disabled={!data.data?.rows.length}
            onClick={() => data.data && exportScores(`部门评价 ${from} 至 ${to}`, data.data.rows, data.data.columns)}
          >
            导出表格
          </Button>
          <PrintButton />
        </>
      }
    >
      <search className="appraisal-period no-print" aria-label="统计期">
        <Segmented
          aria-label="统计期"
          options={presets.map(p => ({ value: p.key, label: p.label }))}
          value={chosen ?? ('' as never)}
          onChange={key => {
            const p = presets.find(p => p.key === key)!;
            set({ from: p.from, to: p.to });
          }}
        />
        <Input type="date" aria-label="开始日期" value={from} max={to} onChange={e => isDay(e.target.value) && set({ from: e.target.value, to })} />
        <span>至</span>
        <Input type="date" aria-label="结束日期" value={to} min={from} max={today} onChange={e => isDay(e.target.value) && set({ from, to: e.target.value })} />
      </search>
      <Waits of={data}>
        {view => (
          <>
            {view.scheme.adopted ? null : <Alert type="warning" showIcon title="这一年的考核办法还没有批准，先按系统自带的办法试算" />}
            <section className="frame-panel" aria-label="各部门得分">
              <ScoreTable
                rows={view.rows}
                columns={view.columns}
                sheet={(unit, column) => `/desk/appraisal/units/${unit}${query({ from, to })}${column ? `#${column}` : ''}`}
              />
            </section>
          </>
        )}
      </Waits>
    </AppraisalFrame>
  );
}
