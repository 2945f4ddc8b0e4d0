/** The working calendar: a year at a glance, whether it is known, and the notice that makes it known. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Frame, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { LoadNotice } from './calendar-load.tsx';
import { YearGrid } from './calendar-year.tsx';
import './calendar.css';

export interface YearData {
  year: number;
  known: boolean;
  source: string | null;
  holidays: string[];
  workdays: string[];
  workdayCount: number | null;
}

const useYear = (year: number, wanted = true) =>
  useQuery({
    queryKey: ['calendar', year],
    queryFn: ({ signal }) => api.get<YearData>(`/calendar/${year}`, signal),
    enabled: wanted,
  });

export default function Calendar() {
  const { data: session } = useSession();
  const [params, setParams] = useSearchParams();
  const today = session?.today ?? '';
  const thisYear = Number(today.slice(0, 4));
  const asked = Number(params.get('year'));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : thisYear;
  const data = useYear(year, thisYear > 0);
  const next = useYear(thisYear + 1, thisYear > 0);
  const [editing, setEditing] = useState<number | null>(null);
  const go = (to: number) => {
    setEditing(null);
    setParams(to === thisYear ? {} : { year: String(to) });
  };
  const admin = hasRole(session, 'administrator');
  return (
    <Frame
      title="工作日历"
      actions={
        <Space>
          <Button icon={<LeftOutlined />} disabled={year <= 2000} onClick={() => go(year - 1)}>
            {year - 1} 年
          </Button>
          {year === thisYear ? null : <Button onClick={() => go(thisYear)}>今年</Button>}
          <Button icon={<RightOutlined />} iconPlacement="end" disabled={year >= 2100} onClick={() => go(year + 1)}>
            {year + 1} 年
          </Button>
        </Space>
      }
    >
      {next.data && !next.data.known && year !== thisYear + 1 ? (
        <Alert
          type="warning"
          showIcon
          title={`${thisYear + 1} 年的放假安排还没有载入`}
          description="跨年的到期日现在算不出来，显示为“未定”。国务院办公厅的通知一般在 11 月发布，请及时载入。"
          action={<Link href={`/desk/calendar?year=${thisYear + 1}`}>去载入</Link>}
        />
      ) : null}
      <Waits of={data} rows={12}>
        {y => (
          <>
            {y.known ? (
              <section className="frame-panel calendar-about" aria-label={`${y.year} 年概况`}>
                <p>
                  <strong>{y.year} 年</strong>共 <strong>{y.workdayCount}</strong> 个工作日；{y.holidays.length} 个工作日放假，{y.workdays.length} 个周末上班。
                </p>
                <p className="frame-muted">来源：{y.source}</p>
                {admin && editing !== y.year ? <Button onClick={() => setEditing(y.year)}>更正放假安排</Button> : null}
              </section>
            ) : (
              <Alert
                type="warning"
                showIcon
                title={`${y.year} 年的放假安排还没有载入`}
                description={y.year < thisYear ? '这一年的期限不能计算。' : '凡是落在这一年的到期日都显示为“未定”，不会猜测。'}
              />
            )}
            {admin && (!y.known || editing === y.year) ? (
              <LoadNotice key={y.year} data={y} today={today} done={() => setEditing(null)} cancel={y.known ? () => setEditing(null) : undefined} />
            ) : (
              <YearGrid year={y.year} known={y.known} holidays={y.holidays} workdays={y.workdays} today={today} />
            )}
          </>
        )}
      </Waits>
    </Frame>
  );
}
