/** Who is paid twice for a month, and who in post was not paid: the people behind two of the lights. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import { Mark, SortTable, useUnits, Waits } from '#ui/frame';
import type { EarnerLine } from '../../use-reads.ts';
import { yuanIn } from './shown.ts';

export function Earners({ year }: { year: string }) {
  const { name } = useUnits();
  const found = useQuery({
    queryKey: ['solar-use', 'earners', year],
    queryFn: ({ signal }) => api.get<{ items: EarnerLine[] }>(`/solar-income/use/earners?year=${year}`, signal),
  });
  const where = (l: EarnerLine) => l.places.map(p => `${name(`town-${p.town}`)}${p.name}${l.kind === 'twice' ? ` ${yuanIn(p.amount)} 元` : ''}`).join('；');
  return (
    <Waits of={found}>
      {({ items }) =>
        items.length === 0 ? null : (
          <section className="frame-panel" aria-labelledby="solar-earners">
            <h2 id="solar-earners">公益岗位人员要核对的</h2>
            <SortTable
              label="要核对的人"
              rows={items}
              rowKey={l => `${l.kind} ${l.masked} ${l.person} ${l.month} ${where(l)}`}
              sortBy="month"
              pageSize={20}
              columns={[
                { key: 'person', title: '姓名', value: l => l.person },
                { key: 'masked', title: '身份证号', value: l => l.masked, minor: true },
                { key: 'month', title: '月份', value: l => l.month },
                {
                  key: 'kind',
                  title: '问题',
                  value: l => l.kind,
                  show: l => (l.kind === 'twice' ? <Mark look="bad">在两个村领工资</Mark> : <Mark look="warn">没有发工资</Mark>),
                },
                { key: 'where', title: '村', value: where },
              ]}
            />
          </section>
        )
      }
    </Waits>
  );
}
