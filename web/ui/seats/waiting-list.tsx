/** Who is called next, in order: number, what for, how long they have waited, and why somebody stands before others. */
import type { DeskTicket } from '#platform/queues';
import { priorities, timeOf } from '#platform/queues/pure';
import { Mark } from '../frame/index.ts';

interface Props {
  next: readonly DeskTicket[];
  now: string;
  nameOf(queue: string): string;
  /** What one comes for stands first, where there is something, and the queue behind it. */
  bySubject?: boolean;
}

const waited = (t: DeskTicket, now: string) => Math.max(0, Math.round((Date.parse(now) - Date.parse(t.takenAt)) / 60_000));

export const WaitingList = ({ next, now, nameOf, bySubject = false }: Props) => (
  <ol className="seat-list">
    {next.map(t => (
      <li key={t.id}>
        <b>{t.number}</b> <span>{(bySubject && t.subject) || nameOf(t.queue)}</span>{' '}
        <span className="frame-muted">
          {bySubject ? `${nameOf(t.queue)}，` : ''}等了 {waited(t, now)} 分钟
        </span>
        {t.priority ? <Mark look="warn">{priorities[t.priority]}</Mark> : null}
        {t.source === 'booking' ? <Mark look="info">预约{t.notBefore ? ` ${timeOf(t.notBefore)}` : ''}</Mark> : null}
      </li>
    ))}
  </ol>
);
