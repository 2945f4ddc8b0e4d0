/** The receipt of one hand-over with tax, to be printed and signed. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useParams } from 'wouter';
import { api } from '#ui/api';
import { Frame, SortTable, Waits } from '#ui/frame';
import { HandoverFacts } from '#ui/registers';
import type { ReceiptView } from '../../exchange.ts';
import './insurance-desk.css';

export default function ReceiptPage() {
  const { id } = useParams<{ id: string }>();
  const data = useQuery({ queryKey: ['insurance', 'receipt', id], queryFn: ({ signal }) => api.get<ReceiptView>(`/desk/insurance/exchange/${id}`, signal) });
  return <Waits of={data}>{view => <Receipt of={view} />}</Waits>;
}

type Line = ReceiptView['by'][number];
function Lines({ title, rows, unit, total }: { title: string; rows: readonly Line[]; unit: string; total?: { rows: number; amount: string } }) {
  return (
    <section className="frame-panel" aria-label={title}>
      <h2>{title}</h2>
      <SortTable
        label={title}
        rows={rows}
        rowKey={r => r.title}
        sortBy=""
        columns={[
          { key: 'title', title: '类别', unsorted: true, value: r => r.title, ...(total ? { total: '合计' } : {}) },
          { key: 'rows', title: `数量（${unit}）`, unsorted: true, value: r => r.rows, ...(total ? { total: total.rows } : {}) },
          { key: 'amount', title: '金额（元）', unsorted: true, value: r => Number(r.amount), show: r => r.amount, ...(total ? { total: total.amount } : {}) },
        ]}
      />
    </section>
  );
}

function Receipt({ of: { handover: h, summed, amount, by, returned } }: { of: ReceiptView }) {
  return (
    <Frame
      title={`${h.title}第 ${h.number} 次交接：回执`}
      back={{ to: '/desk/insurance/exchange', title: '和税务往来' }}
      actions={
        <>
          <Link href={h.page} className="no-print">
            看名单
          </Link>
          <Button onClick={() => window.print()}>打印回执</Button>
        </>
      }
    >
      <HandoverFacts of={h} label="回执" unit={h.unit} note="双方的数量、金额和摘要一样，名单就一样。">
        <dt>{summed}合计</dt>
        <dd>{amount} 元</dd>
      </HandoverFacts>
      {by.length > 0 ? <Lines title={`${summed}分类`} rows={by} unit={h.unit} total={{ rows: h.rows, amount }} /> : null}
      {returned.length > 0 ? <Lines title="退回的" rows={returned} unit={h.unit} /> : null}
    </Frame>
  );
}
