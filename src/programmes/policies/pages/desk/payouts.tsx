/** Every grant that the figures count: found by what they count by, down to the claim or the list it came from. */
import { Segmented, Select } from 'antd';
import { Link } from 'wouter';
import { type Column, ExportAll, Frame, ListTable, Mark, SearchBox, useList, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { firmKinds } from '../../facts.ts';
import { ways } from '../../item.ts';
import type { Payouts } from '../../payouts.ts';
import { grantInWords } from '../../words.ts';
import { PolicyBar, PolicySelect, UnitSelect, yuanOf } from './shared.tsx';

type Row = Payouts['items'][number];
const path = '/desk/policies/payouts';
const states = {
  '': '全部',
  paid: '已到账',
  waiting: '已承诺未到账',
  noticed: '公示和待确认账户',
  payable: '待支付',
  paying: '支付中',
  returned: '被银行退回',
  ended: '放弃或取消',
};
const lookOf = (s: Row['state']) => (s === 'paid' ? 'good' : s === 'returned' ? 'bad' : s === 'declined' || s === 'dropped' ? 'plain' : 'info');

export default function PayoutsPage() {
  const { data: session } = useSession();
  const { short, town } = useUnits();
  const found = useList<Payouts>('policies', path, ['state', 'paid', 'year', 'item', 'unit', 'way', 'kind', 'town', 'q']);
  const { list, get, change } = found;
  const today = session?.today ?? '2024-12-31';
  const years = Array.from({ length: Number(today.slice(0, 4)) - 2024 + 1 }, (_, i) => String(2024 + i));
  const months = get('paid') && get('paid')!.length > 4 ? [get('paid')!] : [];
  const columns: Column<Row>[] = [
    {
      key: 'firm',
      title: '企业',
      value: g => g.firmName,
      show: g => {
        const to = g.claim ? `/desk/policies/claims/${g.claim}` : g.run ? `/desk/policies/grants/${g.run}` : null;
        return (
          <>
            {to ? <Link href={to}>{g.firmName}</Link> : g.firmName}
            <br />
            <small className="frame-muted">{g.number}</small>
          </>
        );
      },
    },
    { key: 'title', title: '政策', value: g => g.title },
    { key: 'amount', title: '金额（元）', value: g => Number(g.amount), show: g => yuanOf(g.amount) },
    {
      key: 'state',
      title: '状态',
      value: g => g.state,
      unsorted: true,
      show: g => (
        <>
          <Mark look={lookOf(g.state)}>{grantInWords(g, today)}</Mark> {g.stateReason ?? ''}
        </>
      ),
    },
    { key: 'paid', title: '到账', value: g => (g.paidOn ? day(g.paidOn) : '—') },
    { key: 'begun', title: '开始', value: g => day(g.begunOn), minor: true },
    { key: 'way', title: '方式', value: g => ways[g.way], unsorted: true, minor: true },
    { key: 'unit', title: '部门', value: g => short(g.unit), unsorted: true, minor: true },
  ];
  return (
    <Frame
      title="兑现记录"
      actions={
        <ExportAll<Row>
          of={found}
          name="惠企兑现记录"
          columns={[
            ['兑现编号', g => g.number],
            ['企业', g => g.firmName],
            ['政策', g => g.title],
            ['部门', g => short(g.unit)],
            ['方式', g => ways[g.way]],
            ['金额（元）', g => g.amount],
            ['状态', g => grantInWords(g, today)],
            ['说明', g => g.stateReason],
            ['开始', g => g.begunOn],
            ['到账', g => g.paidOn],
          ]}
        />
      }
    >
      <PolicyBar />
      <search className="policy-tools" aria-label="筛选">
        <Segmented
          aria-label="状态"
          value={get('state') === 'live' ? '' : (get('state') ?? '')}
          onChange={state => change({ state: String(state) })}
          options={Object.entries(states).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="到账时间"
          allowClear
          placeholder="到账：全部"
          value={get('paid')}
          onChange={v => change({ paid: v ?? '' })}
          options={[...years, ...months].map(y => ({ value: y, label: y.length > 4 ? `${y.slice(0, 4)} 年 ${Number(y.slice(5))} 月到账` : `${y} 年到账` }))}
        />
        <Select
          aria-label="预算年度"
          allowClear
          placeholder="预算年度：全部"
          value={get('year')}
          onChange={v => change({ year: v ?? '' })}
          options={years.map(y => ({ value: y, label: `${y} 年预算` }))}
        />
        <PolicySelect policies={list.data?.policies} value={get('item')} change={item => change({ item })} />
        <UnitSelect units={list.data?.policies.map(p => p.unit)} value={get('unit')} change={unit => change({ unit })} />
        <Select
          aria-label="方式"
          allowClear
          placeholder="方式：全部"
          value={get('way')}
          onChange={v => change({ way: v ?? '' })}
          options={Object.entries(ways).map(([value, label]) => ({ value, label }))}
        />
        <Select
          aria-label="企业类型"
          allowClear
          placeholder="企业类型：全部"
          value={get('kind')}
          onChange={v => change({ kind: v ?? '' })}
          options={Object.entries(firmKinds).map(([value, label]) => ({ value, label }))}
          popupMatchSelectWidth={false}
        />
        {get('town') ? (
          <Select
            aria-label="乡镇"
            allowClear
            value={get('town')}
            onChange={v => change({ town: v ?? '' })}
            options={[{ value: get('town')!, label: get('town') === 'none' ? '没有乡镇' : town(get('town')!) }]}
          />
        ) : null}
        <SearchBox label="按编号、政策或企业找" placeholder="编号、政策、企业" value={get('q') ?? ''} change={q => change({ q })} />
      </search>
      <section className="frame-panel" aria-label="兑现清单">
        <ListTable
          label="兑现记录"
          of={found}
          columns={columns}
          rowKey={g => g.id}
          sortBy="begun"
          nothing="还没有兑现"
          unit="笔"
          sum={d => `，${d.firms} 家企业，${yuanOf(d.sum)} 元`}
        />
      </section>
    </Frame>
  );
}
