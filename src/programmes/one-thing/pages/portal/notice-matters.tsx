/** The matters in the order in which they run, each with its days, and its conditions to unfold. */
import { Tag } from '#ui/kit';
import { days } from '#ui/words';
import type { NoticeView } from '../../views.ts';
import type { NoticeMatter } from './notice-words.ts';
import { type Names, steps, stepTitle, waitsFor } from './order.ts';
import './order.css';

export function Matters({ notice, matters }: { notice: NoticeView; matters: Names }) {
  const levels = steps(notice.matters);
  const onPath = notice.path.length > 1 ? notice.path.flatMap(id => matters.get(id)?.number ?? []) : [];
  return (
    <section className="card" aria-labelledby="notice-matters">
      <h2 id="notice-matters">各部门怎么办</h2>
      <p className="muted">
        能同时办的同时办，要等的接着办。
        {notice.days > 0 ? (
          <>
            从受理算起，最长 {notice.days} 个工作日全部办完
            {onPath.length > 0 ? `（最慢的一路：第 ${onPath.join(' → ')} 项）` : ''}。
          </>
        ) : (
          '全部当天办结。'
        )}
      </p>
      <ol className="order">
        {levels.map((level, index) => (
          <li key={level[0]!.id} className="order-step">
            <h3 className="order-title">{stepTitle(index, level.length)}</h3>
            <ul>
              {level.map(m => (
                <li key={m.id} className="notice-matter">
                  <Matter matter={m} matters={matters} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Matter({ matter: m, matters }: { matter: NoticeMatter; matters: Names }) {
  return (
    <>
      <div className="notice-matter-head">
        <strong>
          <span className="order-number">{matters.get(m.id)?.number}</span>
          {m.name}
        </strong>
        {m.atOnce ? <Tag look="good">秒批</Tag> : <Tag look="brand">{days(m.promisedDays)}</Tag>}
      </div>
      <p className="notice-plain">{m.plain}</p>
      <p className="notice-small">{[`${m.department}${m.lead ? '（牵头）' : ''}`, waitsFor(m, matters)].filter(Boolean).join(' · ')}</p>
      <details className="notice-more">
        <summary>
          条件和须知<span className="visually-hidden">：{m.name}</span>
        </summary>
        <Facts matter={m} />
      </details>
    </>
  );
}

const Facts = ({ matter: m }: { matter: NoticeMatter }) => (
  <dl>
    {m.conditions.length > 0 ? (
      <div>
        <dt>要符合</dt>
        <dd>
          <ul>
            {m.conditions.map(c => (
              <li key={c}>{c}</li>
            ))}
          </ul>
        </dd>
      </div>
    ) : null}
    {m.stops.length > 0 ? (
      <div>
        <dt>另需时间</dt>
        <dd>
          <ul>
            {m.stops.map(s => (
              <li key={s.text}>
                {s.text}
                {s.days > 0 ? `，约 ${s.days} 天` : ''}（不算在办理时限里）
              </li>
            ))}
          </ul>
        </dd>
      </div>
    ) : null}
    <div>
      <dt>办好得到</dt>
      <dd>{m.result}</dd>
    </div>
    <div>
      <dt>办理时限</dt>
      <dd>
        {m.atOnce ? '秒批：系统核对无误，当场办好。' : ''}
        承诺{days(m.promisedDays).replace('当天办结', '当天')}
        {m.legalDays ? `，法定 ${m.legalDays} 个工作日` : ''}
      </dd>
    </div>
    <div>
      <dt>收费</dt>
      <dd>{m.fee}</dd>
    </div>
    <div>
      <dt>跑现场</dt>
      <dd>{m.visits > 0 ? `${m.visits} 次，到政务大厅${m.place}` : `不用跑。要当面问，到政务大厅${m.place}`}</dd>
    </div>
    <div>
      <dt>依据</dt>
      <dd>{m.basis.join('；')}</dd>
    </div>
  </dl>
);
