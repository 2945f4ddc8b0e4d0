/** How many paid on each day: columns, and the same as a table for who does not see them. */
import type { ProgressView } from '../../reads.ts';

const width = 720;
const height = 120;

export function Days({ days }: { days: ProgressView['days'] }) {
  if (days.length === 0) return null;
  const most = Math.max(...days.map(d => d.enrolled));
  const step = width / days.length;
  const sum = days.reduce((a, d) => a + d.enrolled, 0);
  return (
    <section className="frame-panel" aria-labelledby="insurance-days">
      <h2 id="insurance-days">每天缴费人数</h2>
      <svg
        className="insurance-chart"
        viewBox={`0 -14 ${width} ${height + 34}`}
        role="img"
        aria-label={`${days.length} 天共 ${sum} 人缴费，最多的一天 ${most} 人`}
      >
        <line x1="0" y1={height} x2={width} y2={height} />
        {days.map((d, i) => (
          <rect key={d.on} x={i * step + step * 0.1} width={step * 0.8} y={height - (d.enrolled / most) * height} height={(d.enrolled / most) * height}>
            <title>{`${d.on}：${d.enrolled} 人`}</title>
          </rect>
        ))}
        <text x="0" y={height + 14}>
          {days[0]!.on}
        </text>
        <text x={width} y={height + 14} textAnchor="end">
          {days.at(-1)!.on}
        </text>
        <text x="0" y="-4">
          最多 {most} 人
        </text>
      </svg>
      <table className="visually-hidden">
        <caption>每天缴费人数</caption>
        <tbody>
          {days.map(d => (
            <tr key={d.on}>
              <th scope="row">{d.on}</th>
              <td>{d.enrolled}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
