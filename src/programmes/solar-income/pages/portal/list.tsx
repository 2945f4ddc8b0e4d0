/** What was posted of solar income: look up a village by its name or pinyin, without signing in. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { shownYuan } from '#platform/money';
import type { PostedRuns } from '#platform/runs';
import { api, query } from '#ui/api';
import { Empty, Failed, Loading, Tag, Turn, useTitle } from '#ui/kit';
import { useFilters } from '#ui/pages';
import { day } from '#ui/words';
import './solar.css';

export default function PostedList() {
  useTitle('光伏收益公示');
  const { get, change } = useFilters();
  const [typed, setTyped] = useState(get('q') ?? '');
  const page = Number(get('page') ?? 1);
  const asked = { run: get('run'), q: get('q'), page: get('page') };
  const { data, error, refetch } = useQuery({
    queryKey: ['solar-posted', asked],
    queryFn: ({ signal }) => api.get<PostedRuns>(`/posted/solar-run${query(asked)}`, signal),
    placeholderData: keepPreviousData,
  });
  const run = data?.runs.find(r => r.id === data.run);
  return (
    <div className="solar stack-l">
      <header className="stack-s">
        <h1>光伏收益公示</h1>
        <p className="muted">光伏帮扶收益分到各村（安置点）的钱，每一个数怎么算的都可以看。依据中政办发〔2024〕28号。</p>
      </header>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data && !run ? <Empty title="现在没有公示的分配结果" /> : null}
      {data && run ? (
        <>
          <search className="solar-search">
            {data.runs.length > 1 ? (
              <div>
                <label htmlFor="solar-run">哪一年</label>
                <select id="solar-run" className="input" value={run.id} onChange={e => change({ run: e.target.value })}>
                  {data.runs.map(r => (
                    <option key={r.id} value={r.id}>
                      {r.title}
                    </option>
                  ))}
                </select>
              </div>
            ) : null}
            <div>
              <label htmlFor="solar-q">找村（安置点）</label>
              <input
                id="solar-q"
                className="input"
                type="search"
                maxLength={40}
                placeholder="村名、拼音或首字母"
                value={typed}
                onChange={e => {
                  setTyped(e.target.value);
                  change({ q: e.target.value.trim() });
                }}
              />
            </div>
          </search>
          <section className="stack-s" aria-labelledby="solar-title">
            <div className="row between">
              <h2 id="solar-title">{run.title}</h2>
              <Tag {...(run.open ? { look: 'brand' as const } : {})}>{run.finalOn ? '已生效' : run.open ? '公示中' : '公示期满'}</Tag>
            </div>
            <p className="muted" role="status">
              公示 {day(run.postedOn)}至{day(run.objectionsUntil)}；共 {data.total} 个，合计 {shownYuan(data.sum)}
              {run.open ? '。对本村的数有不同意见的，点开本村登录后提异议' : ''}
            </p>
            {data.items.length === 0 ? <Empty title="没有找到这个村，换个写法再找" /> : null}
            <ul className="solar-list">
              {data.items.map(v => (
                <li key={v.key}>
                  <Link href={`/solar/${run.id}?row=${encodeURIComponent(v.key)}`}>
                    <span>
                      <strong>{v.title}</strong> <span className="muted">{v.place}</span>
                    </span>
                    <strong className="solar-amount">{v.total ? shownYuan(v.total) : '—'}</strong>
                  </Link>
                </li>
              ))}
            </ul>
            <Turn page={page} pages={Math.ceil(data.total / 50)} to={n => change({ page: String(n) })} />
          </section>
        </>
      ) : null}
    </div>
  );
}
