/** Money by item and year: total, promised, paid, left; changed by the head of finance with a document. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api } from '#ui/api';
import { Bar, csvText, download, Frame, faultOf, SortTable, useElevation, useUnits, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { listBudgets } from '../../budgets.ts';
import { PolicyBar, Refusal, useRefresh, yuanOf } from './shared.tsx';

type Budgets = Awaited<ReturnType<typeof listBudgets.do>>;
type Row = Budgets['items'][number];

export default function BudgetsPage() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const [params, setParams] = useSearchParams();
  const [changing, setChanging] = useState<Row | null>(null);
  const [text, setText] = useState('');
  const [shown, setShown] = useState<'all' | 'without'>('all');
  const thisYear = Number((session?.today ?? '2024').slice(0, 4));
  const year = Number(params.get('year') ?? thisYear);
  const list = useQuery({
    queryKey: ['policies', 'budgets', year],
    queryFn: () => api.get<Budgets>(`/desk/policies/budgets?year=${year}`),
    placeholderData: keepPreviousData,
    enabled: session !== undefined,
  });
  const used = (r: Row) => (Number(r.total) === 0 ? 0 : (Number(r.total) - Number(r.left)) / Number(r.total));
  const behind = (r: Row, state: string, sum: string) =>
    Number(sum) === 0 ? yuanOf(sum) : <Link href={`/desk/policies/payouts?state=${state}&year=${year}&item=${r.item}`}>{yuanOf(sum)}</Link>;
  const without = (r: Row) => r.total === '0.00';
  const found = (list.data?.items ?? []).filter(r => r.title.includes(text.trim()));
  const count = found.filter(without).length;
  return (
    <Frame
      title="惠企资金"
      actions={
        <Button
          onClick={() =>
            download(
              `惠企资金-${year}.csv`,
              csvText(
                ['政策', '部门', '总额（元）', '已承诺（元）', '已支付（元）', '剩余（元）'],
                (list.data?.items ?? []).map(r => [r.title, short(r.unit), r.total, r.reserved, r.paid, r.left]),
              ),
            )
          }
        >
          导出
        </Button>
      }
    >
      <PolicyBar />
      <search className="policy-tools" aria-label="筛选">
        <Select
          aria-label="年份"
          value={year}
          onChange={y => setParams({ year: String(y) }, { replace: true })}
          options={Array.from({ length: thisYear + 1 - 2024 + 1 }, (_, i) => ({ value: 2024 + i, label: `${2024 + i} 年` }))}
        />
        {/* What was published a moment ago has no money yet and would stand on the last page. */}
        <Segmented
          aria-label="下达"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all' as const, label: `全部 ${found.length}` },
            { value: 'without' as const, label: `未下达 ${count}` },
          ]}
        />
        <Input allowClear className="policy-find" aria-label="按政策名称找" placeholder="政策名称" value={text} onChange={e => setText(e.target.value)} />
      </search>
      <section className="frame-panel" aria-label="资金">
        <Waits of={list}>
          {({ mayChange }) => (
            <SortTable
              label="每项政策的资金"
              rows={shown === 'without' ? found.filter(without) : found}
              rowKey={r => r.item}
              sortBy="used"
              pageSize={50}
              empty="没有这样的政策"
              columns={[
                {
                  key: 'title',
                  title: '政策',
                  value: r => r.title,
                  show: r => (
                    <>
                      {r.title}{' '}
                      {mayChange ? (
                        <Button size="small" onClick={() => setChanging(r)}>
                          调整<span className="frame-hidden">：{r.title}</span>
                        </Button>
                      ) : null}
                    </>
                  ),
                },
                { key: 'total', title: '总额（元）', value: r => Number(r.total), show: r => (without(r) ? '未下达' : yuanOf(r.total)) },
                { key: 'reserved', title: '已承诺（元）', value: r => Number(r.reserved), show: r => behind(r, 'waiting', r.reserved), minor: true },
                { key: 'paid', title: '已支付（元）', value: r => Number(r.paid), show: r => behind(r, 'paid', r.paid) },
                { key: 'left', title: '剩余（元）', value: r => Number(r.left), show: r => yuanOf(r.left) },
                {
                  key: 'used',
                  title: '已用',
                  value: used,
                  show: r => (
                    <>
                      {Math.round(used(r) * 100)}%<Bar part={used(r)} tone={used(r) > 0.95 ? 'bad' : used(r) > 0.8 ? 'warn' : 'good'} />
                    </>
                  ),
                  minor: true,
                },
                { key: 'unit', title: '部门', value: r => short(r.unit), minor: true },
                { key: 'document', title: '最近的依据', value: r => r.changes[0]?.document ?? '—', minor: true },
              ]}
            />
          )}
        </Waits>
      </section>
      {changing ? <Change row={changing} year={year} close={() => setChanging(null)} /> : null}
    </Frame>
  );
}

function Change({ row, year, close }: { row: Row; year: number; close(): void }) {
  const refresh = useRefresh();
  const { dialog, elevated } = useElevation();
  const [total, setTotal] = useState(row.total === '0.00' ? '' : row.total);
  const [document, setDocument] = useState('');
  const save = useMutation({
    mutationFn: () =>
      elevated(() => api.put(`/desk/policies/budgets/${row.item}/${year}`, { version: row.changes.length, total: total.trim().replaceAll(',', ''), document })),
    onSuccess: async () => {
      await refresh();
      close();
    },
  });
  return (
    <>
      <Modal
        open
        title={`${row.title}：${year} 年资金`}
        okText="保存"
        cancelText="取消"
        confirmLoading={save.isPending}
        onOk={() => !save.isPending && save.mutate()}
        onCancel={close}
      >
        <p className="frame-muted">
          已承诺 {yuanOf(row.reserved)} 元，已支付 {yuanOf(row.paid)} 元；总额不能低于两者之和。
        </p>
        <label className="policy-label" htmlFor="budget-total">
          总额
        </label>
        <Input id="budget-total" inputMode="decimal" suffix="元" maxLength={14} value={total} onChange={e => setTotal(e.target.value)} />
        {faultOf(save.error, 'total') ? <p className="policy-wrong">{faultOf(save.error, 'total')}</p> : null}
        <label className="policy-label" htmlFor="budget-document">
          依据的文件
        </label>
        <Input id="budget-document" maxLength={80} placeholder="文件名称或文号" value={document} onChange={e => setDocument(e.target.value)} />
        {faultOf(save.error, 'document') ? <p className="policy-wrong">{faultOf(save.error, 'document')}</p> : null}
        <Refusal error={save.error} />
        {row.changes.length > 0 ? (
          <ul className="policy-events">
            {row.changes.map(c => (
              <li key={c.no}>
                {day(c.on)} {c.byName}：{yuanOf(c.before)} → {yuanOf(c.after)} 元，{c.document}
              </li>
            ))}
          </ul>
        ) : null}
      </Modal>
      {dialog}
    </>
  );
}
