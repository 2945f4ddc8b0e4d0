/** One department's sheet by today's data. */
import { useQuery } from '@tanstack/react-query';
import { Empty } from 'antd';
import { useParams } from 'wouter';
import { query } from '#ui/api';
import { Frame, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { liveOf, usePeriod } from './live.tsx';
import { PrintButton, ScoreSheet } from './score-sheet.tsx';
import './appraisal.css';

export default function LiveUnitPage() {
  const { unit = '' } = useParams<{ unit: string }>();
  const { data: session } = useSession();
  const today = session?.today ?? '';
  const { from, to } = usePeriod(today);
  const data = useQuery({ ...liveOf(from, to), enabled: today !== '' });
  const row = data.data?.rows.find(r => r.key === unit);
  return (
    <Frame
      title={row ? `${row.title}的得分` : '部门得分'}
      back={{ to: `/desk/appraisal${query({ from, to })}`, title: '动态评价' }}
      note={`${day(from)}至${day(to)}，按现在的数据`}
      actions={<PrintButton />}
    >
      <Waits of={data}>
        {view =>
          row ? (
            <ScoreSheet
              row={row}
              columns={view.columns}
              today={today}
              lines={(measure, page) => `/appraisal/live/lines${query({ from, to, unit, measure, page })}`}
            />
          ) : (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="这个部门在这一期没有可以考核的，或您无权查看" />
          )
        }
      </Waits>
    </Frame>
  );
}
