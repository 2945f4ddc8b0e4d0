/** Filed and finished cases day by day; the same numbers as a table for those who cannot see the drawing. */
import { useEffect, useRef, useState } from 'react';
import type { Board } from '#platform/supervision';
import { day } from '#ui/words';
import type { Chart } from './board-chart.ts';

export function BoardTrend({ data }: { data: Board }) {
  const { trend, cases } = data;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef(trend);
  latest.current = trend;
  useEffect(() => {
    let gone = false;
    import('./board-chart.ts')
      .then(({ openChart }) => {
        if (gone || !box.current) return;
        chart.current = openChart(box.current);
        chart.current.draw(latest.current);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      chart.current?.close();
      chart.current = null;
    };
  }, []);
  useEffect(() => chart.current?.draw(trend), [trend]);
  const said = `收件 ${cases.filed} 件，办结 ${cases.finished} 件`;
  return (
    <section className="frame-panel board-trend" aria-labelledby="board-trend">
      <div className="frame-panel-head">
        <h2 id="board-trend">收件和办结</h2>
        <span className="frame-muted">{said}</span>
      </div>
      {failed ? (
        <p className="frame-muted">图没有画出来，下面的表里有同样的数字。</p>
      ) : (
        <div ref={box} className="board-chart" role="img" aria-label={`每天收件和办结的折线图：${said}`} />
      )}
      <details>
        <summary>看每天的数字</summary>
        <div className="board-days-table">
          <table>
            <thead>
              <tr>
                <th scope="col">日期</th>
                <th scope="col">收件</th>
                <th scope="col">办结</th>
              </tr>
            </thead>
            <tbody>
              {[...trend].reverse().map(t => (
                <tr key={t.day}>
                  <th scope="row">{day(t.day, data.today)}</th>
                  <td>{t.filed}</td>
                  <td>{t.finished}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
