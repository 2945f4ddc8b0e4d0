/** 衔接资金: paid against planned by town, kind, unit and source; each figure opens its projects. A town or bureau sees its own. */
import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Select } from 'antd';
import { Link } from 'wouter';
import { api, query, wordsOf } from '#ui/api';
import { Bar, Choose, csvText, download, Frame, Mark, SearchBox, SortTable, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { day } from '#ui/words';
import type { FundsGroup, FundsLine, FundsOverview } from '../../overview.ts';
import { parts } from '../../plan.ts';
import { Goals, Shares } from './goals.tsx';
import { Listed } from './listed.tsx';
import { Pages } from './places.tsx';
import './funds.css';

const shows = { slow: '进度慢的', idle: '年底可能闲置的', lacks: '项目库没有填全的', none: '没有下达的' } as const;
const keeps: Record<keyof typeof shows, (p: FundsLine) => boolean> = {
  slow: p => p.slow,
  idle: p => p.idle,
  lacks: p => p.lacks.length > 0,
  none: p => p.allotted === '0',
};

export default function FundsPage() {
  const { get, change } = useFilters();
  const year = get('year');
  const data = useQuery({
    queryKey: ['funds', 'overview', year],
    queryFn: ({ signal }) => api.get<FundsOverview>(`/desk/funds/overview${query({ year })}`, signal),
  });
  const view = data.data;
  return (
    <Frame
      title="衔接资金"
      note={view ? `依据 ${view.citation.document} ${view.citation.place}；金额单位万元` : null}
      actions={
        view ? (
          <>
            <Select
              aria-label="年度"
              value={view.year}
              onChange={y => change({ year: String(y) })}
              options={view.years.map(y => ({ value: y, label: `${y} 年` }))}
              popupMatchSelectWidth={false}
            />
            <TakePerformance year={view.year} />
            <Button onClick={() => window.print()}>打印</Button>
          </>
        ) : null
      }
    >
      <Pages />
      <Waits of={data}>{view => <Shown view={view} />}</Waits>
    </Frame>
  );
}

/** 绩效目标 beside what came of it, project by project. */
function TakePerformance({ year }: { year: number }) {
  const { message } = App.useApp();
  const take = useMutation({
    mutationFn: () => api.file('/desk/funds/performance', { year }),
    onSuccess: ({ name, blob }) => download(name, blob),
    onError: error => message.error(wordsOf(error, '没有导出，请再试一次')),
  });
  return (
    <Button icon={<DownloadOutlined />} loading={take.isPending} onClick={() => take.mutate()}>
      绩效目标表
    </Button>
  );
}

function Shown({ view }: { view: FundsOverview }) {
  const client = useQueryClient();
  const slow = view.items.filter(p => p.slow).length;
  const idle = view.items.filter(p => p.idle).length;
  return (
    <>
      {view.strange.length > 0 ? <Alert type="warning" showIcon title={`下达或支付里有项目库没有的项目：${view.strange.join('、')}`} /> : null}
      {view.warnings.map(w => (
        <Alert key={w} type="warning" showIcon title={w} />
      ))}
      {view.adrift > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={`${view.adrift} 个项目没有登记进展，不报月报，也不公开`}
          action={<Link href={`/desk/funds/way?show=none&year=${view.year}`}>去看</Link>}
        />
      ) : null}
      <section className="frame-panel" aria-labelledby="funds-total">
        <h2 id="funds-total">{view.all ? '全县' : '本单位'}</h2>
        <dl className="funds-figures">
          <Figure title="项目" text={`${view.total.projects} 个`} year={view.year} />
          <Figure title="计划" text={view.total.planned} year={view.year} />
          <Figure title="下达" text={view.total.allotted} year={view.year} />
          <Figure title="支付" text={view.total.paid} year={view.year} />
          <Figure title="支付率（支付 ÷ 下达）" text={view.total.rate ? `${view.total.rate}%` : '—'} year={view.year} />
          <Figure title="进度慢的项目" text={`${slow} 个`} year={view.year} show="slow" />
          <Figure title="年底可能闲置" text={`${idle} 个`} year={view.year} show="idle" />
        </dl>
        <p className="frame-muted frame-small">
          进度慢：支付率比时间进度落后 {view.idle.behind} 个百分点以上；可能闲置：{view.idle.from} 月起支付率不到 {view.idle.below}
          %。这两条线是暂定的，文件没有写。
        </p>
      </section>
      <Goals view={view} refresh={() => client.invalidateQueries({ queryKey: ['funds'] })} />
      {view.all ? <Shares view={view} /> : null}
      {view.all ? <Posted view={view} /> : null}
      <Groups title="按乡镇" of="town" groups={view.byTown} year={view.year} all={view.all} />
      <Groups title="按类别" of="kind" groups={view.byKind} year={view.year} all={view.all} />
      <Groups title="按责任单位" of="unit" groups={view.byUnit} year={view.year} all={view.all} />
      {view.all ? <Sources view={view} /> : null}
      <Projects view={view} />
    </>
  );
}

/** Leads to the projects behind a figure, further down on this page. */
function Open({ year, of, children }: { year: number; of: Record<string, string>; children: string }) {
  const there = () => setTimeout(() => globalThis.document.getElementById('funds-projects')?.scrollIntoView({ block: 'start' }));
  return (
    <Link href={`/desk/funds${query({ year, ...of })}`} onClick={there}>
      {children}
    </Link>
  );
}

const Figure = ({ title, text, year, show = '' }: { title: string; text: string; year: number; show?: string }) => (
  <div>
    <dt>{title}</dt>
    <dd>
      <Open year={year} of={{ show }}>
        {text}
      </Open>
    </dd>
  </div>
);

function Posted({ view }: { view: FundsOverview }) {
  return (
    <section className="frame-panel" aria-labelledby="funds-posted">
      <h2 id="funds-posted">审定的方案公示没有</h2>
      {view.plans.length === 0 ? <p className="frame-muted">这一年还没有审定的方案。</p> : null}
      <ul className="funds-list">
        {view.plans.map(p => (
          <li key={p.id}>
            <Link href={`/desk/funds/plans/${p.id}`}>{p.title}</Link>
            {p.postedOn ? (
              <Mark look="good">
                {day(p.postedOn, view.today)} 公示，到 {day(p.until, view.today)}
                {p.until && p.until >= view.today ? '' : '，已期满'}
              </Mark>
            ) : (
              <Mark look="bad">没有公示</Mark>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Groups({ title, of, groups, year, all }: { title: string; of: 'town' | 'kind' | 'unit'; groups: FundsGroup[]; year: number; all: boolean }) {
  const id = `funds-by-${of}`;
  // Of one's own only: one line says what the total has said.
  if (!all && groups.length < 2) return null;
  const rate = (g: FundsGroup) => (g.rate === null ? null : Number(g.rate));
  return (
    <section className="frame-panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <SortTable
        label={title}
        rows={groups}
        rowKey={g => g.key}
        sortBy=""
        empty="还没有项目"
        columns={[
          {
            key: 'name',
            title: title.slice(1),
            value: g => g.name,
            show: g => (
              <Open year={year} of={{ [of]: g.name }}>
                {g.name}
              </Open>
            ),
          },
          {
            key: 'rate',
            title: '支付率',
            value: rate,
            show: g =>
              g.rate === null ? (
                '—'
              ) : (
                <span>
                  {g.rate}% <Bar part={Number(g.rate) / 100} />
                </span>
              ),
          },
          { key: 'paid', title: '支付', value: g => Number(g.paid), show: g => g.paid },
          { key: 'allotted', title: '下达', value: g => Number(g.allotted), show: g => g.allotted },
          { key: 'planned', title: '计划', value: g => Number(g.planned), show: g => g.planned, minor: true },
          { key: 'projects', title: '项目', value: g => g.projects, minor: true },
        ]}
      />
    </section>
  );
}

const Sources = ({ view }: { view: FundsOverview }) => (
  <section className="frame-panel" aria-labelledby="funds-sources">
    <h2 id="funds-sources">按来源</h2>
    <SortTable
      label="按来源"
      rows={view.bySource}
      rowKey={s => s.source}
      sortBy=""
      columns={[
        {
          key: 'name',
          title: '来源',
          value: s => s.name,
          unsorted: true,
          show: s => <Link href={`/desk/funds/allotments${query({ year: view.year, source: s.source })}`}>{s.name}</Link>,
        },
        { key: 'allotted', title: '已下达到项目', value: s => Number(s.allotted), show: s => s.allotted, unsorted: true },
        { key: 'stated', title: '文件写的规模', value: s => (s.stated === null ? null : Number(s.stated)), show: s => s.stated ?? '—', unsorted: true },
      ]}
    />
  </section>
);

function Projects({ view }: { view: FundsOverview }) {
  const { get, change } = useFilters();
  const [town, kind, unit, show, q] = ['town', 'kind', 'unit', 'show', 'q'].map(get);
  const names = (of: FundsGroup[]) => of.map(g => ({ value: g.name, label: g.name }));
  const rows = view.items.filter(
    p =>
      (!town || (p.town || '没有写') === town) &&
      (!kind || (p.category || '没有写') === kind) &&
      (!unit || (p.unitName || '没有写') === unit) &&
      (!show || !(show in shows) || keeps[show as keyof typeof shows](p)) &&
      (!q || [p.name, p.town, p.unitName].some(t => t.includes(q))),
  );
  const save = () =>
    download(
      `衔接资金项目-${view.year}-${view.today}.csv`,
      csvText(
        ['项目', '类别', '乡镇', '责任单位', '进展', '计划', '下达', '支付', '没有支付', '支付率（%）', '进度慢', '可能闲置', '来源', '调整', '没有填的'],
        rows.map(p => [
          ...[p.name, p.category, p.town, p.unitName, p.stage, p.planned, p.allotted, p.paid, p.unpaid, p.rate, p.slow ? '是' : '', p.idle ? '是' : ''],
          ...[
            p.sources.map(s => `${s.source} ${s.amount}`).join('；'),
            p.adjustments.map(a => `${parts[a.part]} ${a.change}${a.approved ? '' : '（没有审定）'}`).join('；'),
            p.lacks.join('、'),
          ],
        ]),
      ),
    );
  return (
    <Listed
      id="funds-projects"
      title="项目"
      count={rows.length}
      unit="个"
      save={save}
      filters={
        <>
          <Choose of="town" label="乡镇" all="所有乡镇" options={names(view.byTown)} />
          <Choose of="kind" label="类别" all="所有类别" options={names(view.byKind)} />
          <Choose of="unit" label="责任单位" all="所有单位" options={names(view.byUnit)} />
          <Choose of="show" label="只看" all="所有项目" options={shows} />
          <SearchBox label="按项目、乡镇、单位找" placeholder="项目、乡镇、单位" value={q ?? ''} change={next => change({ q: next })} />
        </>
      }
    >
      <SortTable
        label="项目"
        rows={rows}
        rowKey={p => p.id}
        sortBy="rate"
        ascending
        pageSize={50}
        empty={view.items.length === 0 ? '这一年还没有项目' : '没有符合条件的，换个条件再找'}
        columns={[
          {
            key: 'name',
            title: '项目',
            value: p => p.name,
            show: p => (
              <div className="funds-row">
                <Link href={`/desk/funds/way/${p.id}`}>{p.name}</Link>
                <span className="frame-muted frame-small">{[p.category, p.town, p.unitName].filter(Boolean).join('，')}</span>
              </div>
            ),
          },
          { key: 'rate', title: '支付率', value: p => p.rate, show: p => (p.rate === null ? '—' : `${p.rate}%`) },
          {
            key: 'marks',
            title: '提示',
            value: () => '',
            unsorted: true,
            show: p => (
              <span className="funds-said">
                {p.slow ? <Mark look="warn">进度慢</Mark> : null}
                {p.idle ? <Mark look="bad">可能闲置</Mark> : null}
                {p.lacks.length > 0 ? <span className="frame-small">没有填：{p.lacks.join('、')}</span> : null}
              </span>
            ),
          },
          { key: 'paid', title: '支付', value: p => Number(p.paid), show: p => p.paid },
          { key: 'allotted', title: '下达', value: p => Number(p.allotted), show: p => p.allotted },
          { key: 'unpaid', title: '没有支付', value: p => Number(p.unpaid), show: p => p.unpaid },
          { key: 'planned', title: '计划', value: p => Number(p.planned), show: p => p.planned, minor: true },
          {
            key: 'adjustments',
            title: '调整',
            value: () => '',
            unsorted: true,
            show: p => (
              <span className="funds-said">
                {p.adjustments.map(a => {
                  const words = `${parts[a.part]} ${a.change}${a.approved ? '' : '（没有审定）'}`;
                  return view.all ? (
                    <Link key={`${a.plan} ${words}`} href={`/desk/funds/plans/${a.plan}?q=${encodeURIComponent(p.name)}`} title={a.title}>
                      {words}
                    </Link>
                  ) : (
                    <span key={`${a.plan} ${words}`} title={a.title}>
                      {words}
                    </span>
                  );
                })}
              </span>
            ),
          },
          { key: 'stage', title: '进展', value: p => p.stage },
          {
            key: 'sources',
            title: '来源',
            value: () => '',
            unsorted: true,
            minor: true,
            show: p => p.sources.map(s => `${s.source} ${s.amount}`).join('；') || '—',
          },
        ]}
      />
    </Listed>
  );
}
