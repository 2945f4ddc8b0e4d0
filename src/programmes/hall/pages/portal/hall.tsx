/** The hall: which window takes what, how long one waits now, when it is open today, where things are. */
import { Link } from 'wouter';
import { query } from '#ui/api';
import { Banner, Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { day } from '#ui/words';
import { areaKinds } from '../../figures.ts';
import type { AreaView } from '../../reads.ts';
import { hoursInWords, waitInWords } from '../words.ts';
import { useHall } from './data.ts';
import { Finding } from './finding.tsx';
import { HallPlan } from './plan.tsx';
import './hall.css';

export default function HallPage() {
  useTitle('大厅和窗口');
  const { data, error, refetch } = useHall();
  return (
    <div className="hall stack-l">
      <header className="stack-s">
        <h1>大厅和窗口</h1>
        <p className="muted">中阳县政务服务大厅{data ? `，${day(data.today)}` : ''}。先查要办的事在哪个窗口，再预约或取号。</p>
        <p className="hall-doors">
          <Link className="button primary" href="/hall/booking">
            预约时间
          </Link>
          <Link className="button secondary" href="/hall/ticket">
            手机取号
          </Link>
        </p>
      </header>
      <section className="card" aria-label="查窗口">
        <Finding
          label="要办什么事？"
          offer={hit => (
            <Link className="button secondary" href={`/hall/booking${query({ queue: hit.queue, subject: hit.name })}`}>
              预约<span className="visually-hidden">{hit.name}</span>
            </Link>
          )}
        />
      </section>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data && data.areas.length === 0 ? <Empty title="大厅的窗口还没有公布，请打 12345 咨询。" /> : null}
      {data && data.areas.length > 0 ? (
        <>
          {(Object.keys(areaKinds) as (keyof typeof areaKinds)[]).map(kind => (
            <section key={kind} className="stack" aria-labelledby={`hall-${kind}`}>
              <h2 id={`hall-${kind}`}>{areaKinds[kind]}</h2>
              <ul className="hall-areas">
                {data.areas
                  .filter(a => a.kind === kind)
                  .map(a => (
                    <Area key={a.id} area={a} />
                  ))}
              </ul>
            </section>
          ))}
          <HallPlan areas={data.areas} />
          <Banner>
            少数事项不在大厅办：
            <Link href="/hall/outside">看清单和去哪里办</Link>。户口不在本地、事在外地的，看
            <Link href="/hall/cities">全市通办和跨市通办事项</Link>。
          </Banner>
        </>
      ) : null}
    </div>
  );
}

const Area = ({ area }: { area: AreaView }) => (
  <li className="card stack-s">
    <h3>{area.name}</h3>
    <p className="muted">{area.place}</p>
    {area.note ? <p>{area.note}</p> : null}
    <ul className="hall-queues">
      {area.queues.map(q => (
        <li key={q.id}>
          <span className="hall-queue-name">
            <b aria-hidden="true">{q.prefix}</b> {q.name}
          </span>
          <span>
            <strong>{q.waiting}</strong> 人等候 · {waitInWords(q.minutes)}
          </span>
          <span className="muted">{hoursInWords(q.today)}</span>
          {q.gives ? null : <Tag look="warn">现在不取号</Tag>}
        </li>
      ))}
    </ul>
    <details>
      <summary>
        {area.windows.length} 个窗口，{area.windows.filter(w => w.state === 'open').length} 个正在办
      </summary>
      <ul className="hall-windows">
        {area.windows.map(w => (
          <li key={w.seat}>
            <strong>{w.name}</strong> {w.state === 'open' ? <Tag look="good">正在办</Tag> : <Tag>{w.state === 'paused' ? '暂停' : '未开放'}</Tag>}
            <br />
            <span className="muted">
              {w.things ? '全部“一件事”，' : ''}
              {w.units.length > 0 ? `${w.units.join('、')}的事项` : '本区全部事项'}
            </span>
            {w.matters.length > 0 ? (
              <details>
                <summary>办 {w.matters.length} 项</summary>
                <ul>
                  {w.matters.map(m => (
                    <li key={m}>{m}</li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  </li>
);
