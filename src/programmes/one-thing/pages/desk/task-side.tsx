/** Beside the application: what the machine says, the other matters of the case, what has happened. */

import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { type Advice, clockTime, Light, Mark } from '#ui/frame';
import { day } from '#ui/words';
import { checkNames } from '../../checks.ts';
import type { TaskView } from '../../task-view.ts';
import { stateName } from './queue-table.tsx';
import { type CaseEvent, eventLines, eventTitle } from './task-words.ts';

const order: Record<Advice, number> = { fail: 0, doubt: 1, pass: 2 };
const says: Record<Advice, { sign: string; word: string }> = {
  pass: { sign: '✓', word: '合格' },
  doubt: { sign: '?', word: '疑点' },
  fail: { sign: '✕', word: '不合格' },
};

export function TaskChecks({ view }: { view: TaskView }) {
  const { checks, advice } = view.task;
  if (checks.length === 0) return null;
  const advices: Record<Advice, string> = {
    pass: '全部合格，可以通过',
    doubt: '有疑点，请人工核对',
    fail: '有不合格的，不建议通过',
  };
  return (
    <section className="frame-panel">
      <h2>
        自动检查
        {advice ? <span className={`task-advice ${advice}`}>{advices[advice]}</span> : null}
      </h2>
      <ul className="task-checks">
        {[...checks]
          .sort((a, b) => order[a.says] - order[b.says])
          .map(c => (
            <li key={c.check} className={c.says}>
              <i aria-hidden="true">{says[c.says].sign}</i>
              <span>
                <strong>{checkNames[c.check] ?? c.check}</strong>
                <span className="frame-hidden">：{says[c.says].word}。</span> {c.why}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Opens another unit's task only for those who may see it. */
export function TaskSiblings({ view, sees }: { view: TaskView; sees(unit: string): boolean }) {
  if (view.siblings.length < 2) return null;
  return (
    <section className="frame-panel">
      <h2>
        这件事的其他事项<span className="frame-note">（共 {view.siblings.length} 个）</span>
      </h2>
      <ul className="task-siblings">
        {view.siblings.map(s => (
          <li key={s.id} aria-current={s.id === view.task.id || undefined}>
            <span>
              {s.id !== view.task.id && sees(s.unit) ? <Link href={`/desk/tasks/${s.id}`}>{s.title}</Link> : s.title}
              <small>
                {view.units[s.unit] ?? s.unit}
                {s.after.length > 0 && s.state === 'waiting' ? `，等“${s.after.map(a => view.siblings.find(x => x.key === a)?.title ?? a).join('”“')}”` : ''}
              </small>
            </span>
            <span className="task-sibling-state">
              {s.light === 'yellow' || s.light === 'red' ? <Light light={s.light} /> : null}
              {stateName(s.state)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function TaskCorrections({ view, today }: { view: TaskView; today: string }) {
  if (view.corrections.length === 0) return null;
  return (
    <section className="frame-panel">
      <h2>补正记录</h2>
      {view.corrections.map(c => (
        <div key={c.id} className="task-correction">
          <p>
            {day(c.askedOn, today)} {c.askedByName} 要求补正
            {c.answeredOn ? <Mark look="good">{day(c.answeredOn, today)} 已补正</Mark> : <Mark look="warn">等申请人补正</Mark>}
          </p>
          <ol>
            {c.items.map(i => (
              <li key={i.what}>{i.what}</li>
            ))}
          </ol>
          {c.note ? <p className="frame-muted">申请人说：{c.note}</p> : null}
        </div>
      ))}
    </section>
  );
}

interface HistoryProps {
  events: readonly CaseEvent[];
  /** Limits to one task, with a switch to the whole case. */
  taskId?: string;
  today: string;
  titleOf(taskId: string): string;
  nameOf(id: string): string | undefined;
}

export function History({ events, taskId, today, titleOf, nameOf }: HistoryProps) {
  const [all, setAll] = useState(false);
  const shown = (taskId && !all ? events.filter(e => e.taskId === null || e.taskId === taskId) : [...events]).reverse();
  return (
    <section className="frame-panel">
      <div className="frame-panel-head">
        <h2>办理过程</h2>
        {taskId ? (
          <Segmented
            className="no-print"
            size="small"
            value={all ? 'all' : 'own'}
            onChange={v => setAll(v === 'all')}
            options={[
              { value: 'own', label: '本事项' },
              { value: 'all', label: '整件' },
            ]}
          />
        ) : null}
      </div>
      <ol className="task-history">
        {shown.map(e => (
          <li key={e.seq}>
            <time dateTime={e.at}>{clockTime(e.at, today)}</time>
            <div>
              <strong>{eventTitle(e)}</strong>
              <span className="frame-muted">
                {e.actorKind === 'system' ? '系统' : e.actorName}
                {(all || !taskId) && e.taskId ? ` · ${titleOf(e.taskId)}` : ''}
              </span>
              {eventLines(e, nameOf)
                .filter(Boolean)
                .map(line => (
                  <p key={line}>{line}</p>
                ))}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
