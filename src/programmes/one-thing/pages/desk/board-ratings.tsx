/** How people rated the service in the period: five grades, each with its count and share. */

import type { Board } from '#platform/supervision';
import { grades } from '#platform/supervision/pure';
import { Bar } from '#ui/frame';
import { percent } from './board-figures.tsx';
import type { BoardFilter } from './board-period.ts';

export function BoardRatings({ data, filter }: { data: Board; filter: BoardFilter }) {
  const rated = data.ratings.reduce((n, r) => n + r.count, 0);
  const good = data.ratings.filter(r => r.grade >= 3).reduce((n, r) => n + r.count, 0);
  const rows = ([5, 4, 3, 2, 1] as const).map(grade => ({
    grade,
    count: data.ratings.find(r => r.grade === grade)?.count ?? 0,
  }));
  return (
    <section className="frame-panel board-ratings" aria-labelledby="board-ratings">
      <div className="frame-panel-head">
        <h2 id="board-ratings">好差评</h2>
        {rated > 0 ? (
          <span>
            好评率 <strong>{percent(good, rated)}</strong>
            <span className="board-of">
              （{good}/{rated}）
            </span>
          </span>
        ) : null}
      </div>
      {rated === 0 ? (
        <p className="frame-muted">本期还没有评价</p>
      ) : (
        <table>
          <caption className="frame-hidden">各档评价的次数</caption>
          <tbody>
            {rows.map(({ grade, count }) => (
              <tr key={grade}>
                <th scope="row">{grades[grade]}</th>
                <td className="wide">
                  <Bar part={count / rated} tone={grade >= 3 ? 'good' : 'bad'} />
                </td>
                <td>{count} 次</td>
                <td className="frame-muted">{percent(count, rated)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {filter.town ? <p className="frame-muted frame-small">评价按办件统计，不分乡镇。</p> : null}
    </section>
  );
}
