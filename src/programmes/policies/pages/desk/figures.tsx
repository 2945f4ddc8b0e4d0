/** A year's figures against the order's targets, and what stands behind each. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { Bar, type Column, Frame, Mark, SortTable, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import { firmKinds } from '../../facts.ts';
import type { YearFigures } from '../../figures-of-year.ts';
import { PolicyBar, yuanOf } from './shared.tsx';

type Group = YearFigures['byUnit'][number];

export default function FiguresPage() {
  const { data: session } = useSession();
  const [params, setParams] = useSearchParams();
  const thisYear = Number((session?.today ?? '2024').slice(0, 4));
  const year = Number(params.get('year') ?? thisYear);
  const figures = useQuery({
    queryKey: ['policies', 'figures', year],
    queryFn: () => api.get<YearFigures>(`/desk/policies/figures?year=${year}`),
    placeholderData: keepPreviousData,
    enabled: session !== undefined,
  });
  return (
    <Frame
      title="惠企政策统计"
      actions={
        <a className="ant-btn ant-btn-default policy-download" href={`/api/desk/policies/figures/list?year=${year}`} download>
          导出每一笔
        </a>
      }
    >
      <PolicyBar />
      <div className="policy-tools">
        <Select
          aria-label="年份"
          value={year}
          onChange={y => setParams({ year: String(y) }, { replace: true })}
          options={Array.from({ length: thisYear - 2024 + 1 }, (_, i) => ({ value: 2024 + i, label: `${2024 + i} 年` }))}
        />
      </div>
      <Waits of={figures}>{data => <Figures data={data} />}</Waits>
    </Frame>
  );
}

function Figures({ data }: { data: YearFigures }) {
  const { short, town } = useUnits();
  const { data: session } = useSession();
  const { targets, year } = data;
  // The service owner sees sums and nothing of single firms.
  const mayOpen = hasRole(session, 'reviewer', 'programme-officer', 'unit-head', 'supervisor', 'leader', 'auditor');
  const behind = (filter: Record<string, string>) => (mayOpen ? `/desk/policies/payouts${query(filter)}` : undefined);
  const paidBy = (by: string) => (key: string) => behind({ state: 'paid', paid: String(year), [by]: key || 'none' });
  const groups: { title: string; rows: Group[]; name(key: string): string; by: string; ascending?: boolean }[] = [
    { title: '按部门', rows: data.byUnit, name: short, by: 'unit' },
    { title: '按事项', rows: data.byItem, name: k => data.titles[k] ?? k, by: 'item' },
    { title: '按月', rows: data.byMonth, name: k => `${Number(k.slice(5))}月`, by: 'paid', ascending: true },
    { title: '按企业类型', rows: data.byKind, name: k => firmKinds[k as keyof typeof firmKinds] ?? k, by: 'kind' },
    { title: '按乡镇', rows: data.byTown, name: k => town(k || null), by: 'town' },
  ];
  return (
    <>
      <section className="policy-figures" aria-label="总数">
        <Figure
          value={`${data.items} 项`}
          name="上架可兑现"
          to="#online"
          target={targets ? { want: `目标 ${targets.items} 项`, met: data.items >= targets.items } : null}
        />
        <Figure
          value={`${data.paidWan} 万元`}
          name="累计兑现"
          to={behind({ state: 'paid', paid: String(year) })}
          target={targets ? { want: `目标 ${targets.paid} 万元`, met: data.paidWan >= targets.paid } : null}
        />
        <Figure value={`${data.grants} 笔`} name={`${data.firms} 家企业`} to={behind({ state: 'paid', paid: String(year) })} target={null} />
        <Figure
          value={data.unaskedShare === null ? '—' : `${data.unaskedShare}%`}
          name="免申即享占金额"
          to={behind({ state: 'paid', paid: String(year), way: 'without-claim' })}
          target={null}
        />
        <Figure
          value={data.days === null ? '—' : `${data.days} 天`}
          name={`申领到到账平均${data.mostDays === null ? '' : `，最长 ${data.mostDays} 天`}`}
          target={null}
        />
        <Figure
          value={`${data.waiting.wan} 万元`}
          name={`${data.waiting.grants} 笔已承诺未到账`}
          to={behind({ state: 'waiting', year: String(year) })}
          target={null}
        />
      </section>
      <p className="frame-muted">
        依据：{data.citation.document} {data.citation.place}。兑现只算银行已经付到企业账户的钱；上架只算已发布、申领期在这一年、这一年有预算的。
      </p>
      {groups.map(g => (
        <section key={g.title} className="frame-panel" aria-label={g.title}>
          <h2>{g.title}</h2>
          <SortTable
            label={g.title}
            rows={g.rows}
            rowKey={r => r.key}
            sortBy={g.ascending ? 'key' : 'wan'}
            ascending={g.ascending ?? false}
            first={12}
            empty="这一年还没有兑现"
            columns={columnsOf(g.name, g.rows, paidBy(g.by), g.by === 'paid')}
          />
        </section>
      ))}
      <section className="frame-panel" aria-label="上架的政策" id="online">
        <h2>上架的政策</h2>
        <SortTable
          label="上架的政策"
          rows={data.online}
          rowKey={r => r.id}
          sortBy="on"
          ascending
          first={12}
          columns={[
            { key: 'title', title: '政策', value: r => r.title, show: r => <a href={`/policies/${r.id}`}>{r.title}</a> },
            { key: 'on', title: '上架', value: r => r.on, show: r => day(r.on) },
            { key: 'unit', title: '部门', value: r => short(r.unit) },
          ]}
        />
      </section>
    </>
  );
}

function columnsOf(name: (key: string) => string, rows: readonly Group[], to: (key: string) => string | undefined, inTime: boolean): Column<Group>[] {
  const most = Math.max(1, ...rows.map(r => r.wan));
  return [
    { key: 'key', title: '名称', value: r => (inTime ? r.key : name(r.key)), show: r => <Behind to={to(r.key)}>{name(r.key)}</Behind> },
    {
      key: 'wan',
      title: '金额（元）',
      value: r => r.wan,
      show: r => (
        <>
          {yuanOf(r.paid)}
          <Bar part={r.wan / most} />
        </>
      ),
    },
    { key: 'grants', title: '笔数', value: r => r.grants },
    { key: 'firms', title: '企业', value: r => r.firms, minor: true },
  ];
}

/** A figure opens what it counts. */
const Behind = ({ to, children }: { to: string | undefined; children: ReactNode }) =>
  to === undefined ? children : to.startsWith('#') ? <a href={to}>{children}</a> : <Link href={to}>{children}</Link>;

interface FigureProps {
  value: string;
  name: string;
  to?: string | undefined;
  target: { want: string; met: boolean } | null;
}

const Figure = ({ value, name, to, target }: FigureProps) => (
  <div className="policy-figure">
    <span>{name}</span>
    <strong>
      <Behind to={to}>{value}</Behind>
    </strong>
    {target ? <Mark look={target.met ? 'good' : 'warn'}>{`${target.want}，${target.met ? '已完成' : '未完成'}`}</Mark> : null}
  </div>
);
