/** Where a duty stands and how urgent it is, in words; the colour only helps. */
import type { DutyView } from '#platform/supervision';
import { dutyStates } from '#platform/supervision/pure';
import { Tag } from '#ui/kit';

export function DutyTag({ duty }: { duty: Pick<DutyView, 'light' | 'state' | 'follow'> }) {
  if (duty.state === 'answered') return <Tag look="brand">{duty.follow ? '已答复待回访' : dutyStates.answered}</Tag>;
  if (duty.state !== 'open' && duty.state !== 'new') return <Tag>{dutyStates[duty.state]}</Tag>;
  const state = dutyStates[duty.state];
  if (duty.light === 'red') return <Tag look="bad">{state} · 已过期</Tag>;
  if (duty.light === 'yellow') return <Tag look="warn">{state} · 快到期</Tag>;
  return <Tag look="good">{state}</Tag>;
}
