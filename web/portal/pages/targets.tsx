/** What the county has promised in numbers, and how far it is: for everybody, with what is counted. */
import { useId } from 'react';
import { targetStates } from '#platform/indicators/pure';
import { Button, Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { byClause, clauseTitles, figure, gapInWords, type TargetView, targetTones, useTargets } from '#ui/targets';
import { day } from '#ui/words';
import './targets.css';

export default function TargetsPage() {
  useTitle('目标进度');
  const { data, error, refetch } = useTargets();
  const groups = data ? byClause(data.items) : [];
  const met = data?.items.filter(t => t.state === 'met').length ?? 0;
  return (
    <div className="targets stack-l">
      <header className="stack-s">
        <h1>目标进度</h1>
        <p>文件里写了数的目标，现在办到多少，都在这里。数是系统当场数出来的，每一项都写明怎么数。</p>
        {data ? (
          <div className="row between">
            <p>
              截至 {day(data.today)}：<strong>{data.items.length}</strong> 项目标，已完成 <strong>{met}</strong> 项
            </p>
            <Button look="plain" className="no-print" onClick={() => window.print()}>
              打印
            </Button>
          </div>
        ) : null}
      </header>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data && groups.length === 0 ? <Empty title="还没有登记目标" /> : null}
      {groups.map(g => (
        <section key={`${g.document} ${g.place}`} className="stack" aria-label={`${g.document} ${g.place}`}>
          <h2>
            {clauseTitles[g.place] ?? '其他目标'}{' '}
            <span className="muted small nowrap">
              依据 {g.document} {g.place}
            </span>
          </h2>
          <ul className="targets-list">
            {g.targets.map(t => (
              <li key={t.id}>
                <Target target={t} today={data!.today} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Target({ target: t, today }: { target: TargetView; today: string }) {
  const id = useId();
  const tone = targetTones[t.state];
  const gap = gapInWords(t);
  return (
    <article className="card stack-s" aria-labelledby={id}>
      <div className="row between">
        <h3 id={id}>{t.title}</h3>
        <Tag {...(tone === 'plain' ? {} : { look: tone })}>{targetStates[t.state]}</Tag>
      </div>
      <p>
        到 {day(t.by, today)}：不少于 <strong>{figure(t.target, t.unit)}</strong>
      </p>
      <p className="targets-now">
        {today > t.by ? '结果' : '现在'} <strong>{figure(t.value, t.unit)}</strong>
        {t.denominator === null ? null : (
          <span className="muted">
            （{t.numerator} / {t.denominator}）
          </span>
        )}
        {gap ? <span>{gap}</span> : null}
      </p>
      <progress className={`targets-bar ${tone}`} max={t.target} value={Math.min(t.value, t.target)} aria-label={`${t.title}的进度`} />
      {t.note ? <p className="small">{t.note}</p> : null}
      <details>
        <summary>怎么数的</summary>
        <p className="small">{t.counts}</p>
      </details>
    </article>
  );
}
