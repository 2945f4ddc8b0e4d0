/** The day's list: what this clerk has begun and not handed in, and what was taken in today; on paper and as a table too. */
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link } from 'wouter';
import type { DeskCaseRow } from '#platform/cases';
import { caseStates } from '#platform/cases/pure';
import { api, Problem, query } from '#ui/api';
import { type Column, clockTime, csvText, download, Mark, NotElevated, SortTable, useElevation, Waits } from '#ui/frame';
import type { Session } from '#ui/session';
import { day } from '#ui/words';
import type { Draft } from '../portal/notice-start.tsx';

/** Every page of what was taken in today. */
async function takenIn(): Promise<DeskCaseRow[]> {
  const rows = new Map<string, DeskCaseRow>();
  for (let page = 1; ; page++) {
    const got = await api.get<{ items: DeskCaseRow[]; total: number; pageSize: number }>(`/desk/cases${query({ mine: true, page })}`);
    for (const row of got.items) rows.set(row.id, row);
    if (got.items.length < got.pageSize) return [...rows.values()];
  }
}

const time = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);

interface Props {
  session: Session;
  /** A helper fills in; only a clerk takes in. */
  handsIn: boolean;
}

export function WindowDay({ session, handsIn }: Props) {
  const { message } = App.useApp();
  const { dialog, ensure } = useElevation();
  const { today } = session;
  const drafts = useQuery({ queryKey: ['applications'], queryFn: () => api.get<{ items: Draft[] }>('/applications'), staleTime: 0 });
  const cases = useQuery({ queryKey: ['desk-cases', 'mine', today], queryFn: takenIn, staleTime: 0, enabled: handsIn });
  const rows = cases.data ?? [];
  const begun = drafts.data?.items ?? [];
  const columns: Column<DeskCaseRow>[] = [
    { key: 'number', title: '编号', value: r => r.number, show: r => <Link href={`/desk/cases/${r.id}`}>{r.number}</Link> },
    { key: 'filedAt', title: '时间', value: r => r.filedAt, show: r => time(r.filedAt) },
    { key: 'principal', title: '申请人', value: r => r.principalName, show: r => named(r) },
    { key: 'title', title: '一件事', value: r => r.title },
    { key: 'done', title: '进度', value: r => `${r.done}/${r.tasks}`, show: r => `${r.done} / ${r.tasks} 项有结果` },
    {
      key: 'state',
      title: '状态',
      value: r => caseStates[r.state],
      show: r => <Mark look={r.state === 'finished' ? 'good' : 'plain'}>{caseStates[r.state]}</Mark>,
    },
    {
      key: 'receipt',
      title: '回执',
      value: () => '',
      minor: true,
      show: r => (
        <Link className="no-print" href={`/desk/window/applications/${r.id}/receipt`}>
          打印<span className="visually-hidden">{r.number}的回执</span>
        </Link>
      ),
    },
  ];
  const save = async () => {
    try {
      await ensure();
      const lines = [
        ...rows.map(r => [r.number, time(r.filedAt), r.principalName, r.applicantName, r.title, r.tasks, r.done, caseStates[r.state]]),
        ...begun.map(d => ['', clockTime(d.changedAt, today), d.principalName, '', d.name, '', '', '没有提交']),
      ];
      download(`窗口受理-${session.name}-${today}.csv`, csvText(['编号', '时间', '申请人', '来办的人', '一件事', '事项', '有结果', '状态'], lines));
    } catch (error) {
      if (error instanceof NotElevated) return;
      void message.error(error instanceof Problem ? `没有导出：${error.message}` : '没有导出，请再试一次');
    }
  };
  return (
    <section className="frame-panel window-day" aria-labelledby="window-day">
      <div className="frame-panel-head">
        <h2 id="window-day">今天的单子</h2>
        <span className="frame-muted">
          {day(today)}，{session.name}
        </span>
        <div className="window-actions no-print">
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
          <Button icon={<DownloadOutlined />} disabled={rows.length + begun.length === 0} onClick={() => void save()}>
            导出
          </Button>
        </div>
      </div>
      <Waits of={drafts} rows={2}>
        {({ items }) =>
          items.length > 0 ? (
            <div className="window-drafts">
              <h3>没有填完的（{items.length}）</h3>
              <ul>
                {items.map(d => (
                  <li key={d.id}>
                    <Link href={`/desk/window/applications/${d.id}`}>
                      {d.principalName}：{d.name}
                    </Link>
                    <span className="frame-muted">填到 {clockTime(d.changedAt, today)}</span>
                  </li>
                ))}
              </ul>
            </div>
          ) : handsIn ? null : (
            <p className="frame-muted">没有正在填的申请。</p>
          )
        }
      </Waits>
      {handsIn ? (
        <Waits of={cases} rows={3}>
          {items => (
            <>
              <h3>今天受理的（{items.length}）</h3>
              <SortTable label="今天受理的" rows={items} columns={columns} rowKey={r => r.id} sortBy="filedAt" empty="今天还没有从这个窗口受理的。" />
            </>
          )}
        </Waits>
      ) : null}
      {dialog}
    </section>
  );
}

const named = (r: DeskCaseRow) => (r.applicantName === r.principalName ? r.principalName : `${r.principalName}（${r.applicantName} 来办）`);
