/** Payments: what can be paid is put into a batch by the department; the batches with what each waits for. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Empty, Pagination, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api, query } from '#ui/api';
import { Frame, Mark, useElevation, useUnits, Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import { day } from '#ui/words';
import { fenOf, yuan } from '../../money.ts';
import type { listBatches, payable } from '../../payments.ts';
import { batchStates } from '../../words.ts';
import { PolicyBar, Refusal, useRefresh, yuanOf } from './shared.tsx';

type Payable = Awaited<ReturnType<typeof payable.do>>;
type Batches = Awaited<ReturnType<typeof listBatches.do>>;
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
  const key = useRef(crypto.randomUUID());
  const list = useQuery({ queryKey: ['policies', 'payable'], queryFn: () => api.get<Payable>('/desk/policies/payable') });
  const items = list.data?.items ?? [];
  const picked = items.filter(i => chosen.includes(i.id));
  const units = [...new Set(picked.map(i => i.unit))];
  const total = picked.reduce((sum, i) => sum + (fenOf(i.amount) ?? 0n), 0n);
  const prepare = useMutation({
    mutationFn: () => elevated(() => api.create<{ id: string }>('/desk/policies/batches', { unit: units[0], grants: picked.map(i => i.id) }, key.current)),
    onSuccess: async ({ id }) => {
      await refresh();
      go(`/desk/policies/payments/${id}`);
    },
    onError: async () => {
      key.current = crypto.randomUUID();
      await refresh();
    },
  });
  const free = items.filter(i => !i.disputed).map(i => i.id);
  return (
    <section className="frame-panel" aria-label="编制支付批次">
      <div className="frame-panel-head">
        <h2>可以支付的</h2>
        {items.length > 0 ? (
          <Checkbox checked={free.length > 0 && free.every(id => chosen.includes(id))} onChange={e => setChosen(e.target.checked ? free : [])}>
            全选
          </Checkbox>
        ) : null}
      </div>
      <Waits of={list} rows={3}>
        {() =>
          items.length === 0 ? (
            <p className="frame-muted">现在没有可以支付的。通过的申领，和公示期满、企业确认了账户的免申即享会列在这里。</p>
          ) : (
            <>
              <ul className="policy-conditions">
                {items.map(i => (
                  <li key={i.id} className="policy-pick">
                    <Checkbox
                      disabled={i.disputed}
                      checked={chosen.includes(i.id)}
                      onChange={e => setChosen(was => (e.target.checked ? [...was, i.id] : was.filter(x => x !== i.id)))}
                    >
                      {i.firmName}：{i.title}
                    </Checkbox>
                    <strong>{yuanOf(i.amount)} 元</strong>
                    <span className="frame-muted">
                      {i.number}，{short(i.unit)}
                    </span>
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

function Batches() {
  const { data: session } = useSession();
  const { short } = useUnits();
  const [params, setParams] = useSearchParams();
  const filter = { state: params.get('state') ?? '', page: params.get('page') ?? '' };
  const list = useQuery({
    queryKey: ['policies', 'batches', filter],
    queryFn: () => api.get<Batches>(`/desk/policies/batches${query(filter)}`),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="frame-panel" aria-label="支付批次">
      <h2>支付批次</h2>
      <Segmented
        aria-label="状态"
        value={filter.state}
        onChange={state => setParams(state ? { state } : {}, { replace: true })}
        options={[{ value: '', label: '全部' }, ...Object.entries(batchStates).map(([value, label]) => ({ value, label }))]}
      />
      <Waits of={list}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有这样的批次" />
          ) : (
            <>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
              <section className="sort-table" aria-label="支付批次" tabIndex={0}>
                <table>
                  <thead>
                    <tr>
                      {['批次', '状态', '笔数', '金额（元）', '部门', '编制', '确认'].map(title => (
                        <th key={title} scope="col" className="policy-th">
                          {title}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map(b => (
                      <tr key={b.id}>
                        <th scope="row">
                          <Link href={`/desk/policies/payments/${b.id}`}>{b.number}</Link>
                        </th>
                        <td>
                          <Mark look={looks[b.state]}>{batchStates[b.state]}</Mark>
                        </td>
                        <td className="right">{b.payments}</td>
                        <td className="right">{yuanOf(b.total)}</td>
                        <td>{short(b.unit)}</td>
                        <td>
                          {b.preparedByName}，{day(b.preparedOn, session?.today)}
                        </td>
                        <td>{b.confirmedByName ?? '—'}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
              {total > 50 ? (
                <Pagination
                  current={Number(filter.page || 1)}
                  pageSize={50}
                  total={total}
                  showSizeChanger={false}
                  onChange={page => setParams({ ...(filter.state ? { state: filter.state } : {}), page: String(page) })}
                />
              ) : null}
            </>
          )
        }
      </Waits>
    </section>
  );
}
