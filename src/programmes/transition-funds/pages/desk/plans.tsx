/** 衔接资金: the plans by year, and how much of each does not add up. */
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { Choose, ExportAll, type Field, Filters, Frame, ListTable, Mark, SearchBox, useList } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { bureaus, seasons } from '../../figures.ts';
import { type PlanState, planStates } from '../../plan.ts';
import type { PlanLine } from '../../views.ts';
import { BeginDialog } from './begin-dialog.tsx';
import { Pages } from './places.tsx';

const looks = { draft: 'info', submitted: 'warn', checked: 'warn', approved: 'good', replaced: 'plain', discarded: 'plain' } as const;
export const StateMark = ({ state }: { state: PlanState }) => <Mark look={looks[state]}>{planStates[state]}</Mark>;

const found = (p: PlanLine) => (p.findings === 0 ? '没有' : `${p.findings} 处，${p.undecided === 0 ? '都已写明怎样处理' : `${p.undecided} 处未处理`}`);

const table: Field<PlanLine>[] = [
  ['年度', p => p.year],
  ['方案', p => p.title],
  ['文号', p => p.number],
  ['版', p => p.no],
  ['状态', p => planStates[p.state]],
  ['项目数', p => p.rows],
  ['调减（万元）', p => p.cut],
  ['调增和新增（万元）', p => p.given],
  ['对不上', found],
  ['编制', p => p.madeByName],
  ['编制日期', p => p.madeOn],
  ['审定日期', p => p.approvedOn],
];

export default function PlanList() {
  const { data: session } = useSession();
  const [beginning, begin] = useState(false);
  const list = useList<{ items: PlanLine[]; total: number }>('funds', '/desk/funds/plans', ['state', 'q']);
  const keeps = session?.roles.some(r => r.role === 'programme-officer' && r.unit === bureaus.keeps);
  return (
    <Frame
      title="衔接资金调整方案"
      actions={
        <>
          <ExportAll of={list} name="衔接资金调整方案" columns={table} />
          {keeps ? (
            <Button type="primary" onClick={() => begin(true)}>
              新建方案
            </Button>
          ) : null}
        </>
      }
    >
      <Pages />
      <Filters>
        <Choose of="state" label="状态" options={planStates} all="所有状态" />
        <SearchBox label="按标题、文号、年度找" placeholder="标题、文号、年度，可以用拼音" value={list.get('q') ?? ''} change={q => list.change({ q })} />
      </Filters>
      <section className="frame-panel" aria-label="方案">
        <ListTable
          of={list}
          label="方案"
          unit="个方案"
          nothing={keeps ? '还没有方案，点“新建方案”开始' : '还没有方案'}
          rowKey={p => p.id}
          sortBy=""
          columns={[
            {
              key: 'title',
              title: '方案',
              value: p => p.title,
              unsorted: true,
              show: p => (
                <Link href={`/desk/funds/plans/${p.id}`}>
                  {p.title}
                  {p.no > 1 ? `（第 ${p.no} 版）` : ''}
                </Link>
              ),
            },
            { key: 'state', title: '状态', value: p => planStates[p.state], show: p => <StateMark state={p.state} />, unsorted: true },
            { key: 'season', title: '哪次', value: p => seasons[p.season], unsorted: true },
            { key: 'rows', title: '项目', value: p => p.rows, unsorted: true },
            { key: 'cut', title: '调减（万元）', value: p => Number(p.cut), show: p => p.cut, unsorted: true },
            { key: 'given', title: '调增和新增（万元）', value: p => Number(p.given), show: p => p.given, unsorted: true },
            {
              key: 'findings',
              title: '对不上',
              value: found,
              unsorted: true,
              show: p => <Mark look={p.undecided > 0 ? 'bad' : 'plain'}>{found(p)}</Mark>,
            },
            { key: 'number', title: '文号', value: p => p.number || '—', unsorted: true },
            { key: 'made', title: '编制', value: p => p.madeOn, show: p => `${p.madeByName} ${day(p.madeOn, session?.today)}`, unsorted: true },
          ]}
        />
      </section>
      {beginning && session ? <BeginDialog year={Number(session.today.slice(0, 4))} cancel={() => begin(false)} /> : null}
    </Frame>
  );
}
