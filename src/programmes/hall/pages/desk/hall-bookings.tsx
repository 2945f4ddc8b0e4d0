/** Who has booked on a day, to prepare the windows. */
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { BookingRow } from '#platform/queues';
import { bookingStates } from '#platform/queues/pure';
import { api } from '#ui/api';
import { type Column, csvText, download, Mark, SortTable, useElevation, Waits } from '#ui/frame';
import { day, weekday } from '#ui/words';
import { hallSite } from '../../figures.ts';

export function Bookings({ today }: { today: string }) {
  const [on, setOn] = useState(today);
  const { dialog, elevated, ensure } = useElevation();
  const list = useQuery({
    queryKey: ['hall-bookings', on],
    queryFn: () => api.get<{ items: BookingRow[] }>(`/sites/${hallSite}/bookings/${on}`),
    staleTime: 0,
    enabled: on !== '',
  });
  const columns: Column<BookingRow>[] = [
    { key: 'at', title: '时间', value: b => b.at },
    { key: 'queue', title: '窗口', value: b => b.queueName },
    { key: 'person', title: '预约人', value: b => b.personName },
    { key: 'subject', title: '办什么', value: b => b.subject },
    {
      key: 'state',
      title: '状态',
      value: b => bookingStates[b.state],
      show: b => <Mark look={b.state === 'missed' ? 'bad' : b.state === 'arrived' ? 'good' : 'plain'}>{bookingStates[b.state]}</Mark>,
    },
  ];
  const save = (rows: readonly BookingRow[]) =>
    elevated(async () => {
      await ensure();
      download(
        `预约-${on}.csv`,
        csvText(
          ['时间', '窗口', '预约人', '办什么', '状态'],
          rows.map(b => [b.at, b.queueName, b.personName, b.subject, bookingStates[b.state]]),
        ),
      );
    }).catch(() => {});
  return (
    <section className="frame-panel hall-tab" aria-labelledby="hall-bookings">
      <div className="frame-panel-head">
        <h2 id="hall-bookings">{on ? `${day(on, today)} ${weekday(on)}的预约` : '预约'}</h2>
        <span className="hall-tools">
          <label htmlFor="hall-bookings-on">日期</label>
          <Input id="hall-bookings-on" type="date" value={on} onChange={e => setOn(e.target.value)} />
          <Button disabled={!list.data?.items.length} onClick={() => void save(list.data?.items ?? [])}>
            导出
          </Button>
        </span>
      </div>
      <Waits of={list} rows={4}>
        {({ items }) => (
          <SortTable label="预约" rows={items} columns={columns} rowKey={b => b.id} sortBy="at" ascending pageSize={20} empty="这一天没有预约。" />
        )}
      </Waits>
      {dialog}
    </section>
  );
}
