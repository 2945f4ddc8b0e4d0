/** 短信提醒: what was sent to whom, how far it is, and how many paid afterwards. */
import { Button } from 'antd';
import { Link } from 'wouter';
import { ListTable, Mark, useList } from '#ui/frame';
import { moment } from '#ui/words';
import type { ReminderLot } from '../../reminders.ts';
import { InsuranceFrame } from './insurance-frame.tsx';

interface Page {
  items: ReminderLot[];
  total: number;
  mine: boolean;
}

export default function RemindersPage() {
  const found = useList<Page>('insurance-reminders', '/desk/insurance/reminders', [], { every: 3000 });
  return (
    <InsuranceFrame
      title="短信提醒"
      actions={
        found.list.data?.mine ? (
          <Link href="/desk/insurance/missing">
            <Button type="primary">挑人发提醒</Button>
          </Link>
        ) : null
      }
    >
      <section className="frame-panel" aria-label="发过的提醒">
        <ListTable<ReminderLot, Page>
          of={found}
          label="发过的提醒"
          unit="次"
          nothing="还没有发过提醒"
          rowKey={l => l.id}
          sortBy=""
          columns={[
            { key: 'at', title: '什么时候', unsorted: true, value: l => l.madeAt, show: l => moment(l.madeAt) },
            { key: 'said', title: '给哪些人', unsorted: true, value: l => l.said },
            { key: 'by', title: '谁发的', unsorted: true, value: l => `${l.unitName} ${l.madeByName}` },
            { key: 'people', title: '人数', unsorted: true, value: l => l.people },
            { key: 'state', title: '发到哪里', unsorted: true, value: l => String(l.sent), show: l => <State of={l} /> },
            { key: 'enrolled', title: '后来缴了', unsorted: true, value: l => l.enrolled },
          ]}
        />
      </section>
    </InsuranceFrame>
  );
}

function State({ of: l }: { of: ReminderLot }) {
  if (l.way === 'list') return <Mark look="plain">下载名单交运营商</Mark>;
  const more = [l.failed > 0 ? `没发出去 ${l.failed} 人` : '', l.skipped > 0 ? `已经缴了没发 ${l.skipped} 人` : ''].filter(Boolean).join('，');
  return (
    <>
      {l.waiting > 0 ? <Mark look="warn">正在发，还有 {l.waiting} 人</Mark> : <Mark look={l.failed > 0 ? 'warn' : 'good'}>发出 {l.sent} 人</Mark>}
      {more ? <span className="frame-muted frame-small"> {more}</span> : null}
    </>
  );
}
