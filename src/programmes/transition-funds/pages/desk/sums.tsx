/** What headings state, beside what the rows come to. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { faultOf, Mark, SortTable, Trouble } from '#ui/frame';
import { kinds, type ProjectKind, type Purse, purses } from '../../figures.ts';
import { type Part, parts } from '../../plan.ts';
import type { PlanView } from '../../views.ts';

type Sum = PlanView['sums'][number];

export function Sums({ view, writes, refresh }: { view: PlanView; writes: boolean; refresh(): Promise<unknown> }) {
  const [changing, alter] = useState<Sum | 'new' | null>(null);
  return (
    <section className="frame-panel" aria-labelledby="funds-sums">
      <div className="frame-panel-head">
        <h2 id="funds-sums">标题里写的合计（万元）</h2>
        {writes ? (
          <Button className="no-print" onClick={() => alter('new')}>
            加一个合计
          </Button>
        ) : null}
      </div>
      <SortTable
        label="合计"
        rows={view.sums}
        rowKey={s => s.id}
        sortBy=""
        empty="没有写合计"
        columns={[
          { key: 'title', title: '合计', value: s => s.title, unsorted: true },
          { key: 'count', title: '写的个数', value: s => s.count, show: s => s.count ?? '—', unsorted: true },
          { key: 'rows', title: '行数', value: s => s.rows, unsorted: true },
          { key: 'sum', title: '写的', value: s => Number(s.sum), show: s => s.sum, unsorted: true },
          { key: 'computed', title: '各行相加', value: s => Number(s.computed), show: s => s.computed, unsorted: true },
          {
            key: 'fits',
            title: '核算',
            value: () => '',
            unsorted: true,
            show: s => (s.sum === s.computed && (s.count === null || s.count === s.rows) ? <Mark look="good">相符</Mark> : <Mark look="bad">对不上</Mark>),
          },
          ...(writes
            ? [
                {
                  key: 'do',
                  title: '操作',
                  value: () => '',
                  unsorted: true,
                  show: (s: Sum) => (
                    <Button className="no-print" size="small" onClick={() => alter(s)}>
                      修改<span className="frame-hidden">：{s.title}</span>
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {changing ? (
        <SumDialog
          view={view}
          sum={changing === 'new' ? null : changing}
          done={() => {
            alter(null);
            void refresh();
          }}
          cancel={() => alter(null)}
        />
      ) : null}
    </section>
  );
}

const options = (of: Readonly<Record<string, string>>, all?: string) => [
  ...(all ? [{ value: '', label: all }] : []),
  ...Object.entries(of).map(([value, label]) => ({ value, label })),
];

function SumDialog({ view, sum, done, cancel }: { view: PlanView; sum: Sum | null; done(): void; cancel(): void }) {
  const [part, setPart] = useState<Part>(sum?.part ?? 'cut');
  const [kind, setKind] = useState<ProjectKind | ''>(sum?.kind ?? '');
  const [purse, setPurse] = useState<Purse | ''>(sum?.purse ?? '');
  const [amount, setAmount] = useState(sum?.sum ?? '');
  const [count, setCount] = useState<number | null>(sum?.count ?? null);
  const [reason, setReason] = useState('');
  const sending = useMutation({
    mutationFn: () =>
      api.put(`/desk/funds/plans/${view.plan.id}/sums`, {
        ...{ version: view.plan.version, part, kind, purse, sum: amount, count: amount.trim() === '' ? null : count, reason },
      }),
    onSuccess: done,
  });
  const fault = (path: string) => faultOf(sending.error, path);
  const help = (path: string) => ({ validateStatus: fault(path) ? ('error' as const) : ('' as const), help: fault(path) });
  return (
    <Modal
      open
      title={sum ? `修改：${sum.title}` : '加一个合计'}
      okText="保存"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <Form layout="vertical">
        {sum ? null : (
          <>
            <Form.Item label="部分" htmlFor="funds-sum-part">
              <Select id="funds-sum-part" value={part} onChange={setPart} options={options(parts)} />
            </Form.Item>
            <Form.Item label="类别" htmlFor="funds-sum-kind">
              <Select id="funds-sum-kind" value={kind} onChange={setKind} options={options(kinds, '全部类别')} />
            </Form.Item>
            <Form.Item label="资金" htmlFor="funds-sum-purse">
              <Select id="funds-sum-purse" value={purse} onChange={setPurse} options={options(purses, '全部资金')} />
            </Form.Item>
          </>
        )}
        <Form.Item label="写的合计（万元），不再写就清空" htmlFor="funds-sum" {...help('sum')}>
          <Input id="funds-sum" inputMode="decimal" value={amount} onChange={e => setAmount(e.target.value)} />
        </Form.Item>
        {purse ? null : (
          <Form.Item label="写的个数（没有写就空着）" htmlFor="funds-count" {...help('count')}>
            <InputNumber id="funds-count" min={0} max={9999} value={count} onChange={setCount} />
          </Form.Item>
        )}
        <Form.Item label="为什么改" htmlFor="funds-sum-why" required {...help('reason')}>
          <Input id="funds-sum-why" value={reason} maxLength={300} onChange={e => setReason(e.target.value)} />
        </Form.Item>
      </Form>
      {sending.isError && !['sum', 'count', 'reason'].some(fault) ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
