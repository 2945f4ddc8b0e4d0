/** 衔接资金公示: what each project gets, what changes and who is responsible; found by name, place and pinyin, without signing in. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { Banner, Button, Empty, Failed, Field, Loading, Tag, Turn, useTitle } from '#ui/kit';
import { day } from '#ui/words';
import { document } from '../../figures.ts';
import { type Part, parts } from '../../plan.ts';
import type { PublicLine } from '../../posting.ts';
import { Objecting } from './objecting.tsx';
import { Projects } from './projects.tsx';
import './funds.css';

interface Public {
  today: string;
  plans: {
    id: string;
    year: number;
    title: string;
    number: string;
    postedOn: string;
    until: string;
    contact: string;
    endedOn: string | null;
    endedBecause: string;
  }[];
  plan: string | null;
  towns: { id: string; name: string }[];
  items: PublicLine[];
  total: number;
  size: number;
  sum: string;
}

const verbs: Record<Part, string> = { cut: '核减', addition: '追加', new: '新安排' };

export default function FundsPage() {
  useTitle('衔接资金公示');
  const [params, setParams] = useSearchParams();
  const get = (key: string) => params.get(key) ?? '';
  const set = (change: Record<string, string>) =>
    setParams(
      was => {
        const now = new URLSearchParams(was);
        if (!('page' in change)) now.delete('page');
        for (const [k, v] of Object.entries(change)) v ? now.set(k, v) : now.delete(k);
        return now;
      },
      { replace: true },
    );
  const projects = get('view') !== 'plans' && !get('plan');
  return (
    <div className="funds-public stack-l">
      <header className="stack-s">
        <h1>衔接资金公示</h1>
        <p className="muted">衔接推进乡村振兴补助资金用在哪个项目、办到哪一步、付了多少、怎样调整，都在这里，不用登录。</p>
      </header>
      <nav className="funds-views no-print" aria-label="看什么">
        <Link href="/funds" aria-current={projects ? 'page' : undefined}>
          项目和进展
        </Link>
        <Link href="/funds?view=plans" aria-current={projects ? undefined : 'page'}>
          调整方案
        </Link>
      </nav>
      {projects ? <Projects get={get} set={set} /> : <Plans get={get} set={set} />}
      <p className="muted">依据：{document} 四（二）</p>
    </div>
  );
}

function Plans({ get, set }: Pick<ShownProps, 'get' | 'set'>) {
  const asked = { plan: get('plan'), q: get('q'), town: get('town'), part: get('part'), page: get('page') };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['funds-public', asked],
    queryFn: ({ signal }) => api.get<Public>(`/funds${query(asked)}`, signal),
    placeholderData: keepPreviousData,
  });
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const plan = data.plans.find(p => p.id === data.plan);
  return plan ? <Shown key={plan.id} data={data} plan={plan} get={get} set={set} busy={isPlaceholderData} /> : <Empty title="现在没有公示的方案" />;
}

interface ShownProps {
  data: Public;
  plan: Public['plans'][number];
  get(key: string): string;
  set(change: Record<string, string>): void;
  busy: boolean;
}

function Shown({ data, plan, get, set, busy }: ShownProps) {
  const [q, setQ] = useState(get('q'));
  const open = plan.endedOn === null && plan.until >= data.today;
  const page = Number(get('page') || 1);
  const pages = Math.max(1, Math.ceil(data.total / data.size));
  const narrowed = get('q') || get('town') || get('part');
  const search = (e: FormEvent) => {
    e.preventDefault();
    set({ q: q.trim() });
  };
  return (
    <>
      <section className="card stack" aria-labelledby="funds-plan">
        <h2 id="funds-plan">{plan.title}</h2>
        {plan.number ? <p>{plan.number}</p> : null}
        <Banner look={open ? 'info' : 'good'}>
          {day(plan.postedOn)}起公示，
          {plan.endedOn ? `${day(plan.endedOn)} 提前结束（${plan.endedBecause}）` : open ? `到 ${day(plan.until)} 为止` : `${day(plan.until)} 已期满`}
          。有不同意见请反映：{plan.contact}
        </Banner>
        {data.plans.length > 1 ? (
          <Field id="funds-plans" label="看哪个方案">
            {d => (
              <select {...d} className="input" value={plan.id} onChange={e => set({ plan: e.target.value, q: '', town: '', part: '' })}>
                {data.plans.map(p => (
                  <option key={p.id} value={p.id}>
                    {p.title}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
        <form className="funds-find no-print" onSubmit={search}>
          <Field id="funds-q" label="找项目、村、单位" hint="可以用拼音或首字母">
            {d => <input {...d} className="input" type="search" value={q} maxLength={60} onChange={e => setQ(e.target.value)} />}
          </Field>
          <Field id="funds-town" label="乡镇">
            {d => (
              <select {...d} className="input" value={get('town')} onChange={e => set({ town: e.target.value })}>
                <option value="">全部</option>
                {data.towns.map(t => (
                  <option key={t.id} value={t.id}>
                    {t.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field id="funds-part" label="怎样调整">
            {d => (
              <select {...d} className="input" value={get('part')} onChange={e => set({ part: e.target.value })}>
                <option value="">全部</option>
                {Object.entries(parts).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Button type="submit">查找</Button>
        </form>
      </section>
      <section className="stack" aria-labelledby="funds-found" aria-busy={busy}>
        <h2 id="funds-found">
          {data.total} 个项目{data.total > 0 ? `，${get('part') ? `${verbs[get('part') as Part]} ${data.sum} 万元` : '金额单位万元'}` : ''}
        </h2>
        {data.items.length === 0 ? (
          <Empty title={narrowed ? '没有符合条件的项目' : '这个方案里没有项目'}>
            {narrowed ? (
              <Button
                look="secondary"
                onClick={() => {
                  setQ('');
                  set({ q: '', town: '', part: '' });
                }}
              >
                清除条件
              </Button>
            ) : null}
          </Empty>
        ) : (
          <ul className="funds-public-list">
            {data.items.map(i => (
              <Project key={i.id} line={i} plan={plan.id} open={open} />
            ))}
          </ul>
        )}
        <Turn page={page} pages={pages} to={n => set({ page: String(n) })} />
      </section>
    </>
  );
}

function Project({ line: i, plan, open }: { line: PublicLine; plan: string; open: boolean }) {
  const facts: [string, string | null][] = [
    ['原来安排', i.planned ? `${i.planned} 万元` : null],
    ['乡镇、地点', [i.town, i.place].filter(Boolean).join(' ') || null],
    ['主管部门', i.lead || null],
    ['责任单位', i.unit || null],
    ['主要内容', i.content || null],
    ['受益', [i.households === null ? '' : `${i.households} 户`, i.persons === null ? '' : `${i.persons} 人`].filter(Boolean).join('，') || null],
    ['绩效目标', i.goal || null],
    ['资金来源', i.sources.map(s => `${s.source} ${s.amount} 万元`).join('；') || null],
    ['原因', i.reason || null],
  ];
  return (
    <li className="card stack-s">
      <h3>{i.name}</h3>
      <p>
        <Tag look={i.part === 'cut' ? 'warn' : 'good'}>{parts[i.part]}</Tag> {verbs[i.part]} <strong>{i.change} 万元</strong>
        <span className="muted"> {i.kind}</span>
      </p>
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
      <Objecting of={{ plan, row: i.id }} open={open} />
    </li>
  );
}
