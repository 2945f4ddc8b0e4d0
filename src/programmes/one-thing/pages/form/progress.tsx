/** Where one is, what is done and what is not: also the way from page to page. */
import { Link } from 'wouter';
import type { Standing } from './steps.ts';
import { wordsOf } from './steps.ts';

interface ProgressProps {
  standings: readonly Standing[];
  current: string;
  basePath: string;
}

const signs = { done: '✓', missing: '', wrong: '!', ahead: '' } as const;

export function StepList({ standings, current, basePath }: ProgressProps) {
  return (
    <ol className="form-steps">
      {standings.map((s, i) => (
        <li key={s.step.id} className={`form-step ${s.state}`}>
          <Link href={`${basePath}/${s.step.id}`} aria-current={s.step.id === current ? 'step' : undefined}>
            <span className="form-step-sign" aria-hidden="true">
              {signs[s.state] || i + 1}
            </span>
            <span className="form-step-text">
              {s.step.title}
              {wordsOf(s) ? <span className="form-step-state">{wordsOf(s)}</span> : null}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

/** On a telephone one line that opens; beside the form where there is room. */
export function Progress(props: ProgressProps) {
  const at = props.standings.findIndex(s => s.step.id === props.current);
  const done = props.standings.filter(s => s.state === 'done').length;
  const title = props.standings[at]?.step.title ?? '';
  return (
    <>
      <details className="form-progress-narrow no-print" key={props.current}>
        <summary>
          <span>
            第 {at + 1} 步，共 {props.standings.length} 步<span className="visually-hidden">：{title}，打开全部步骤</span>
          </span>
        </summary>
        <nav aria-label="步骤">
          <StepList {...props} />
        </nav>
      </details>
      <progress className="form-progress-bar no-print" max={Math.max(1, props.standings.length - 1)} value={done} aria-label={`填好 ${done} 步`} />
    </>
  );
}
