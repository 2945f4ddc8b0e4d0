/** Payments: what can be paid is put into a batch by the department; the batches with what each waits for. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { fenOf, yuan } from '#platform/money';
import { api, useCreate } from '#ui/api';
import { type Column, ExportAll, Frame, ListTable, Mark, SearchBox, useElevation, useList, useUnits, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import type { listBatches, payable } from '../../payments.ts';
import { batchStates } from '../../words.ts';
import { PolicyBar, Refusal, UnitSelect, useRefresh, yuanOf } from './shared.tsx';

type Payable = Awaited<ReturnType<typeof payable.do>>;
type Batches = Awaited<ReturnType<typeof listBatches.do>>;
type Batch = Batches['items'][number];
const looks = { prepared: 'warn', rejected: 'bad', confirmed: 'info', sent: 'info', done: 'good' } as const;

export default function PaymentsPage() {
  const { data: session } = useSession();
  // Finance confirms what others prepare.
  const prepares = session?.roles.some(r => ['reviewer', 'programme-officer'].includes(r.role) && r.unit !== 'finance');
  return (
    <Frame title="惠企资金支付">
      <PolicyBar />
      {prepares ? <Prepare /> : null}
      <Batches />
    </Frame>
  );
}

function Prepare() {
  const [, go] = useLocation();
  const { short } = useUnits();
  const refresh = useRefresh();
  const { dialog, elevated } = useElevation();
  const [chosen, setChosen] = useState<string[]>([]);
  const [text, setText] = useState('');
  const create = useCreate();
  const list = useQuery({ queryKey: ['policies', 'payable'], queryFn: () => api.get<Payable>('/desk/policies/payable') });
  const items = list.data?.items ?? [];
  const picked = items.filter(i => chosen.includes(i.id));
  const units = [...new Set(picked.map(i => i.unit))];
  const total = picked.reduce((sum, i) => sum + (fenOf(i.amount) ?? 0n), 0n);
  const prepare = useMutation({
    mutationFn: () => elevated(() => create<{ id: string }>('/desk/policies/batches', { unit: units[0], grants: picked.map(i => i.id) })),
    onSuccess: async ({ id }) => {
      await refresh();
      go(`/desk/policies/payments/${id}`);
    },
    onError: async () => {
      await refresh();
    },
  });
  const found = items.filter(i => `${i.firmName}${i.title}${i.number}`.includes(text.trim()));
  const free = found.filter(i => !i.disputed && !i.own).map(i => i.id);
  return (
    <section className="frame-panel" aria-label="编制支付批次">
      <div className="frame-panel-head">
        <h2>可以支付的</h2>
        {items.length > 0 ? (
          <Checkbox
            checked={free.length > 0 && free.every(id => chosen.includes(id))}
            onChange={e => setChosen(was => [...was.filter(id => !free.includes(id)), ...(e.target.checked ? free : [])])}
          >
            {text.trim() ? '全选找到的' : '全选'}
          </Checkbox>
        ) : null}
      </div>
      <Waits of={list} rows={3}>
        {() =>
          items.length === 0 ? (
            <p className="frame-muted">现在没有可以支付的。通过的申领，和公示期满、企业确认了账户的免申即享会列在这里。</p>
          ) : (
            <>
              <Input
                allowClear
                className="policy-find"
                aria-label="在可以支付的里找"
                placeholder="企业、政策、编号"
                value={text}
                onChange={e => setText(e.target.value)}
              />
              {found.length === 0 ? <p className="frame-muted">没有这样的，换个词再找</p> : null}
              <ul className="policy-conditions">
                {found.map(i => (
                  <li key={i.id} className="policy-pick">
                    <Checkbox
                      disabled={i.disputed || i.own}
                      checked={chosen.includes(i.id)}
                      onChange={e => setChosen(was => (e.target.checked ? [...was, i.id] : was.filter(x => x !== i.id)))}
                    >
                      {i.firmName}：{i.title}
                    </Checkbox>
                    <strong>{yuanOf(i.amount)} 元</strong>
                    <span className="frame-muted">
                      {i.number}，{short(i.unit)}
                    </span>
                    {i.own ? <Mark look="warn">与您或家人有关，由同事编制</Mark> : null}
                    {i.disputed ? <Mark look="warn">有异议没答复</Mark> : null}
                  </li>
                ))}
              </ul>
              <div className="policy-tools">
                <Button
                  type="primary"
                  disabled={picked.length === 0 || units.length > 1}
                  loading={prepare.isPending}
                  onClick={() => !prepare.isPending && prepare.mutate()}
                >
                  编制批次，送财政确认
                </Button>
                <span role="status">
                  选了 {picked.length} 笔，共 {yuanOf(yuan(total))} 元{units.length > 1 ? '；一批只能是一个部门的' : ''}
                </span>
              </div>
            </>
          )
        }
      </Waits>
      <Refusal error={prepare.error} />
      {dialog}
    </section>
  );
}

const path = '/desk/policies/batches';

function Batches() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const found = useList<Batches>('policies', path, ['state', 'unit', 'q']);
  const { list, get, change } = found;
  const counts = list.data?.counts ?? {};
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const columns: Column<Batch>[] = [
    { key: 'prepared', title: '批次', value: b => b.number, show: b => <Link href={`/desk/policies/payments/${b.id}`}>{b.number}</Link> },
    { key: 'state', title: '状态', value: b => b.state, show: b => <Mark look={looks[b.state]}>{batchStates[b.state]}</Mark>, unsorted: true },
    { key: 'payments', title: '笔数', value: b => b.payments },
    { key: 'total', title: '金额（元）', value: b => Number(b.total), show: b => yuanOf(b.total) },
    { key: 'unit', title: '部门', value: b => short(b.unit) },
    { key: 'by', title: '编制', value: b => `${b.preparedByName}，${day(b.preparedOn, session?.today)}`, unsorted: true, minor: true },
    { key: 'confirmed', title: '确认', value: b => b.confirmedByName ?? '—', unsorted: true, minor: true },
  ];
  return (
    <section className="frame-panel" aria-label="支付批次">
      <div className="frame-panel-head">
        <h2>支付批次</h2>
        <ExportAll<Batch>
          of={found}
          name="惠企支付批次"
          columns={[
            ['批次', b => b.number],
            ['状态', b => batchStates[b.state]],
            ['笔数', b => b.payments],
            ['金额（元）', b => b.total],
            ['部门', b => short(b.unit)],
            ['编制人', b => b.preparedByName],
            ['编制日期', b => b.preparedOn],
            ['确认人', b => b.confirmedByName],
            ['确认日期', b => b.confirmedOn],
            ['办结日期', b => b.doneOn],
          ]}
        />
      </div>
      <search className="policy-tools" aria-label="筛选批次">
        <Segmented
          aria-label="状态"
          value={get('state') ?? ''}
          onChange={state => change({ state: String(state) })}
          options={[
            { value: '', label: `全部 ${all}` },
            ...Object.entries(batchStates).map(([value, label]) => ({ value, label: `${label} ${counts[value as keyof typeof batchStates] ?? 0}` })),
          ]}
        />
        <UnitSelect units={list.data?.units} value={get('unit')} change={unit => change({ unit })} />
        <SearchBox label="按批次、支付编号、企业或政策找" placeholder="编号、企业、政策" value={get('q') ?? ''} change={q => change({ q })} />
      </search>
      <ListTable label="支付批次" of={found} columns={columns} rowKey={b => b.id} sortBy="" nothing="还没有支付批次" unit="批" />
    </section>
  );
}
