/** How urgent a duty is, in words; the colour only helps. */
import type { DutyView } from '#platform/supervision';
import { dutyStates } from '#platform/supervision/pure';
import { Tag } from '#ui/kit';

export function DutyTag({ duty }: { duty: Pick<DutyView, 'light' | 'state'> }) {
  if (duty.state === 'closed') return <Tag>{dutyStates.closed}</Tag>;
  if (duty.state === 'answered') return <Tag look="brand">{dutyStates.answered}</Tag>;
  if (duty.light === 'red') return <Tag look="bad">{dutyStates.open} · 已过期</Tag>;
  if (duty.light === 'yellow') return <Tag look="warn">{dutyStates.open} · 快到期</Tag>;
  return <Tag look="good">{dutyStates.open}</Tag>;
}
