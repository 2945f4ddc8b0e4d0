/** The live board: what is open, late, decided and how it was rated; every figure opens its list. */
import { PrinterOutlined, ReloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Link, useSearchParams } from 'wouter';
import type { Board as BoardData } from '#platform/supervision';
import { api, query } from '#ui/api';
import { Frame, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import { BoardFigures } from './board-figures.tsx';
import { BoardFilters } from './board-filters.tsx';
import { BoardOverdue } from './board-overdue.tsx';
import { type BoardFilter, readFilter } from './board-period.ts';
import { BoardRatings } from './board-ratings.tsx';
import { BoardTables } from './board-tables.tsx';
import { BoardTrend } from './board-trend.tsx';
import './board.css';

const seconds = 30;

export default function Board() {
  const { data: session } = useSession();
  const [params, setParams] = useSearchParams();
  const today = session?.today ?? '';
  const filter = readFilter(params, today);
  const { from, to, unit, subject, town } = filter;
  const board = useQuery({
    queryKey: ['board', from, to, unit, subject, town],
    queryFn: ({ signal }) => api.get<BoardData>(`/desk/board${query({ from, to, unit, subject, town })}`, signal),
    enabled: today !== '',
    refetchInterval: seconds * 1000,
    placeholderData: keepPreviousData,
  });
  const change = (next: Partial<Record<string, string>>) =>
    setParams(
      was => {
        const now = new URLSearchParams(was);
        for (const [key, value] of Object.entries(next)) value ? now.set(key, value) : now.delete(key);
        return now;
      },
      { replace: true },
    );
  const acts = hasRole(session, 'supervisor', 'leader');
  return (
    <Frame
      title="运行看板"
      note={<Asked board={board} />}
      actions={
        <>
          <Button icon={<ReloadOutlined />} onClick={() => void board.refetch()} loading={board.isFetching && !board.isPending}>
            刷新
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      <BoardFilters filter={filter} today={today} change={change} wide={hasRole(session, 'supervisor', 'leader', 'auditor')} />
      <Waits of={board} rows={14}>
        {data => (
          <>
            <PrintedPeriod filter={filter} data={data} />
            {data.calendarWarning ? (
              <Alert
                type="warning"
                showIcon
                title={data.calendarWarning}
                action={hasRole(session, 'administrator') ? <Link href={`/desk/calendar?year=${Number(today.slice(0, 4)) + 1}`}>去载入</Link> : undefined}
              />
            ) : null}
            <BoardFigures data={data} filter={filter} />
            <BoardOverdue filter={filter} today={today} acts={acts} figures={data.total} />
            <div className="board-pair">
              <BoardTrend data={data} />
              <BoardRatings data={data} filter={filter} />
            </div>
            <BoardTables data={data} filter={filter} />
          </>
        )}
      </Waits>
    </Frame>
  );
}

/** When the figures were counted; a board that silently stands still misleads. */
function Asked({ board }: { board: { dataUpdatedAt: number; isError: boolean } }) {
  if (!board.dataUpdatedAt) return null;
  const at = new Date(board.dataUpdatedAt).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
  return (
    <>
      数据时间 <time>{at}</time>
      <span className="no-print">{board.isError ? '，刷新没有成功' : `，每 ${seconds} 秒自动更新`}</span>
    </>
  );
}

const PrintedPeriod = ({ filter, data }: { filter: BoardFilter; data: BoardData }) => (
  <p className="board-printed">
    统计期：{day(filter.from)}至{day(filter.to)}；打印日期：{day(data.today)}
  </p>
);
