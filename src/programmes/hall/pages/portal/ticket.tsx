/** My number: taken by phone before one is there, or followed from the slip's code. Looks again by itself. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { TicketView } from '#platform/queues';
import { type Priority, priorities, ticketStates, timeOf } from '#platform/queues/pure';
import { api, useCreate } from '#ui/api';
import { Banner, Button, Choices, Dialog, Failed, Field, Loading, useTitle } from '#ui/kit';
import { Refused, SignedIn } from '#ui/session';
import { waitInWords } from '../words.ts';
import { useHall, useTicket } from './data.ts';
import './hall.css';

export default function TicketPage() {
  const [params, setParams] = useSearchParams();
  const id = params.get('id');
  return id ? <Followed id={id} /> : <SignedIn>{() => <Taking onTaken={t => setParams({ id: t.id })} />}</SignedIn>;
}

const Head = ({ title }: { title: string }) => (
  <header className="stack-s">
    <p>
      <Link href="/hall">← 大厅和窗口</Link>
    </p>
    <h1>{title}</h1>
  </header>
);

function Followed({ id }: { id: string }) {
  const { data, error, refetch } = useTicket(id);
  useTitle(data ? `${data.number} ${ticketStates[data.state]}` : '我的号');
  return (
    <div className="hall stack-l">
      <Head title="我的号" />
      {error && !data ? <Failed error={error} again={() => void refetch()} /> : data ? <Ticket ticket={data} /> : <Loading />}
      {error && data ? <Banner look="warn">网络不稳，正在重新连接。</Banner> : null}
    </div>
  );
}

function Ticket({ ticket }: { ticket: TicketView }) {
  const client = useQueryClient();
  const [asking, ask] = useState(false);
  const leave = useMutation({
    mutationFn: () => api.post(`/tickets/${ticket.id}/leaving`),
    onSuccess: async () => {
      ask(false);
      await client.invalidateQueries({ queryKey: ['ticket'] });
    },
  });
  const open = ticket.state === 'waiting' || ticket.state === 'called';
  return (
    <section className="card stack hall-ticket" aria-label="号码">
      <p>{ticket.queueName}</p>
      <p className="hall-number">{ticket.number}</p>
      <div role="status" className="stack-s">
        <Now ticket={ticket} />
      </div>
      {ticket.subject ? <p className="muted">办：{ticket.subject}</p> : null}
      <p className="muted">
        {timeOf(ticket.takenAt)} 取号{ticket.priority ? `，${priorities[ticket.priority]}优先` : ''}。这一页自己刷新，不用一直点。
      </p>
      {open ? (
        <p>
          <Button look="secondary" onClick={() => ask(true)}>
            不等了，退号
          </Button>
        </p>
      ) : (
        <p>
          <Link className="button secondary" href="/hall/ticket">
            再取一个号
          </Link>
        </p>
      )}
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title="退掉这个号？"
        actions={
          <>
            <Button look="secondary" onClick={() => ask(false)}>
              接着等
            </Button>
            <Button look="danger" busy={leave.isPending} onClick={() => leave.mutate()}>
              退号
            </Button>
          </>
        }
      >
        <p>退了以后要重新取号、重新排队。</p>
        {leave.error ? <Refused error={leave.error} /> : null}
      </Dialog>
    </section>
  );
}

function Now({ ticket }: { ticket: TicketView }) {
  switch (ticket.state) {
    case 'waiting':
      return (
        <>
          <p className="hall-ahead">
            前面还有 <strong>{ticket.ahead}</strong> 人
          </p>
          <p>预计：{waitInWords(ticket.minutes)}</p>
          {ticket.notBefore && Date.parse(ticket.notBefore) > Date.now() ? <p>您约的是 {timeOf(ticket.notBefore)}，到时候优先叫号。</p> : null}
        </>
      );
    case 'called':
      return (
        <Banner look="good">
          <p className="hall-ahead">
            请到 <strong>{ticket.seatName}</strong>
          </p>
        </Banner>
      );
    case 'serving':
      return <p>正在{ticket.seatName}办理。</p>;
    case 'missed':
      return <Banner look="warn">叫了几次您没有到，已经过号。一小时内到窗口说一声，可以恢复一次。</Banner>;
    default:
      return <p>{ticket.state === 'left' ? '已经退号。' : '办完了，谢谢。'}</p>;
  }
}

function Taking({ onTaken }: { onTaken(ticket: TicketView): void }) {
  useTitle('手机取号');
  const { data, error, refetch } = useHall();
  const mine = useQuery({ queryKey: ['tickets'], queryFn: () => api.get<{ items: TicketView[] }>('/tickets'), staleTime: 0 });
  const create = useCreate();
  const [queue, setQueue] = useState<string>();
  const [claim, setClaim] = useState<Priority | ''>('');
  const take = useMutation({
    mutationFn: () => create<TicketView>(`/queues/${queue}/remote-tickets`, claim ? { claim } : {}),
    onSuccess: onTaken,
    onError: () => {
      void refetch();
    },
  });
  const queues = data?.areas.flatMap(a => a.queues) ?? [];
  const open = mine.data?.items.filter(t => ['waiting', 'called', 'serving'].includes(t.state)) ?? [];
  return (
    <div className="hall stack-l">
      <Head title="手机取号" />
      {open.length > 0 ? (
        <section className="stack" aria-labelledby="tickets-mine">
          <h2 id="tickets-mine">我今天的号</h2>
          <ul className="hall-mine">
            {open.map(t => (
              <li key={t.id} className="card">
                <div>
                  <strong>{t.number}</strong>，{t.queueName}
                  <p className="muted">{t.state === 'waiting' ? `前面 ${t.ahead} 人，${waitInWords(t.minutes)}` : `${ticketStates[t.state]}，${t.seatName}`}</p>
                </div>
                <Link className="button secondary" href={`/hall/ticket?id=${t.id}`}>
                  看<span className="visually-hidden">{t.number}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data ? (
        <form
          className="stack"
          onSubmit={event => {
            event.preventDefault();
            if (queue && !take.isPending) take.mutate();
          }}
        >
          <Field
            id="ticket-queue"
            group
            label="到哪个窗口办？"
            hint="还没到大厅也能先取号；人太多时只能到现场取。过号后一小时内可以到窗口恢复一次，请看好时间再出门。"
          >
            {() => (
              <Choices
                name="queue"
                value={queue}
                onChange={setQueue}
                options={queues.filter(q => q.byPhone).map(q => ({ value: q.id, label: q.name, hint: `${q.waiting} 人等候，${waitInWords(q.minutes)}` }))}
              />
            )}
          </Field>
          {queues.length > 0 && !queues.some(q => q.byPhone) ? (
            <Banner look="warn">现在不能用手机取号：不在办公时间，或等候的人已经很多。可以先预约。</Banner>
          ) : null}
          <Field id="ticket-claim" group label="需要优先吗？" hint="65 岁以上的，系统按出生日期自动优先；其他的办理时看证件。" optional>
            {() => (
              <Choices
                name="claim"
                value={claim}
                onChange={v => setClaim(v as Priority | '')}
                options={[
                  { value: '', label: '不需要' },
                  { value: 'disabled', label: priorities.disabled },
                  { value: 'soldier', label: priorities.soldier },
                ]}
              />
            )}
          </Field>
          {take.error ? <Refused error={take.error} /> : null}
          <p>
            <Button type="submit" busy={take.isPending} disabled={!queue}>
              取号
            </Button>
          </p>
        </form>
      ) : null}
    </div>
  );
}
