/** The queue of claims: what is due first. */
import { Segmented, Select } from 'antd';
import { Link } from 'wouter';
import { type Column, ExportAll, Frame, Light, ListTable, Mark, SearchBox, useList, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { claimQueue } from '../../queue.ts';
import { claimStates } from '../../words.ts';
import { PolicyBar, PolicySelect, UnitSelect, yuanOf } from './shared.tsx';

type Queue = Awaited<ReturnType<typeof claimQueue.do>>;
type Row = Queue['items'][number];
const looks = { submitted: 'info', accepted: 'info', correcting: 'warn', approved: 'good', refused: 'bad', withdrawn: 'plain' } as const;
const path = '/desk/policies/claims';

export default function ClaimsPage() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const found = useList<Queue>('policies', path, ['state', 'light', 'item', 'unit', 'q']);
  const { list, get, change } = found;
  const counts = list.data?.counts;
  const n = (...states: (keyof typeof claimStates)[]) => states.reduce((sum, s) => sum + (counts?.[s] ?? 0), 0);
  const columns: Column<Row>[] = [
    {
      key: 'firm',
      title: '企业',
      value: c => c.firmName,
      show: c => (
        <>
          <Link href={`${path}/${c.id}`}>{c.firmName}</Link>
          <br />
          <small className="frame-muted">{c.number}</small>
        </>
      ),
    },
    { key: 'title', title: '政策', value: c => c.title },
    { key: 'state', title: '状态', value: c => c.state, show: c => <Mark look={looks[c.state]}>{claimStates[c.state]}</Mark>, unsorted: true },
    { key: 'light', title: '亮灯', value: c => c.light, show: c => (c.light === 'none' ? '—' : <Light light={c.light} />), unsorted: true },
    { key: 'due', title: '到期', value: c => (c.light === 'none' || !c.dueOn ? '—' : day(c.dueOn, session?.today)) },
    { key: 'asked', title: '金额（元）', value: c => (c.asked === null ? null : Number(c.asked)), show: c => (c.asked ? yuanOf(c.asked) : '待核') },
    { key: 'submitted', title: '提交', value: c => day(c.submittedOn, session?.today), minor: true },
    { key: 'unit', title: '部门', value: c => short(c.unit), unsorted: true, minor: true },
  ];
  return (
    <Frame
      title="惠企申领"
      actions={
        <ExportAll<Row>
          of={found}
          name="惠企申领"
          columns={[
            ['申领编号', c => c.number],
            ['企业', c => c.firmName],
            ['政策', c => c.title],
            ['部门', c => short(c.unit)],
            ['状态', c => claimStates[c.state]],
            ['金额（元）', c => c.asked],
            ['提交', c => c.submittedOn],
            ['到期', c => c.dueOn],
          ]}
        />
      }
    >
      <PolicyBar />
      <search className="policy-tools" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={get('state') ?? ''}
          onChange={state => change({ state, light: '' })}
          options={[
            { value: '', label: `全部 ${n(...(Object.keys(claimStates) as (keyof typeof claimStates)[]))}` },
            { value: 'open', label: `在办 ${n('submitted', 'accepted', 'correcting')}` },
            ...Object.entries(claimStates).map(([value, label]) => ({ value, label: `${label} ${n(value as keyof typeof claimStates)}` })),
          ]}
        />
        <Select
          aria-label="亮灯"
          allowClear
          placeholder="亮灯：全部"
          value={get('light')}
          onChange={light => change({ light: light ?? '' })}
          options={[
            { value: 'red', label: '已超期' },
            { value: 'yellow', label: '快到期' },
          ]}
        />
        <PolicySelect policies={list.data?.policies} value={get('item')} change={item => change({ item })} />
        <UnitSelect units={list.data?.policies.map(p => p.unit)} value={get('unit')} change={unit => change({ unit })} />
        <SearchBox label="按编号、政策或企业找" placeholder="编号、政策、企业" value={get('q') ?? ''} change={q => change({ q })} />
      </search>
      <section className="frame-panel" aria-label="申领清单">
        <ListTable label="惠企申领" of={found} columns={columns} rowKey={c => c.id} sortBy="" nothing="还没有企业申领" unit="件" />
      </section>
    </Frame>
  );
}
