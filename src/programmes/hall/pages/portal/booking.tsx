/** Booking a time: what for, which day, which time; and what is booked already. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { BookingView, PersonBookings } from '#platform/queues';
import { bookingStates } from '#platform/queues/pure';
import { api, useCreate } from '#ui/api';
import { Banner, Button, Dialog, Failed, Loading, Tag, useTitle, useToast } from '#ui/kit';
import { Refused, SignedIn } from '#ui/session';
import { day, weekday } from '#ui/words';
import { useHall, useSlots } from './data.ts';
import { Finding } from './finding.tsx';
import './hall.css';

export default function BookingPage() {
  return <SignedIn>{session => <Booking today={session.today} />}</SignedIn>;
}

function Booking({ today }: { today: string }) {
  useTitle('预约');
  const [params, setParams] = useSearchParams();
  const [made, setMade] = useState<BookingView | null>(null);
  const queue = params.get('queue');
  const subject = params.get('subject') ?? '';
  const choose = (queue: string, subject: string) => {
    setMade(null);
    setParams({ queue, subject });
  };
  return (
    <div className="hall stack-l">
      <header className="stack-s">
        <p>
          <Link href="/hall">← 大厅和窗口</Link>
        </p>
        <h1>预约时间</h1>
      </header>
      {made ? (
        <Made booking={made} today={today} />
      ) : queue ? (
        <Times
          key={queue}
          queue={queue}
          subject={subject}
          today={today}
          onOther={() => setParams({})}
          onMade={b => {
            setMade(b);
            setParams({});
          }}
        />
      ) : (
        <Purpose onChoose={choose} />
      )}
      <Mine today={today} />
    </div>
  );
}

function Purpose({ onChoose }: { onChoose(queue: string, subject: string): void }) {
  const { data, error, refetch } = useHall();
  const queues = data?.areas.flatMap(a => a.queues).filter(q => q.canBeBooked) ?? [];
  return (
    <section className="stack" aria-label="办什么">
      <div className="card">
        <Finding
          label="要办什么事？"
          offer={hit => (
            <Button look="secondary" onClick={() => onChoose(hit.queue!, hit.name)}>
              选这个<span className="visually-hidden">：{hit.name}</span>
            </Button>
          )}
        />
      </div>
      <h2>或者直接选窗口</h2>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      <ul className="hall-choices">
        {queues.map(q => (
          <li key={q.id}>
            <button type="button" className="hall-choice" onClick={() => onChoose(q.id, '')}>
              {q.name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TimesProps {
  queue: string;
  subject: string;
  today: string;
  onOther(): void;
  onMade(booking: BookingView): void;
}

function Times({ queue, subject, today, onOther, onMade }: TimesProps) {
  const client = useQueryClient();
  const create = useCreate();
  const [on, setOn] = useState<string | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const { data, error, refetch } = useSlots(queue);
  const book = useMutation({
    mutationFn: () => create<BookingView>('/bookings', { queue, day: chosen?.day, at, subject }),
    onSuccess: async booking => {
      await client.invalidateQueries({ queryKey: ['bookings'] });
      onMade(booking);
    },
    // Somebody else took the last place: what is free now is shown, and another attempt is another one.
    onError: async () => {
      await refetch();
    },
  });
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const open = data.days.filter(d => d.closed === null);
  const chosen = data.days.find(d => d.day === on) ?? open[0];
  const free = chosen?.slots.filter(s => s.free > 0) ?? [];
  return (
    <section className="stack" aria-label="选时间">
      <p>
        <strong>{data.name}</strong>
        {subject ? `：${subject}` : ''}{' '}
        <Button look="plain" onClick={onOther}>
          换一个
        </Button>
      </p>
      {open.length === 0 ? (
        <Banner look="warn">最近几天都约满了或不办公，请过些时候再看，或到现场取号。</Banner>
      ) : (
        <>
          <fieldset className="field">
            <legend>哪一天？</legend>
            <div className="hall-days">
              {data.days.map(d => (
                <label key={d.day} className={`hall-day${d.closed ? ' closed' : ''}`}>
                  <input
                    type="radio"
                    name="day"
                    disabled={d.closed !== null}
                    checked={chosen?.day === d.day}
                    onChange={() => {
                      setOn(d.day);
                      setAt(null);
                    }}
                  />
                  <span>
                    {d.day === today ? '今天' : weekday(d.day)}
                    <small>{day(d.day, today)}</small>
                    {d.closed ? <small>{d.closed}</small> : null}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <fieldset className="field">
            <legend>几点？（每段 {data.slotMinutes} 分钟，到时优先叫号）</legend>
            <div className="hall-days">
              {free.map(s => (
                <label key={s.at} className="hall-day">
                  <input type="radio" name="at" checked={at === s.at} onChange={() => setAt(s.at)} />
                  <span>
                    {s.at}
                    <small>余 {s.free}</small>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          {book.error ? <Refused error={book.error} /> : null}
          <p>
            <Button busy={book.isPending} disabled={!at} onClick={() => book.mutate()}>
              {at && chosen ? `预约 ${day(chosen.day, today)} ${at}` : '请选时间'}
            </Button>
          </p>
          <p className="muted">来不了请提前取消。30 天里 3 次没有来，30 天不能预约。</p>
        </>
      )}
    </section>
  );
}

function Made({ booking, today }: { booking: BookingView; today: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="card stack-s" aria-labelledby="booking-made">
      <h2 id="booking-made" ref={heading} tabIndex={-1}>
        约好了
      </h2>
      <p>
        {day(booking.day, today)}（{weekday(booking.day)}）{booking.at}，{booking.queueName}
        {booking.subject ? `，${booking.subject}` : ''}
      </p>
      <p>预约号</p>
      <p className="hall-number">{booking.number}</p>
      <p className="muted">已发短信。到大厅后，在取号机上输入预约号取号；比预约时间晚 15 分钟以上，按到的时间排队。</p>
    </section>
  );
}

function Mine({ today }: { today: string }) {
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<BookingView | null>(null);
  const [toast, tell] = useToast();
  const { data, error, refetch } = useQuery({
    queryKey: ['bookings'],
    queryFn: () => api.get<PersonBookings>('/bookings'),
    staleTime: 0,
  });
  const cancel = useMutation({
    mutationFn: (b: BookingView) => api.post(`/bookings/${b.id}/cancellation`, { version: b.version }),
    onSuccess: async () => {
      setLeaving(null);
      tell('已取消');
      await client.invalidateQueries({ queryKey: ['bookings'] });
    },
    onError: () => void refetch(),
  });
  return (
    <section className="stack" aria-labelledby="bookings-mine">
      <h2 id="bookings-mine">我的预约</h2>
      {data?.bannedUntil ? <Banner look="warn">近期多次预约没有来，{day(data.bannedUntil, today)}起可以再预约。现在可以到现场取号。</Banner> : null}
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data && data.items.length === 0 ? <p className="muted">还没有预约。</p> : null}
      <ul className="hall-mine">
        {data?.items.map(b => (
          <li key={b.id} className="card">
            <div>
              <strong>
                {day(b.day, today)} {b.at}
              </strong>
              ，{b.queueName}
              {b.subject ? `，${b.subject}` : ''}
              <p className="muted">
                {b.state === 'booked' ? (
                  <>
                    预约号 <b className="hall-booking-number">{b.number}</b>
                  </>
                ) : (
                  <Tag look={b.state === 'missed' ? 'bad' : b.state === 'arrived' ? 'good' : undefined}>{bookingStates[b.state]}</Tag>
                )}
              </p>
            </div>
            {b.state === 'booked' ? (
              <Button look="secondary" onClick={() => setLeaving(b)}>
                取消<span className="visually-hidden">{day(b.day, today)}的预约</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Dialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title="取消这个预约？"
        actions={
          <>
            <Button look="secondary" onClick={() => setLeaving(null)}>
              不取消
            </Button>
            <Button look="danger" busy={cancel.isPending} onClick={() => leaving && cancel.mutate(leaving)}>
              取消预约
            </Button>
          </>
        }
      >
        <p>{leaving ? `${day(leaving.day, today)} ${leaving.at}，${leaving.queueName}` : ''}。取消以后这个时间给别人。</p>
        {cancel.error ? <Refused error={cancel.error} /> : null}
      </Dialog>
      {toast}
    </section>
  );
}
