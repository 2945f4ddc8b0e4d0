/** The year's projects for everybody: those that are posted before they enter the store, and how far the others are. 四（二） */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, query } from '#ui/api';
import { Banner, Button, Empty, Failed, Field, Loading, Tag, Turn } from '#ui/kit';
import { day } from '#ui/words';
import type { PublicProject, PublicProjects } from '../../project-reads.ts';
import { stages } from '../../way.ts';
import { Objecting } from './objecting.tsx';

const shows = { posted: '入库公示中', store: '在库', plan: '列入计划、实施' } as const;

interface Props {
  get(key: string): string;
  set(change: Record<string, string>): void;
}

export function Projects({ get, set }: Props) {
  const [q, setQ] = useState(get('q'));
  const asked = { year: get('year'), q: get('q'), town: get('town'), stage: get('stage'), page: get('page') };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['funds-public-projects', asked],
    queryFn: ({ signal }) => api.get<PublicProjects>(`/funds/projects${query(asked)}`, signal),
    placeholderData: keepPreviousData,
  });
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const page = Number(get('page') || 1);
  const pages = Math.max(1, Math.ceil(data.total / data.size));
  const search = (e: FormEvent) => {
    e.preventDefault();
    set({ q: q.trim() });
  };
  const choice = (key: string, label: string, options: [string, string][], all: string | null, value = get(key)) => (
    <Field id={`projects-${key}`} label={label}>
      {d => (
        <select {...d} className="input" value={value} onChange={e => set({ [key]: e.target.value })}>
          {all === null ? null : <option value="">{all}</option>}
          {options.map(([v, t]) => (
            <option key={v} value={v}>
              {t}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <>
      <form className="card funds-find no-print" onSubmit={search} aria-label="查找项目">
        <Field id="projects-q" label="找项目、村、单位" hint="可以用拼音或首字母">
          {d => <input {...d} className="input" type="search" value={q} maxLength={60} onChange={e => setQ(e.target.value)} />}
        </Field>
        {choice(
          'year',
          '年度',
          data.years.map(y => [String(y), `${y} 年`]),
          null,
          String(data.year),
        )}
        {choice(
          'town',
          '乡镇',
          data.towns.map(t => [t.id, t.name]),
          '全部',
        )}
        {choice('stage', '办到哪里', Object.entries(shows), '全部')}
        <Button type="submit">查找</Button>
      </form>
      {data.posted > 0 && get('stage') !== 'posted' ? (
        <Banner look="info">
          {data.posted} 个项目正在入库公示，有不同意见可以提。{' '}
          <Button look="plain" onClick={() => set({ stage: 'posted' })}>
            只看公示中的
          </Button>
        </Banner>
      ) : null}
      <section className="stack" aria-labelledby="projects-found" aria-busy={isPlaceholderData}>
        <h2 id="projects-found">
          {data.year} 年 {data.total} 个项目
        </h2>
        {data.items.length === 0 ? <Empty title="没有符合条件的项目" /> : null}
        <ul className="funds-public-list">
          {data.items.map(p => (
            <Project key={p.id} of={p} today={data.today} />
          ))}
        </ul>
        <Turn page={page} pages={pages} to={n => set({ page: String(n) })} />
      </section>
    </>
  );
}

function Project({ of: p, today }: { of: PublicProject; today: string }) {
  const open = p.stage === 'posted' && p.until !== null && today <= p.until;
  const facts: [string, string | null][] = [
    ['乡镇、地点', [p.town, p.place].filter(Boolean).join(' ')],
    ['建设性质、工期', [p.nature, p.term].filter(Boolean).join('，')],
    ['主管部门', p.lead],
    ['责任单位', p.unit],
    ['建设单位', p.builder],
    ['主要内容', p.content],
    ['受益', [p.households === null ? '' : `${p.households} 户`, p.persons === null ? '' : `${p.persons} 人`].filter(Boolean).join('，')],
    ['绩效目标', p.goal],
    ['利益联结', p.benefit],
    ['资金', p.stage === 'posted' || p.stage === 'store' ? null : `下达 ${p.allotted} 万元，已支付 ${p.paid} 万元`],
    ['反映问题', p.stage === 'posted' ? p.contact : null],
  ];
  return (
    <li className="card stack-s">
      <h3>{p.name}</h3>
      <p>
        <Tag look={p.stage === 'stopped' || p.stage === 'posted' ? 'warn' : 'good'}>{stages[p.stage]}</Tag> {p.amount ? <strong>{p.amount} 万元</strong> : null}
        <span className="muted"> {p.category}</span>
      </p>
      {p.stage === 'posted' && p.postedOn && p.until ? (
        <p>
          {day(p.postedOn)}起公示，{open ? `到 ${day(p.until)} 为止` : `${day(p.until)} 已期满`}。
        </p>
      ) : null}
      <dl className="funds-public-facts">
        {facts.map(([title, text]) =>
          text ? (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {p.stage === 'posted' ? <Objecting of={{ project: p.id }} open={open} /> : null}
    </li>
  );
}
