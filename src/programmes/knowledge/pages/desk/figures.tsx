/** How questions were answered: asked, answered, not known, helpful; by day and by unit. */
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { Link, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { Bar, csvText, download, Frame, SortTable, useUnits, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { FiguresView } from '../../desk.ts';
import { Tabs } from './tabs.tsx';

const share = (part: number, of: number) => (of > 0 ? `${Math.round((part / of) * 100)}%` : '—');

export default function Figures() {
  const { data: session } = useSession();
  const { short, name } = useUnits();
  const [params, setParams] = useSearchParams();
  const days = params.get('days') ?? '30';
  const of = useQuery({
    queryKey: ['knowledge', 'figures', days],
    queryFn: ({ signal }) => api.get<FiguresView>(`/desk/knowledge/figures${query({ days })}`, signal),
  });
  const take = (f: FiguresView) =>
    download(
      `问答情况-${f.from}-${f.to}.csv`,
      csvText(
        ['日期', '提问', '答上', '不知道'],
        f.days.map(d => [d.day, d.asked, d.answered, d.unknown]),
      ),
    );
  return (
    <Frame title="问答情况" actions={of.data ? <Button onClick={() => take(of.data)}>导出表格</Button> : null}>
      <Tabs />
      <search className="knowledge-filters" aria-label="统计期">
        <Segmented
          aria-label="统计期"
          value={days}
          onChange={v => setParams({ days: String(v) }, { replace: true })}
          options={[
            { value: '7', label: '近 7 天' },
            { value: '30', label: '近 30 天' },
            { value: '90', label: '近 90 天' },
            { value: '365', label: '近一年' },
          ]}
        />
      </search>
      <Waits of={of}>
        {f => (
          <>
            <dl className="knowledge-figures">
              <Figure title="提问" value={f.asked} note={`${day(f.from, session?.today)}到${day(f.to, session?.today)}`} />
              <Figure
                title="答上"
                value={f.answered}
                note={`占 ${share(f.answered, f.asked)}；目录 ${f.total.catalogue}，知识库 ${f.total.entry}，指引 ${f.total.page}`}
              />
              <Figure title="反问一次" value={f.total.clarify} note={`占 ${share(f.total.clarify, f.asked)}`} />
              <Figure title="不知道" value={f.total.unknown} note={`占 ${share(f.total.unknown, f.asked)}`} />
              <Figure
                title="有帮助"
                value={f.total.helpful}
                note={`评价 ${f.total.helpful + f.total.unhelpful} 个，占 ${share(f.total.helpful, f.total.helpful + f.total.unhelpful)}`}
              />
              <Figure title="在用条目" value={f.live} note="各部门合计" />
            </dl>
            <section className="frame-panel" aria-labelledby="figures-days">
              <h2 id="figures-days">每天</h2>
              <SortTable
                label="每天"
                rows={f.days}
                rowKey={d => d.day}
                sortBy="day"
                pageSize={15}
                empty="这段时间没有人提问"
                columns={[
                  { key: 'day', title: '日期', value: d => d.day, show: d => day(d.day, session?.today) },
                  { key: 'asked', title: '提问', value: d => d.asked },
                  { key: 'answered', title: '答上', value: d => d.answered },
                  { key: 'unknown', title: '不知道', value: d => d.unknown },
                  {
                    key: 'share',
                    title: '答上的比例',
                    value: d => (d.asked > 0 ? d.answered / d.asked : 0),
                    show: d => (
                      <>
                        {share(d.answered, d.asked)} <Bar part={d.asked > 0 ? d.answered / d.asked : 0} />
                      </>
                    ),
                    minor: true,
                  },
                ]}
              />
            </section>
            <section className="frame-panel" aria-labelledby="figures-units">
              <h2 id="figures-units">各部门的条目</h2>
              <SortTable
                label="各部门"
                rows={f.units}
                rowKey={u => u.unit}
                sortBy="live"
                first={12}
                empty="还没有条目"
                columns={[
                  {
                    key: 'unit',
                    title: '部门',
                    value: u => short(u.unit),
                    show: u => <Link href={`/desk/knowledge${query({ unit: u.unit })}`}>{name(u.unit)}</Link>,
                  },
                  { key: 'live', title: '在用', value: u => u.live },
                  { key: 'review', title: '待审核', value: u => u.review },
                  { key: 'due', title: '快到期', value: u => u.due },
                  { key: 'unhelpful', title: '待处理的差评', value: u => u.unhelpful },
                ]}
              />
            </section>
          </>
        )}
      </Waits>
    </Frame>
  );
}

const Figure = ({ title, value, note }: { title: string; value: number; note: string }) => (
  <div>
    <dt>{title}</dt>
    <dd>
      <strong>{value}</strong>
      <span>{note}</span>
    </dd>
  </div>
);
