/** The few figures that matter, each leading to its list. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Board } from '#platform/supervision';
import { type BoardFilter, listOf } from './board-period.ts';

type Tone = 'plain' | 'warn' | 'bad' | 'good';

function Figure({ label, value, under, to, tone = 'plain' }: { label: string; value: ReactNode; under?: ReactNode; to?: string; tone?: Tone }) {
  const inside = (
    <>
      <span className="figure-label">{label}</span>
      <span className="figure-value">{value}</span>
      {under ? <span className="figure-under">{under}</span> : null}
    </>
  );
  return (
    <li className={`figure ${tone}`}>
      {to ? (
        <Link href={to} className="figure-in">
          {inside}
        </Link>
      ) : (
        <div className="figure-in">{inside}</div>
      )}
    </li>
  );
}

export const percent = (part: number, whole: number) => (whole === 0 ? '—' : `${Math.round((part / whole) * 1000) / 10}%`);

export function BoardFigures({ data, filter }: { data: Board; filter: BoardFilter }) {
  const { total, cases, ratings, duties } = data;
  const open = (more: Record<string, string> = {}) => listOf(filter, { tab: 'open', ...more });
  const closed = (more: Record<string, string> = {}) => listOf(filter, { tab: 'closed', outcome: 'decided', ...more });
  const rated = ratings.reduce((n, r) => n + r.count, 0);
  const bad = ratings.filter(r => r.grade <= 2).reduce((n, r) => n + r.count, 0);
  const duty = (more: Record<string, string>) => `/desk/duties?${new URLSearchParams({ ...more, ...(filter.unit ? { unit: filter.unit } : {}) })}`;
  const inHand = total.ready + total.accepted + total.stopped;
  return (
    <>
      <section aria-labelledby="board-now">
        <h2 id="board-now">现在</h2>
        <ul className="figures">
          <Figure label="在办办件" value={cases.open} under={`${inHand} 个事项`} to={open()} />
          <Figure label="待受理" value={total.ready} to={open({ state: 'ready' })} />
          <Figure label="办理中" value={total.accepted} to={open({ state: 'accepted' })} />
          <Figure label="已停表" value={total.stopped} under="补正、核查等" to={open({ light: 'stopped' })} />
          <Figure label="即将超期" value={total.yellow} tone={total.yellow > 0 ? 'warn' : 'plain'} to={open({ light: 'yellow' })} />
          <Figure label="已超期" value={total.red} tone={total.red > 0 ? 'bad' : 'plain'} to={open({ light: 'red' })} />
          <Figure
            label="待答复督办"
            value={duties.open}
            under={duties.red > 0 ? `${duties.red} 件过期` : '督办、差评、投诉'}
            tone={duties.red > 0 ? 'bad' : 'plain'}
            to={duty({ state: 'open' })}
          />
        </ul>
      </section>
      <section aria-labelledby="board-period">
        <h2 id="board-period">本期</h2>
        <ul className="figures">
          <Figure label="收件" value={cases.filed} under={`办结 ${cases.finished} 件`} />
          <Figure label="本期办结" value={total.decided} under={total.refused > 0 ? `${total.refused} 个未通过` : '个事项'} to={closed()} />
          <Figure
            label="按时率"
            value={percent(total.decided - total.late, total.decided)}
            under={`${total.decided - total.late} / ${total.decided}，${total.late} 个超期`}
            tone={total.late > 0 ? 'warn' : 'good'}
            to={closed({ late: 'true' })}
          />
          <Figure label="补正率" value={percent(total.corrected, total.decided)} under={`${total.corrected} / ${total.decided}`} />
          <Figure label="视为受理" value={total.tacit} under="逾期未受理" tone={total.tacit > 0 ? 'warn' : 'plain'} />
          <Figure label="差评" value={bad} under={`共 ${rated} 次评价`} tone={bad > 0 ? 'bad' : 'plain'} to={duty({ kind: 'bad-rating' })} />
        </ul>
      </section>
    </>
  );
}
