/** One result: where it stands, who did what, the scores, what was objected to, how it differs from the one before. */
import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useParams } from 'wouter';
import type { RunView } from '#platform/runs';
import { api } from '#ui/api';
import { Frame, SortTable, Waits } from '#ui/frame';
import { RunCourse, RunMark, RunObjections, RunSteps } from '#ui/runs';
import { hasRole, type Session, useSession } from '#ui/session';
import { PrintButton } from './score-sheet.tsx';
import { exportScores, ScoreTable } from './score-table.tsx';
import './appraisal.css';

/** Where an objection is answered. */
export const answerTo = (id: string) => `/appraisal/objections/${id}/decision`;

export const runOf = (id: string) => ({
  queryKey: ['appraisal', 'run', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<RunView>(`/runs/${id}`, signal),
});

export default function RunPage() {
  const { id = '' } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const data = useQuery(runOf(id));
  const view = data.data;
  return (
    <Frame
      title={view ? `${view.run.title}${view.run.number > 1 ? `（第 ${view.run.number} 次）` : ''}` : '考核结果'}
      back={{ to: '/desk/appraisal/runs', title: '考核结果' }}
      note={view ? <RunMark run={view.run} /> : null}
      actions={
        view ? (
          <>
            <Button icon={<DownloadOutlined />} onClick={() => exportScores(view.run.title, view.rows, view.columns)}>
              导出表格
            </Button>
            <PrintButton />
          </>
        ) : null
      }
    >
      <Waits of={data}>{view => (session ? <Shown view={view} session={session} /> : null)}</Waits>
    </Frame>
  );
}

function Shown({ view, session }: { view: RunView; session: Session }) {
  const { run } = view;
  return (
    <>
      <section className="frame-panel" aria-label="经过">
        <RunCourse run={run} today={session.today} />
        {run.reason ? <p>重新计算的原因：{run.reason}</p> : null}
        {run.replaces ? (
          <p>
            代替<Link href={`/desk/appraisal/runs/${run.replaces}`}>上一次的结果</Link>
          </p>
        ) : null}
        <RunSteps
          run={run}
          stale={['appraisal']}
          offers={offers[run.state].filter(o => hasRole(session, o.role)).map(o => ({ ...o, path: `/appraisal/runs/${run.id}/${o.path}` }))}
        />
      </section>
      <section className="frame-panel" aria-label="各部门得分">
        <ScoreTable
          rows={view.rows}
          columns={view.columns}
          sheet={(unit, column) => `/desk/appraisal/runs/${run.id}/units/${unit}${column ? `#${column}` : ''}`}
        />
      </section>
      <RunObjections
        objections={view.objections}
        columns={view.columns}
        today={session.today}
        answerTo={hasRole(session, 'supervisor') ? answerTo : undefined}
        stale={['appraisal']}
      />
      {view.changes.length > 0 ? <Changes view={view} /> : null}
      <p className="frame-muted frame-small">
        依据：{[...new Set(view.basis.citations.map(c => `${c.document} ${c.place}`))].join('；')}。结果的 SM3 摘要：
        <code className="appraisal-digest">{run.digest}</code>
      </p>
    </>
  );
}

/** What this person can do now; the server knows the rest and says why not. */
const offers = {
  computed: [
    { step: 'check', path: 'check', role: 'supervisor', say: '复核无误后由县领导审定。' },
    { step: 'discard', path: 'discard', role: 'supervisor', say: '作废以后不能恢复，可以重新计算。' },
  ],
  checked: [
    { step: 'approve', path: 'approval', role: 'leader', say: '审定以后由督导员公示。' },
    { step: 'discard', path: 'discard', role: 'supervisor', say: '作废以后不能恢复，可以重新计算。' },
  ],
  approved: [
    { step: 'post', path: 'posting', role: 'supervisor', say: '公示后各部门都会收到自己的得分，5 个工作日内可以提异议；公示以后不能作废。' },
    { step: 'discard', path: 'discard', role: 'supervisor', say: '作废以后不能恢复，可以重新计算。' },
  ],
  posted: [{ step: 'finish', path: 'end', role: 'leader', say: '生效以后各部门都能看到全部名次。' }],
  final: [],
  discarded: [],
  replaced: [],
} as const;

function Changes({ view }: { view: RunView }) {
  const title = (column: string) => (column === 'total' ? '总分' : (view.columns.find(c => c.id === column)?.title ?? column));
  return (
    <section className="frame-panel" aria-labelledby="appraisal-changes">
      <h2 id="appraisal-changes">与上一次不同的</h2>
      <SortTable
        label="与上一次不同的"
        rows={view.changes}
        rowKey={c => `${c.row} ${c.column}`}
        sortBy="row"
        ascending
        first={20}
        columns={[
          { key: 'row', title: '部门', value: c => c.title },
          { key: 'column', title: '项目', value: c => title(c.column) },
          { key: 'was', title: '原来', value: c => (c.was === null ? null : Number(c.was)), show: c => c.was ?? '—' },
          { key: 'is', title: '现在', value: c => Number(c.is), show: c => <strong>{c.is}</strong> },
        ]}
      />
    </section>
  );
}
