/** 和税务往来: each hand-over with its receipt, by which both sides find that they have the same. */
import { Link } from 'wouter';
import { handoverStates } from '#platform/registers/pure';
import { Choose, Filters, ListTable, Mark, useList } from '#ui/frame';
import { moment } from '#ui/words';
import type { ExchangeView } from '../../exchange.ts';
import { InsuranceFrame } from './insurance-frame.tsx';

const kinds = { insured: '标识过的人', 'insurance-payments': '缴费', 'insurance-back-payments': '补缴核定' };
const looks = { handed: 'warn', received: 'good', returned: 'bad', replaced: 'plain' } as const;

export default function ExchangePage() {
  const found = useList<{ items: ExchangeView[]; total: number }>('insurance-exchanges', '/desk/insurance/exchange', ['kind']);
  return (
    <InsuranceFrame title="和税务往来">
      <p className="frame-muted">医保局推送标识过的人和核定的补缴，税务推送每天的缴费。点“名单”签收、下载表、看退回的行；点“回执”对人数和金额。</p>
      <Filters>
        <Choose of="kind" label="什么" all="都看" options={kinds} />
      </Filters>
      <section className="frame-panel" aria-label="和税务往来">
        <ListTable<ExchangeView, { items: ExchangeView[]; total: number }>
          of={found}
          label="和税务往来"
          unit="次"
          nothing="还没有往来"
          rowKey={h => h.id}
          sortBy=""
          columns={[
            {
              key: 'what',
              title: '什么',
              unsorted: true,
              value: h => h.kind,
              show: h => (
                <>
                  {kinds[h.kind as keyof typeof kinds]}第 {h.number} 次
                  <span className="insurance-card-steps">
                    <Link href={h.page}>名单</Link>
                    <Link href={`/desk/insurance/exchange/${h.id}`}>回执</Link>
                  </span>
                </>
              ),
            },
            { key: 'from', title: '谁给谁', unsorted: true, value: h => `${h.fromName} → ${h.toName}`, minor: true },
            { key: 'at', title: '什么时候', unsorted: true, value: h => h.handedAt, show: h => moment(h.handedAt) },
            { key: 'rows', title: '数量', unsorted: true, value: h => h.rows, show: h => `${h.rows} ${h.unit}` },
            { key: 'rejected', title: '退回', unsorted: true, value: h => h.rejected },
            { key: 'state', title: '状态', unsorted: true, value: h => h.state, show: h => <Mark look={looks[h.state]}>{handoverStates[h.state]}</Mark> },
          ]}
        />
      </section>
    </InsuranceFrame>
  );
}
