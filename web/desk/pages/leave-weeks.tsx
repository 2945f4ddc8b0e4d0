/** Five weeks at a glance: who is away when, one line a person. The lists below say the same in words. */
import { addDays, weekday } from '#platform/calendar';
import { day } from '#ui/words';
import type { Delegation } from './leave.tsx';

const span = 35;

export function LeaveWeeks({ items, today }: { items: readonly Delegation[]; today: string }) {
  if (items.length === 0) return null;
  const start = addDays(today, -((weekday(today) + 6) % 7));
  const days = Array.from({ length: span }, (_, i) => addDays(start, i));
  const end = days[span - 1]!;
  const people = [...new Map(items.filter(d => d.fromDay <= end).map(d => [d.fromStaff, d.fromName]))];
  const column = (d: string) => Math.max(0, Math.min(span, Math.round((Date.parse(d) - Date.parse(start)) / 86_400_000))) + 2;
  return (
    <section className="frame-panel" aria-label="近五周请假的人">
      <div className="leave-weeks" aria-hidden="true">
        <span className="leave-corner" style={{ gridRow: 1 }} />
        {days.map((d, i) => (
          <span
            key={d}
            className={`leave-day${weekday(d) % 6 === 0 ? ' off' : ''}${d === today ? ' today' : ''}`}
            style={{ gridColumn: i + 2, gridRow: `1 / ${people.length + 2}` }}
          >
            {i % 7 === 0 || d === today ? <span>{d === today ? '今天' : `${Number(d.slice(5, 7))}/${Number(d.slice(8))}`}</span> : null}
          </span>
        ))}
        {people.map(([id, name], row) => (
          <span key={id} className="leave-name" style={{ gridRow: row + 2 }}>
            {name}
          </span>
        ))}
        {items
          .filter(d => d.fromDay <= end)
          .map(d => (
            <span
              key={d.id}
              className="leave-bar"
              title={`${day(d.fromDay, today)}至${day(d.toDay, today)}由${d.toName}代办`}
              style={{
                gridRow: people.findIndex(([id]) => id === d.fromStaff) + 2,
                gridColumn: `${column(d.fromDay)} / ${column(addDays(d.toDay, 1))}`,
              }}
            >
              {d.toName}
            </span>
          ))}
      </div>
    </section>
  );
}
