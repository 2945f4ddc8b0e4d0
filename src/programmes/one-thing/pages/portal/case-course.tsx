/** One line a matter: whose turn it is, by which day, what it waits for; a refusal with everything one must know. */
import { Link } from 'wouter';
import { Tag } from '#ui/kit';
import type { CaseView } from '../../case-view.ts';
import { lineOf, type TaskShown } from './case-words.ts';
import { inOrder } from './order.ts';

const signs = { good: '✓', bad: '!', warn: 'Ⅱ', brand: '', none: '' } as const;

export const Course = ({ view, today }: { view: CaseView; today: string }) => (
  <ol className="case-course">
    {inOrder(view.tasks).map(t => (
      <Matter key={t.id} view={view} task={t} today={today} />
    ))}
  </ol>
);

function Matter({ view, task, today }: { view: CaseView; task: TaskShown; today: string }) {
  const line = lineOf(view, task, today);
  return (
    <li className={`case-matter ${line.look ?? 'none'}`}>
      <span className="case-sign" aria-hidden="true">
        {signs[line.look ?? 'none']}
      </span>
      <div className="case-line">
        <div className="row between case-matter-head">
          <h3>{task.title}</h3>
          <Tag {...(line.look ? { look: line.look } : {})}>{line.tag}</Tag>
        </div>
        <p>{line.text}</p>
        {line.you ? (
          <p>
            <Link href={`/cases/${view.case.id}/tasks/${task.id}/correction`}>去补正</Link>
          </p>
        ) : null}
        {task.outcome === 'refused' && task.decision ? <Refusal decision={task.decision} /> : null}
      </div>
    </li>
  );
}

/** 行政许可法 第三十八条: a refusal names its reason and what can be done against it. */
const Refusal = ({ decision }: { decision: NonNullable<TaskShown['decision']> }) => (
  <dl className="case-refusal">
    <dt>理由</dt>
    <dd>{decision.reason}</dd>
    <dt>依据</dt>
    <dd>{decision.basis}</dd>
    <dt>不服可以</dt>
    <dd>{decision.remedy}</dd>
  </dl>
);
