/** What the caller has booked; a time that is not needed goes back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Popconfirm } from 'antd';
import type { BookingView, PersonBookings } from '#platform/queues';
import { bookingStates } from '#platform/queues/pure';
import { api, wordsOf } from '#ui/api';
import { Mark, Waits } from '#ui/frame';
import { day, weekday } from '#ui/words';

export function CallerBookings({ person, today }: { person: string; today: string }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const list = useQuery({
    queryKey: ['caller-bookings', person],
    queryFn: () => api.get<PersonBookings>(`/desk/booking-persons/${person}/bookings`),
    staleTime: 0,
  });
  const cancel = useMutation({
    mutationFn: (b: BookingView) => api.post(`/desk/bookings/${b.id}/cancellation`, { version: b.version }),
    onSuccess: () => void message.success('已取消，短信已发给本人'),
    onError: error => void message.error(wordsOf(error, '没有成功，请再试一次')),
    onSettled: () => Promise.all([list.refetch(), client.invalidateQueries({ queryKey: ['slots'] })]),
  });
  return (
    <section className="frame-panel" aria-labelledby="counter-mine">
      <h2 id="counter-mine">这个人的预约</h2>
      <Waits of={list} rows={2}>
        {({ items, bannedUntil }) => (
          <>
            {bannedUntil ? <Alert type="warning" showIcon title={`近期多次预约没有来，${day(bannedUntil, today)}起可以再预约；现在可以到现场取号。`} /> : null}
            {items.length === 0 ? <p className="frame-muted">还没有预约。</p> : null}
            <ul className="counter-list">
              {items.map(b => (
                <li key={b.id}>
                  <span>
                    <strong>
                      {day(b.day, today)} {weekday(b.day)} {b.at}
                    </strong>{' '}
                    {b.queueName}
                    {b.subject ? `，${b.subject}` : ''}{' '}
                    {b.state === 'booked' ? (
                      <span className="frame-muted">预约号 {b.number}</span>
                    ) : (
                      <Mark look={b.state === 'missed' ? 'bad' : b.state === 'arrived' ? 'good' : 'plain'}>{bookingStates[b.state]}</Mark>
                    )}
                  </span>
                  {b.state === 'booked' ? (
                    <Popconfirm
                      title="取消这个预约？"
                      description="取消以后这个时间给别人。"
                      okText="取消预约"
                      cancelText="不取消"
                      onConfirm={() => cancel.mutateAsync(b).catch(() => {})}
                    >
                      <Button>
                        取消<span className="frame-hidden">{day(b.day, today)}的预约</span>
                      </Button>
                    </Popconfirm>
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        )}
      </Waits>
    </section>
  );
}
