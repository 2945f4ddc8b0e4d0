/** One run: its way and what can be done with it, the table whose every cell opens, the comparison, the basis, what was said against it. */
import { Button, Segmented } from 'antd';
import { Link, useParams } from 'wouter';
import type { RunTable } from '#platform/runs';
import { Frame, Waits } from '../frame/index.ts';
import { useFilters } from '../pages/index.ts';
import { type Session, useSession } from '../session/index.ts';
import { RunBasis } from './basis.tsx';
import { RunComparison } from './comparison.tsx';
import { RunCourse } from './course.tsx';
import { at, paths, type RunPlace, stale, useRun, useSteps } from './data.ts';
import { RunObjections } from './objections.tsx';
import { numbered, RunMark } from './run-mark.tsx';
import { RunRows } from './run-rows.tsx';
import { RunSteps } from './steps.tsx';
import './runs.css';

export function RunPage(place: RunPlace & { more?: (run: RunTable['run']) => React.ReactNode }) {
  const { id = '' } = useParams<{ id: string }>();
  const { data: session } = useSession();
  const data = useRun(id);
  const view = data.data;
  return (
    <Frame
      title={view ? numbered(view.run) : place.title}
      back={{ to: place.base, title: place.title }}
      note={view ? <RunMark run={view.run} /> : null}
      actions={
        view ? (
          <>
            <Button href={`/api/runs/${id}/workbook`} download>
              导出表格
            </Button>
            <Button href={`/api/runs/${id}/workbook?steps=yes`} download>
              导出算法
            </Button>
            <Button href={`/api/runs/${id}/paper`} download>
              打印分配表（PDF）
            </Button>
          </>
        ) : null
      }
    >
      <Waits of={data}>{view => (session ? <Shown place={place} view={view} session={session} /> : null)}</Waits>
    </Frame>
  );
}

const says = {
  check: '复核无误后送各乡镇看，再由县领导审定。',
  approve: '审定以后由经办单位公示。',
  post: '公示后乡镇和居民在 5 个工作日内可以提异议；公示以后不能作废，有错只能重新算一次代替它。',
  finish: '生效以后不再改动，可以拨付。',
  discard: '作废以后不能恢复，可以重新计算。',
} as const;

function Shown({ place, view, session }: { place: RunPlace & { more?: (run: RunTable['run']) => React.ReactNode }; view: RunTable; session: Session }) {
  const { run } = view;
  const { get, change } = useFilters();
  const steps = useSteps(place.kind, run.id);
  const tab = get('view') ?? 'rows';
  const open = view.objections.filter(o => o.state === 'open').length;
  const ended = run.state === 'discarded' || run.state === 'replaced';
  return (
    <>
      <section className="frame-panel" aria-label="经过">
        <RunCourse run={run} today={session.today} computed={place.verb} />
        {run.reason ? <p>重新算的原因：{run.reason}</p> : null}
        {run.replaces ? (
          <p>
            代替<Link href={`${place.base}/${run.replaces}`}>上一次的结果</Link>
          </p>
        ) : null}
        {steps.data && !ended ? (
          <RunSteps
            run={run}
            stale={stale}
            offers={steps.data.items
              // What comes much later is no news; what comes next says why not yet.
              .filter(s => s.reasons.length === 0 || !s.reasons[0]!.startsWith('现在是'))
              .map(s => ({ ...s, path: `${at(place.kind)}/runs/${run.id}/${paths[s.step]}`, say: says[s.step] }))}
          />
        ) : null}
        {place.more?.(run)}
      </section>
      <Segmented
        className="no-print"
        aria-label="看什么"
        value={tab}
        onChange={v => change({ view: v === 'rows' ? '' : String(v), q: '', unit: '', sort: '', down: '' })}
        options={[
          { value: 'rows', label: '分配表' },
          { value: 'comparison', label: '对比' },
          { value: 'basis', label: '依据和数据来源' },
          { value: 'objections', label: open > 0 ? `异议（${open} 条待答复）` : '异议' },
        ]}
      />
      {tab === 'rows' ? <RunRows place={place} view={view} session={session} /> : null}
      {tab === 'comparison' ? <RunComparison view={view} place={place} /> : null}
      {tab === 'basis' ? <RunBasis view={view} today={session.today} /> : null}
      {tab === 'objections' ? (
        view.objections.length > 0 ? (
          <RunObjections
            objections={view.objections}
            columns={view.columns}
            today={session.today}
            answerTo={steps.data?.answers ? id => `${at(place.kind)}/objections/${id}/answer` : undefined}
            stale={stale}
          />
        ) : (
          <section className="frame-panel" aria-label="异议">
            <p className="frame-muted">没有意见和异议</p>
          </section>
        )
      ) : null}
      <p className="frame-muted frame-small">
        依据：{[...new Set(view.basis.citations.map(c => `${c.document} ${c.place}`))].join('；')}。结果的 SM3 摘要：
        <code className="runs-digest">{run.digest}</code>
      </p>
    </>
  );
}
