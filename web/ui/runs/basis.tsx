/** What a run was computed from: notes on the whole, amounts, whose figures, what was decided. */
import type { RunTable } from '#platform/runs';
import { day } from '../words/index.ts';
import { grouped } from './data.ts';

export function RunBasis({ view: { basis }, today }: { view: RunTable; today: string }) {
  return (
    <section className="frame-panel" aria-label="依据和数据来源">
      {basis.balance ? (
        <dl className="runs-balance">
          {(['base', 'given', 'left'] as const).map(k => (
            <div key={k}>
              <dt>{{ base: '可分配总额', given: '分到各行合计', left: '结转到下一期' }[k]}</dt>
              <dd>{grouped(basis.balance![k])} 元</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <h2>全县的算法</h2>
      <ol className="runs-notes">
        {(basis.notes ?? []).map(n => (
          <li key={n}>{n}</li>
        ))}
      </ol>
      {basis.parameters?.length ? (
        <>
          <h2>参数</h2>
          <ul className="runs-list">
            {basis.parameters.map(p => (
              <li key={p.title}>
                <p>
                  {p.title}：<strong>{grouped(p.value)}</strong> 元
                  <span className="frame-muted">
                    （{p.cite.document} {p.cite.place}）
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {basis.decisions?.length ? (
        <>
          <h2>文件没有写明的，这样决定</h2>
          <ul className="runs-list">
            {basis.decisions.map(d => (
              <li key={d.question}>
                <p>
                  {d.title}：<strong>{d.answerTitle}</strong>
                </p>
                <p className="frame-muted">
                  {d.decidedByName}，{day(d.decidedOn, today)}；依据：{d.basis}
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {basis.sources?.length ? (
        <>
          <h2>数据来源</h2>
          <ul className="runs-list">
            {basis.sources.map(s => (
              <li key={s.title}>
                <p>{s.title}</p>
                <p className="frame-muted frame-small runs-digest">
                  {s.unit}，{s.byName} {day(s.on, today)} 确认；摘要 {s.digest.slice(0, 16)}…
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
