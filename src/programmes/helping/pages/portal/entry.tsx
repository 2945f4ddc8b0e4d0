/** What one could not get done: where it stands, the answer, and what one can do about it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { api } from '#ui/api';
import { Asked } from '#ui/asked';
import { Failed, Loading, useTitle } from '#ui/kit';
import { type Session, SignedIn } from '#ui/session';
import type { EntryView } from '../../not-done-reads.ts';
import { reasons } from '../../words.ts';

export default function EntryPage() {
  return <SignedIn>{session => <Entry session={session} />}</SignedIn>;
}

function Entry({ session }: { session: Session }) {
  const { id } = useParams<{ id: string }>();
  const client = useQueryClient();
  const one = useQuery({ queryKey: ['asked', id], queryFn: () => api.get<EntryView>(`/not-done/${id}`) });
  const units = useQuery({ queryKey: ['units'], queryFn: () => api.get<{ items: { id: string; name: string }[] }>('/units'), staleTime: 60_000 });
  useTitle(one.data ? `办不成事 ${one.data.duty.number}` : '办不成事');
  if (one.error && !one.data) return <Failed error={one.error} again={() => void one.refetch()} />;
  if (!one.data) return <Loading />;
  const { duty, entry } = one.data;
  return (
    <div className="stack-l">
      <p>
        <Link href="/hotline">← 我反映过的</Link>
      </p>
      <h1>{entry.thingName ?? '办不成的事'}</h1>
      <Asked
        whole={one.data}
        today={session.today}
        unit={units.data?.items.find(u => u.id === duty.unit)?.name ?? null}
        refresh={() => client.invalidateQueries({ queryKey: ['asked'] })}
      >
        <p className="muted">{reasons[entry.reason as keyof typeof reasons]}</p>
      </Asked>
    </div>
  );
}
