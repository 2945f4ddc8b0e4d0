/** Twelve small months; days off and worked weekends are marked with a word, not only with a colour. */
import { addDays, weekday } from '#platform/calendar';

interface Props {
  year: number;
  known: boolean;
  holidays: readonly string[];
  workdays: readonly string[];
  today: string;
}

const heads = ['一', '二', '三', '四', '五', '六', '日'];

function weeksOf(year: number, month: number): (string | null)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const cells: (string | null)[] = Array.from({ length: (weekday(first) + 6) % 7 }, () => null);
  for (let d = first; Number(d.slice(5, 7)) === month; d = addDays(d, 1)) cells.push(d);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
}

export function YearGrid({ year, known, holidays, workdays, today }: Props) {
  const [off, on] = [new Set(holidays), new Set(workdays)];
  const look = (d: string) => (off.has(d) ? 'holiday' : on.has(d) ? 'worked' : weekday(d) % 6 === 0 ? 'weekend' : '');
  return (
    <section className="frame-panel" aria-label={`${year} 年各月`}>
      <p className="calendar-key">
        <span className="calendar-cell holiday">
          1<b>休</b>
        </span>
        放假
        <span className="calendar-cell worked">
          1<b>班</b>
        </span>
        周末上班
        <span className="calendar-cell weekend">1</span>
        周末
        {known ? null : <span className="frame-muted">（放假安排未知，只标周末）</span>}
      </p>
      <div className="calendar-months">
        {Array.from({ length: 12 }, (_, i) => i + 1).map(month => (
          <table key={month}>
            <caption>{month} 月</caption>
            <thead>
              <tr>
                {heads.map(h => (
                  <th key={h} scope="col">
                    {h}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(year, month).map(week => (
                <tr key={week.find(Boolean)}>
                  {week.map((d, i) => (
                    <td key={i}>
                      {d ? (
                        <span className={`calendar-cell ${look(d)}${d === today ? ' today' : ''}`}>
                          {Number(d.slice(8))}
                          {off.has(d) ? <b>休</b> : on.has(d) ? <b>班</b> : d === today ? <b>今</b> : null}
                        </span>
                      ) : null}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}
