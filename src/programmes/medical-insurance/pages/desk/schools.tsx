/** 学校: pupils of each school held against who is enrolled; a figure opens the pupils behind it. 八 */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api, query } from '#ui/api';
import { Choose, ExportAll, type Field, Filters, ListTable, Mark, SearchBox, SortTable, useList, Waits } from '#ui/frame';
import type { PupilRow, SchoolsView } from '../../schools.ts';
import { pupilStates, reasons } from '../../words.ts';
import { InsuranceFrame, Share } from './insurance-frame.tsx';

const at = '/desk/insurance/schools';
const looks = { unpaid: 'warn', enrolled: 'good', exempt: 'plain', unknown: 'bad' } as const;
const reasonOf = (r: PupilRow) => (r.reason ? (reasons[r.reason as keyof typeof reasons] ?? '') : '');

const table: Field<PupilRow>[] = [
  ['学校', r => r.school],
  ['年级（班）', r => r.grade],
  ['姓名', r => r.name],
  ['身份证号', r => r.identity],
  ['情况', r => pupilStates[r.state]],
  ['应缴（元）', r => r.share],
  ['村（社区）', r => r.place],
  ['还没缴的原因', reasonOf],
];

export default function SchoolsPage() {
  const data = useQuery({ queryKey: ['insurance', 'schools'], queryFn: ({ signal }) => api.get<SchoolsView>(at, signal) });
  const list = useList<{ items: PupilRow[]; total: number }>('insurance-pupils', `${at}/pupils`, ['school', 'state', 'q']);
  return (
    <InsuranceFrame title="学校" actions={<ExportAll of={list} name="学生参保情况" columns={table} />}>
      <Waits of={data}>
        {({ items, total }) => (
          <section className="frame-panel" aria-labelledby="insurance-schools">
            <h2 id="insurance-schools">各学校</h2>
            <SortTable
              label="各学校"
              rows={items}
              rowKey={s => s.school}
              sortBy="unpaid"
              empty="县教育体育局还没有导入学生名单"
              columns={[
                {
                  key: 'school',
                  title: '学校',
                  value: s => s.school,
                  total: '全县',
                  show: s => <Link href={`${at}${query({ school: s.school })}`}>{s.school}</Link>,
                },
                { key: 'pupils', title: '学生', value: s => s.pupils, total: total.pupils },
                {
                  key: 'rate',
                  title: '参保率',
                  value: s => s.rate,
                  show: s => <Share part={s.enrolled} whole={s.pupils - s.exempt} percent={s.rate} />,
                  total: <Share part={total.enrolled} whole={total.pupils - total.exempt} percent={total.rate} />,
                },
                {
                  key: 'unpaid',
                  title: '还没缴',
                  value: s => s.unpaid,
                  show: s => <Link href={`${at}${query({ school: s.school, state: 'unpaid' })}`}>{s.unpaid}</Link>,
                  total: total.unpaid,
                },
                { key: 'exempt', title: '不用在这里参保', value: s => s.exempt, total: total.exempt, minor: true },
                { key: 'unknown', title: '不在参保对象里', value: s => s.unknown, total: total.unknown, minor: true },
              ]}
            />
            <p className="frame-muted frame-small insurance-note">
              参保率 = 已参保 ÷（学生 − 核实不用在这里参保的）。学生名单由县教育体育局导入，按身份证号和参保对象对上；不在参保对象里的多是外县户籍，由学校核实。{' '}
              <Link href="/desk/insurance/lists/insurance-pupils">看学生名单</Link>
            </p>
          </section>
        )}
      </Waits>
      <Filters>
        <Choose of="school" label="学校" all="所有学校" options={(data.data?.items ?? []).map(s => ({ value: s.school, label: s.school }))} />
        <Choose of="state" label="情况" all="所有情况" options={pupilStates} />
        <SearchBox label="按姓名、拼音找" placeholder="姓名、拼音或首字母" value={list.get('q') ?? ''} change={q => list.change({ q })} />
      </Filters>
      <section className="frame-panel" aria-label="学生">
        <ListTable<PupilRow, { items: PupilRow[]; total: number }>
          of={list}
          label="学生"
          unit="人"
          nothing="没有这样的学生"
          rowKey={r => r.id}
          sortBy=""
          columns={[
            { key: 'name', title: '姓名', unsorted: true, value: r => r.name },
            { key: 'school', title: '学校', unsorted: true, value: r => r.school },
            { key: 'grade', title: '年级（班）', unsorted: true, value: r => r.grade },
            { key: 'identity', title: '身份证号', unsorted: true, value: r => r.identity },
            {
              key: 'state',
              title: '情况',
              unsorted: true,
              value: r => pupilStates[r.state],
              show: r => <Mark look={looks[r.state]}>{pupilStates[r.state]}</Mark>,
            },
            { key: 'share', title: '应缴（元）', unsorted: true, value: r => r.share, show: r => r.share ?? '—' },
            { key: 'reason', title: '还没缴的原因', unsorted: true, value: reasonOf },
          ]}
        />
      </section>
    </InsuranceFrame>
  );
}
