/** 参保进度: the county, its towns and villages against tasks and targets, day by day. */
import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { Link } from 'wouter';
import { shownYuan } from '#platform/money';
import { api, query } from '#ui/api';
import { Bar, Choose, csvText, download, Filters, Mark, SortTable, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { townTasks } from '../../figures.ts';
import type { ProgressView } from '../../reads.ts';
import { Days } from './days.tsx';
import { InsuranceFrame, Share } from './insurance-frame.tsx';

const n = (x: number) => x.toLocaleString('zh-CN');
const shown = (yuan: string) => shownYuan(yuan).replace(/ 元$/, '');

export default function ProgressPage() {
  const { get, change } = useFilters();
  const { data: session } = useSession();
  // A town begins with itself.
  const own = session?.roles.find(r => r.role === 'town-officer')?.unit?.slice(5);
  const [on, town] = [get('on'), get('town') ?? own];
  const data = useQuery({
    queryKey: ['insurance', 'progress', on, town],
    queryFn: ({ signal }) => api.get<ProgressView>(`/desk/insurance/progress${query({ on, town })}`, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <InsuranceFrame
      title="参保进度"
      note={data.data ? `截至 ${day(on ?? data.data.today)}` : null}
      actions={
        data.data ? (
          <>
            <Button icon={<DownloadOutlined />} onClick={() => save(data.data!, on ?? data.data!.today)}>
              导出日报
            </Button>
            <Button onClick={() => window.print()}>打印</Button>
          </>
        ) : null
      }
    >
      <Filters>
        <Choose of="town" label="乡镇" all={own ? '本乡镇' : '全县'} options={(data.data?.towns ?? []).map(t => ({ value: t.town, label: t.name }))} />
        <Input
          className="insurance-day"
          type="date"
          aria-label="看哪天的日报"
          min={data.data?.gathering.from}
          max={data.data?.today}
          value={on ?? data.data?.today ?? ''}
          onChange={e => change({ on: e.target.value === data.data?.today ? '' : e.target.value })}
        />
      </Filters>
      <Waits of={data}>{view => <Shown view={view} town={town} own={own} />}</Waits>
    </InsuranceFrame>
  );
}

const row = (t: ProgressView['towns'][number]) => [
  t.name,
  t.task,
  t.target,
  t.due,
  t.exempt,
  t.enrolled,
  t.rate,
  t.adjusted,
  t.taskRate,
  t.missing,
  t.now,
  t.visited,
];
const head = ['乡镇', '任务人数', '目标人数', '台账应参保', '核实不用参保', '已参保', '参保率%', '调整后参保率%', '占任务%', '还没缴', '当天缴费', '当天上门'];

function save(view: ProgressView, on: string) {
  const all = view.total;
  const sum = (of: 'now' | 'visited') => view.towns.reduce((a, t) => a + t[of], 0);
  const whole = ['全县', 106_805, all.target, all.due, all.exempt, all.enrolled, all.rate, all.adjusted, all.taskRate, all.missing, sum('now'), sum('visited')];
  download(`居民医保参保日报-${on}.csv`, csvText(head, [...view.towns.map(row), ...(view.towns.length === townTasks.length ? [whole] : [])]));
}

/** How many, and the way to who they are. */
const Behind = ({ persons, of, n: count }: { persons: boolean; of: Record<string, string | undefined>; n: number }) =>
  persons && count > 0 ? <Link href={`/desk/insurance/missing${query(of)}`}>{n(count)}</Link> : n(count);

const reachedWords = (reached: boolean, { today, gathering }: ProgressView) => (reached ? '已达到' : today > gathering.to ? '没有达到' : '还没有');

function Shown({ view, town, own }: { view: ProgressView; town: string | undefined; own: string | undefined }) {
  const { total, towns, villages } = view;
  const name = towns.find(t => t.town === town)?.name ?? '全县';
  // A town's officer sees persons of their own alone.
  const sees = (t: string) => view.persons && (own === undefined || own === t);
  return (
    <>
      <section className="frame-panel" aria-labelledby="insurance-whole">
        <h2 id="insurance-whole">{name}</h2>
        <dl className="insurance-figures">
          <div>
            <dt>参保率</dt>
            <dd>
              <Share part={total.enrolled} whole={total.due} percent={total.rate} />
            </dd>
          </div>
          <div>
            <dt>去掉核实不用参保的</dt>
            <dd>
              <Share part={total.enrolled} whole={total.due - total.exempt} percent={total.adjusted} />
            </dd>
          </div>
          <div>
            <dt>占任务人数</dt>
            <dd>
              <Share part={total.enrolled} whole={total.task} percent={total.taskRate} />
            </dd>
          </div>
          <div>
            <dt>目标人数（任务的 99%）</dt>
            <dd>
              {n(total.target)}
              <small>还差 {n(Math.max(0, total.target - total.enrolled))} 人</small>
            </dd>
          </div>
          <div>
            <dt>还没缴费</dt>
            <dd>
              {view.persons ? <Link href={`/desk/insurance/missing${query({ town })}`}>{n(total.missing)} 人</Link> : `${n(total.missing)} 人`}
              <small>{day(view.gathering.to)}集中缴费结束</small>
            </dd>
          </div>
        </dl>
      </section>
      <section className="frame-panel" aria-labelledby="insurance-targets">
        <h2 id="insurance-targets">目标</h2>
        <SortTable
          label="目标"
          rows={view.categories}
          rowKey={c => c.category}
          sortBy=""
          columns={[
            { key: 'title', title: '类别', value: c => c.title, unsorted: true },
            { key: 'target', title: '目标', value: c => `${c.target}%`, unsorted: true },
            {
              key: 'rate',
              title: '参保率',
              value: c => c.rate,
              unsorted: true,
              show: c => (
                <>
                  <Bar part={(c.rate ?? 0) / 100} tone={c.reached ? 'good' : 'warn'} /> <Share part={c.enrolled} whole={c.due} percent={c.rate} />
                </>
              ),
            },
            {
              key: 'missing',
              title: '还没缴',
              value: c => c.missing,
              unsorted: true,
              show: c => <Behind persons={town ? sees(town) : view.persons} of={{ town, category: c.category }} n={c.missing} />,
            },
            {
              key: 'reached',
              title: '达到没有',
              value: c => (c.reached ? 1 : 0),
              unsorted: true,
              show: c => <Mark look={c.reached ? 'good' : 'warn'}>{reachedWords(c.reached, view)}</Mark>,
            },
          ]}
        />
      </section>
      <section className="frame-panel" aria-labelledby="insurance-identities">
        <h2 id="insurance-identities">各名单上的人</h2>
        <SortTable
          label="各名单上的人"
          rows={view.identities}
          rowKey={i => i.identity}
          sortBy=""
          empty="名单还没有推送、标识"
          columns={[
            { key: 'title', title: '名单上的身份', value: i => i.title, unsorted: true },
            { key: 'unit', title: '谁的名单', value: i => i.unitName, unsorted: true, minor: true },
            { key: 'rate', title: '参保率', value: i => i.rate, unsorted: true, show: i => <Share part={i.enrolled} whole={i.due} percent={i.rate} /> },
            {
              key: 'missing',
              title: '还没缴',
              value: i => i.missing,
              unsorted: true,
              show: i => <Behind persons={i.persons && (town ? sees(town) : own === undefined)} of={{ town, identity: i.identity }} n={i.missing} />,
            },
            {
              key: 'reached',
              title: '100% 达到没有',
              value: i => (i.reached ? 1 : 0),
              unsorted: true,
              show: i => <Mark look={i.reached ? 'good' : 'warn'}>{reachedWords(i.reached, view)}</Mark>,
            },
          ]}
        />
        <p className="frame-muted frame-small">同一个人在几份名单上的，每份都算一次；核实不用在这里参保的不算。</p>
      </section>
      <section className="frame-panel" aria-labelledby="insurance-towns">
        <h2 id="insurance-towns">各乡镇</h2>
        <SortTable
          label="各乡镇"
          rows={towns}
          rowKey={t => t.town}
          sortBy="rate"
          columns={[
            { key: 'name', title: '乡镇', value: t => t.name, show: t => <Link href={`/desk/insurance${query({ town: t.town })}`}>{t.name}</Link> },
            { key: 'rate', title: '参保率', value: t => t.rate, show: t => <Share part={t.enrolled} whole={t.due} percent={t.rate} /> },
            { key: 'adjusted', title: '调整后', value: t => t.adjusted, show: t => <Share part={t.enrolled} whole={t.due - t.exempt} percent={t.adjusted} /> },
            { key: 'missing', title: '还没缴', value: t => t.missing, show: t => <Behind persons={sees(t.town)} of={{ town: t.town }} n={t.missing} /> },
            { key: 'now', title: '当天缴费', value: t => t.now },
            { key: 'visited', title: '当天上门', value: t => t.visited, minor: true },
            { key: 'task', title: '任务人数', value: t => t.task, minor: true },
            { key: 'target', title: '目标人数', value: t => t.target, minor: true },
            {
              key: 'taskRate',
              title: '占任务',
              value: t => t.taskRate,
              minor: true,
              show: t => <Share part={t.enrolled} whole={t.task} percent={t.taskRate} />,
            },
            { key: 'exempt', title: '不用参保', value: t => t.exempt, minor: true },
          ]}
        />
        <p className="frame-muted frame-small">
          参保率 = 已参保 ÷ 台账应参保；调整后 = 已参保 ÷（台账应参保 − 有凭证的不用参保）。任务人数是附件 2 的数，目标人数是它的 99%，不足一人按一人。
        </p>
      </section>
      <Days days={view.days} />
      {villages.length > 0 ? (
        <section className="frame-panel" aria-labelledby="insurance-villages">
          <h2 id="insurance-villages">各村（社区）</h2>
          <SortTable
            label="各村（社区）"
            rows={villages}
            rowKey={v => `${v.town} ${v.village}`}
            sortBy="missing"
            first={15}
            columns={[
              {
                key: 'village',
                title: '村（社区）',
                value: v => v.village,
                show: v => (view.persons ? <Link href={`/desk/insurance/missing${query({ town: v.town, village: v.village })}`}>{v.village}</Link> : v.village),
              },
              {
                key: 'missing',
                title: '还没缴',
                value: v => v.missing,
                show: v => <Behind persons={view.persons} of={{ town: v.town, village: v.village }} n={v.missing} />,
              },
              { key: 'rate', title: '参保率', value: v => v.rate, show: v => <Share part={v.enrolled} whole={v.due} percent={v.rate} /> },
              {
                key: 'adjusted',
                title: '调整后',
                value: v => v.adjusted,
                show: v => <Share part={v.enrolled} whole={v.due - v.exempt} percent={v.adjusted} />,
                minor: true,
              },
              {
                key: 'aided',
                title: '资助人员还没缴',
                value: v => v.of.aided?.missing ?? 0,
                show: v => <Behind persons={view.persons} of={{ town: v.town, village: v.village, category: 'aided' }} n={v.of.aided?.missing ?? 0} />,
              },
              {
                key: 'poverty',
                title: '稳定脱贫还没缴',
                value: v => v.of['out-of-poverty']?.missing ?? 0,
                show: v => (
                  <Behind
                    persons={view.persons}
                    of={{ town: v.town, village: v.village, category: 'out-of-poverty' }}
                    n={v.of['out-of-poverty']?.missing ?? 0}
                  />
                ),
              },
              { key: 'town', title: '乡镇', value: v => towns.find(t => t.town === v.town)?.name ?? '', minor: true },
            ]}
          />
        </section>
      ) : null}
      <div className="insurance-two">
        <Small
          id="reasons"
          title="还没缴的原因"
          empty="还没有登记原因"
          rows={view.reasons.map(r => ({
            key: r.reason,
            title: r.title,
            of: [n(r.people)],
            ...(view.persons ? { to: `/desk/insurance/missing${query({ town, reason: r.reason })}` } : {}),
          }))}
          head={['人数']}
        />
        <Small
          id="exempts"
          title="不用在这里参保"
          empty="还没有登记"
          rows={view.exempts.map(e => ({ key: e.situation, title: e.title, of: [n(e.people), n(e.proven)] }))}
          head={['人数', '有凭证']}
        />
      </div>
      <Small
        id="bill"
        title="参保资助要多少钱（元）"
        empty="还没有标识身份"
        rows={view.bill.map(b => ({ key: b.payer, title: b.title, of: [n(b.people), shown(b.now), shown(b.all)] }))}
        head={['人数', '已参保的', '全部参保']}
      />
      <p className="frame-muted frame-small">依据：{view.citations.map(c => `${c.document} ${c.place}`).join('；')}</p>
    </>
  );
}

interface SmallProps {
  id: string;
  title: string;
  empty: string;
  head: string[];
  rows: { key: string; title: string; of: string[]; to?: string }[];
}
function Small({ id, title, empty, head, rows }: SmallProps) {
  return (
    <section className="frame-panel" aria-labelledby={`insurance-${id}`}>
      <h2 id={`insurance-${id}`}>{title}</h2>
      <SortTable
        label={title}
        rows={rows}
        rowKey={r => r.key}
        sortBy=""
        empty={empty}
        columns={[
          { key: 'title', title: '类别', value: r => r.title, unsorted: true, show: r => (r.to ? <Link href={r.to}>{r.title}</Link> : r.title) },
          ...head.map((h, i) => ({
            key: h,
            title: h,
            value: (r: SmallProps['rows'][number]) => Number(r.of[i]!.replaceAll(',', '')),
            show: (r: SmallProps['rows'][number]) => r.of[i]!,
            unsorted: true,
          })),
        ]}
      />
    </section>
  );
}
