/** The matters of a case in their order: side by side what runs side by side, to the right what waits. */

import { Link } from 'wouter';
import { Light, leftInWords, Mark } from '#ui/frame';
import { day } from '#ui/words';
import type { CaseView } from '../../case-view.ts';
import { stateName } from './queue-table.tsx';
import { standsWords } from './task-words.ts';

type Matter = CaseView['tasks'][number];

/** How many matters stand before each on its longest way. */
export function levels(tasks: readonly Pick<Matter, 'key' | 'after'>[]): Map<string, number> {
  const found = new Map<string, number>();
  const level = (key: string): number => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const task = tasks.find(t => t.key === key);
    const own = task ? Math.max(0, ...task.after.filter(a => tasks.some(t => t.key === a)).map(a => level(a) + 1)) : 0;
    found.set(key, own);
    return own;
  };
  for (const t of tasks) level(t.key);
  return found;
}

interface Props {
  view: CaseView;
  today: string;
  sees(unit: string): boolean;
}

export function CaseOrder({ view, today, sees }: Props) {
  const at = levels(view.tasks);
  const columns = [...new Set(at.values())].sort((a, b) => a - b);
  return (
    <section className="frame-panel">
      <h2>
        事项和先后<span className="frame-note">（{view.tasks.length} 个）</span>
      </h2>
      <div className="case-order">
        {columns.map(c => (
          <div key={c} className="case-column">
            <h3>{c === 0 ? '收件后就办' : columns.length > 2 ? `第 ${c + 1} 步` : '前面办好再办'}</h3>
            <ul>
              {view.tasks
                .filter(t => at.get(t.key) === c)
                .map(t => (
                  <li key={t.id}>
                    <MatterCard task={t} view={view} today={today} sees={sees} />
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

const looks: Record<string, 'good' | 'bad' | 'info' | 'warn' | 'plain'> = {
  approved: 'good',
  refused: 'bad',
  accepted: 'info',
  ready: 'info',
  correcting: 'warn',
  suspended: 'warn',
};

function MatterCard({ task: t, view, today, sees }: Props & { task: Matter }) {
  const waitsFor = t.state === 'waiting' ? t.after.map(a => view.tasks.find(x => x.key === a)?.title ?? a) : [];
  const why = t.because ? (view.tasks.find(x => x.key === t.because)?.title ?? '') : '';
  const open = t.light !== 'none';
  return (
    <div className={`case-matter${t.light === 'red' ? ' red' : ''}`}>
      <strong>{sees(t.unit) ? <Link href={`/desk/tasks/${t.id}`}>{t.title}</Link> : t.title}</strong>
      <p className="frame-small frame-muted">{view.units[t.unit] ?? t.unit}</p>
      <p className="case-stands">
        <Mark look={looks[t.outcome ?? t.state] ?? 'plain'}>{stateName(t.state)}</Mark>
        {open ? <Light light={t.light} /> : null}
        {t.state === 'delivered' && t.outcome === 'refused' ? <Mark look="bad">未通过</Mark> : null}
      </p>
      <p className="frame-small">
        {open && t.dueOn && t.light !== 'stopped' ? `${day(t.dueOn, today)}到期，${leftInWords(t.daysLeft, t.light)}` : ''}
        {standsWords(t, today)}
        {t.closedOn ? `${day(t.closedOn, today)}${t.decision ? ` ${t.decision.byName}` : ''}` : ''}
        {waitsFor.length > 0 ? `等“${waitsFor.join('”“')}”` : ''}
        {why ? `因“${why}”没有办成` : ''}
      </p>
      {t.outcome === 'refused' && t.decision ? <p className="frame-small case-refused">理由：{t.decision.reason}</p> : null}
    </div>
  );
}
