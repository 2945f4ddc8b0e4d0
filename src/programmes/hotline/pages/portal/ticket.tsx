/** One's own ticket: where it stands, the answer, and what one can do about it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { api } from '#ui/api';
import { Asked } from '#ui/asked';
import { Failed, Loading, useTitle } from '#ui/kit';
import { type Session, SignedIn } from '#ui/session';
import type { TicketView } from '../../reads.ts';
import { categories } from '../../words.ts';

export default function TicketPage() {
  return <SignedIn>{session => <Ticket session={session} />}</SignedIn>;
}

function Ticket({ session }: { session: Session }) {
  const { id } = useParams<{ id: string }>();
  const client = useQueryClient();
  const one = useQuery({ queryKey: ['asked', id], queryFn: () => api.get<TicketView>(`/hotline/tickets/${id}`) });
  const units = useQuery({ queryKey: ['units'], queryFn: () => api.get<{ items: { id: string; name: string }[] }>('/units'), staleTime: 60_000 });
  useTitle(one.data?.duty.title ?? '工单');
  if (one.error && !one.data) return <Failed error={one.error} again={() => void one.refetch()} />;
  if (!one.data) return <Loading />;
  const { duty, ticket } = one.data;
  return (
    <div className="stack-l">
      <p>
        <Link href="/hotline">← 12345 热线</Link>
      </p>
      <h1>{duty.title}</h1>
      <Asked
        whole={one.data}
        today={session.today}
        unit={units.data?.items.find(u => u.id === duty.unit)?.name ?? null}
        refresh={() => client.invalidateQueries({ queryKey: ['asked'] })}
      >
        <p className="muted">
          {categories[ticket.category as keyof typeof categories]}
          {ticket.place ? `，${ticket.place}` : ''}
          {ticket.confidential ? '，对承办部门保密' : ''}
        </p>
      </Asked>
    </div>
  );
}
