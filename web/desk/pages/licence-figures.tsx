/** How far licences take the place of papers: the rate and what it saves, by thing, department and month, with the cases behind. */
import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Empty, Input } from 'antd';
import { Link, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { csvText, download, Frame, SortTable, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import './licences.css';

interface Line {
  id: string;
  name: string;
  given: number;
  reused: number;
  saved: number;
  rate: number | null;
}
interface Figures {
  total: Omit<Line, 'id' | 'name'>;
  ways: { way: string; n: number }[];
  things: Line[];
  departments: Line[];
  months: Line[];
}
interface Behind {
  items: { caseId: string; number: string; title: string; material: string; way: string; givenOn: string; wanted: number }[];
  total: number;
}

const wayNames: Record<string, string> = {
  wallet: '证照包',
  result: '本办件的结果',
  query: '数据共享查询',
  upload: '上传',
  declare: '告知承诺',
  follow: '容缺后补',
};
const percent = (rate: number | null) => (rate === null ? '—' : `${rate}%`);

export default function LicenceFigures() {
  const { data: session } = useSession();
  const today = session?.today ?? '';
  const [params, setParams] = useSearchParams();
  const span = { from: params.get('from') || `${today.slice(0, 4)}-01-01`, to: params.get('to') || today };
  const pick = { thing: params.get('thing') || undefined, department: params.get('department') || undefined, month: params.get('month') || undefined };
  const figures = useQuery({
    queryKey: ['licence-figures', span],
    queryFn: ({ signal }) => api.get<Figures>(`/desk/licence-figures${query(span)}`, signal),
    enabled: today !== '',
    placeholderData: keepPreviousData,
  });
  const change = (next: Record<string, string>) =>
    setParams(
      was => {
        const now = new URLSearchParams(was);
        for (const key of ['thing', 'department', 'month']) now.delete(key);
        for (const [key, value] of Object.entries(next)) value ? now.set(key, value) : now.delete(key);
        return now;
      },
      { replace: true },
    );
  const save = ({ things, departments, months }: Figures) =>
    download(
      `证照复用_${span.from}_${span.to}.csv`,
      csvText(
        ['分类', '名称', '用到的材料（份）', '免提交（份）', '复用率（%）', '少交（份次）'],
        [
          ['一件事', things],
          ['部门', departments],
          ['月份', months],
        ].flatMap(([kind, lines]) => (lines as Line[]).map(l => [kind as string, l.name, l.given, l.reused, l.rate ?? '', l.saved])),
      ),
    );
  const table = (label: string, key: 'thing' | 'department' | 'month', lines: readonly Line[]) => (
    <section className="frame-panel" aria-labelledby={`figures-${key}`}>
      <h2 id={`figures-${key}`}>{label}</h2>
      <SortTable
        label={label}
        rows={lines}
        rowKey={l => l.id}
        sortBy={key === 'month' ? 'name' : 'given'}
        ascending={key === 'month'}
        first={10}
        columns={[
          {
            key: 'name',
            title: label.slice(1),
            value: l => l.name,
            show: l => (
              <Button type="link" className="licence-drill" onClick={() => change({ [key]: l.id })}>
                {l.name}
              </Button>
            ),
          },
          { key: 'given', title: '用到', value: l => l.given },
          { key: 'reused', title: '免交', value: l => l.reused },
          { key: 'rate', title: '复用率', value: l => l.rate ?? -1, show: l => percent(l.rate) },
          { key: 'saved', title: '少交', value: l => l.saved },
        ]}
      />
    </section>
  );
  return (
    <Frame
      title="证照复用"
      actions={
        <Button icon={<DownloadOutlined />} disabled={!figures.data} onClick={() => figures.data && save(figures.data)}>
          导出 CSV
        </Button>
      }
    >
      <search className="licence-filters" aria-label="时间">
        <label htmlFor="figures-from">
          从{' '}
          <Input
            id="figures-from"
            type="date"
            className="licence-date"
            value={span.from}
            max={span.to}
            onChange={e => e.target.value && change({ from: e.target.value })}
          />
        </label>
        <label htmlFor="figures-to">
          到{' '}
          <Input
            id="figures-to"
            type="date"
            className="licence-date"
            value={span.to}
            min={span.from}
            onChange={e => e.target.value && change({ to: e.target.value })}
          />
        </label>
      </search>
      <Waits of={figures}>
        {data =>
          data.total.given === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="这段时间没有办件交过材料" />
          ) : (
            <>
              <section className="licence-tiles" aria-label="合计">
                <Tile title="复用率" value={percent(data.total.rate)} note={`${data.total.reused}/${data.total.given} 份`} />
                <Tile title="免提交的材料" value={String(data.total.reused)} note="证照包、本办件的结果、数据共享查询" />
                <Tile title="少交的材料" value={String(data.total.saved)} note="份次，与分开办相比" />
              </section>
              <details className="licence-definitions">
                <summary>这些数怎么算的</summary>
                <ul>
                  <li>用到的材料：这段时间里一件事的办件中已经给出的材料，每个办件每种材料算一份；还欠着的不算。</li>
                  <li>免提交：不用申请人交的，来自证照包、本办件前面事项的结果，或部门间数据共享查询。</li>
                  <li>复用率 = 免提交 ÷ 用到的材料。</li>
                  <li>少交：分开办时每个要它的事项各交一次；一起办时上传的只交一次，免提交的一次也不交，差额就是少交的份次。</li>
                  <li>按部门：材料算在每个要它的部门名下，所以各部门相加会多于合计。依据：中政发〔2024〕16号 二（二）5。</li>
                </ul>
              </details>
              <p className="frame-muted">
                {[...data.ways]
                  .sort((a, b) => b.n - a.n)
                  .map(w => `${wayNames[w.way] ?? w.way} ${w.n}`)
                  .join('　')}
              </p>
              {pick.thing || pick.department || pick.month ? (
                <Cases span={span} pick={pick} data={data} today={today} mayOpen={hasRole(session, 'supervisor', 'leader')} onClose={() => change({})} />
              ) : null}
              {table('按一件事', 'thing', data.things)}
              {table('按部门', 'department', data.departments)}
              {table('按月份', 'month', data.months)}
            </>
          )
        }
      </Waits>
    </Frame>
  );
}

const Tile = ({ title, value, note }: { title: string; value: string; note: string }) => (
  <div className="frame-panel">
    <span className="frame-muted">{title}</span>
    <strong className="licence-figure">{value}</strong>
    <span className="frame-muted frame-small">{note}</span>
  </div>
);

interface CasesProps {
  span: { from: string; to: string };
  pick: { thing: string | undefined; department: string | undefined; month: string | undefined };
  data: Figures;
  today: string;
  mayOpen: boolean;
  onClose(): void;
}

/** The lines behind one figure. */
function Cases({ span, pick, data, today, mayOpen, onClose }: CasesProps) {
  const { month, ...rest } = pick;
  // A month counts as far as the time that was chosen reaches.
  const within = month ? { from: `${month}-01` > span.from ? `${month}-01` : span.from, to: `${month}-31` < span.to ? lastDay(month) : span.to } : span;
  const behind = useQuery({
    queryKey: ['licence-figures', 'cases', within, rest],
    queryFn: ({ signal }) => api.get<Behind>(`/desk/licence-figures/cases${query({ ...within, ...rest })}`, signal),
  });
  const name =
    data.things.find(l => l.id === pick.thing)?.name ??
    data.departments.find(l => l.id === pick.department)?.name ??
    data.months.find(l => l.id === month)?.name ??
    '';
  return (
    <section className="frame-panel" aria-labelledby="figures-cases">
      <div className="frame-panel-head">
        <h2 id="figures-cases">{name}：背后的材料</h2>
        <Button size="small" onClick={onClose}>
          收起
        </Button>
      </div>
      <Waits of={behind}>
        {({ items, total }) => (
          <>
            <SortTable
              label="背后的材料"
              rows={items}
              rowKey={r => r.caseId + r.material}
              sortBy="on"
              pageSize={20}
              columns={[
                { key: 'material', title: '材料', value: r => r.material },
                { key: 'way', title: '怎么给的', value: r => wayNames[r.way] ?? r.way },
                {
                  key: 'case',
                  title: '办件',
                  value: r => r.number,
                  show: r => (mayOpen ? <Link href={`/desk/cases/${r.caseId}`}>{r.number}</Link> : r.number),
                },
                { key: 'title', title: '一件事', value: r => r.title, minor: true },
                { key: 'wanted', title: '几个事项要', value: r => r.wanted, minor: true },
                { key: 'on', title: '日期', value: r => r.givenOn, show: r => day(r.givenOn, today) },
              ]}
            />
            {total > items.length ? (
              <p className="frame-muted frame-small">
                共 {total} 份，这里是最近的 {items.length} 份
              </p>
            ) : null}
          </>
        )}
      </Waits>
    </section>
  );
}

const lastDay = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
