/** Everything that happened to a duty, in its order. */
import type { DutyStep, WholeDuty } from '#platform/supervision';
import { dutyEvents } from '#platform/supervision/pure';
import { clockTime, useUnits } from '#ui/frame';
import './duty.css';

/** Steps that name another unit than the one who acts. */
const aims: Record<string, string> = { sent: '分派给', proposed: '商请转办给', assigned: '协调指定给', recalled: '收回转办：' };

function words(step: DutyStep, whole: WholeDuty, name: (unit: string) => string): string {
  if (step.kind === 'closed') return whole.duty.follow ? '办结' : '督导员确认，办结';
  if (step.kind === 'opened') return { letter: '发出督办函', 'bad-rating': '给了差评', complaint: '提出投诉' }[whole.duty.kind] ?? '提出';
  if (step.kind === 'returned' && !whole.duty.follow) return '督导员退回';
  const aim = aims[step.kind];
  if (aim && step.unit) return `${aim}${name(step.unit)}`;
  return dutyEvents[step.kind] ?? step.kind;
}

export function DutyCourse({ whole, today }: { whole: WholeDuty; today: string }) {
  const { name } = useUnits();
  return (
    <ol className="duty-course">
      {whole.steps.map(s => (
        <li key={s.seq}>
          <p>
            <strong>
              {s.actorName === '计时' ? '' : s.actorName}
              {s.kind === 'accepted' || s.kind === 'declined' || s.kind === 'answered' || s.kind === 'taken' ? (s.unit ? `（${name(s.unit)}）` : '') : ''}
              {s.actorName && s.actorName !== '计时' ? ' ' : ''}
              {words(s, whole, name)}
            </strong>{' '}
            <span className="frame-muted">{clockTime(s.at, today)}</span>
          </p>
          {s.text ? <p className="duty-text">{s.kind === 'joined' ? `并入 ${s.text}` : s.text}</p> : null}
        </li>
      ))}
    </ol>
  );
}
