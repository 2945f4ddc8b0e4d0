/** How a figure stands against its target. Pure. */
import { addDays, type Day, daysBetween } from '../calendar/index.ts';

/** A document's figure for a time: reached when the value is at least that much on the last day. */
export interface Target {
  from: Day;
  by: Day;
  value: number;
}

export const targetStates = { met: '已完成', ahead: '未开始', open: '推进中', late: '时间不多', missed: '未完成' } as const;
export type TargetState = keyof typeof targetStates;

/**
 * `met` from the moment the figure is there; before that `open`, `late` when less than a third of the time is left, and
 * `missed` after the last day.
 */
export function stateOf(target: Target, value: number, today: Day): TargetState {
  if (value >= target.value) return 'met';
  if (today < target.from) return 'ahead';
  if (today > target.by) return 'missed';
  const whole = daysBetween(target.from, addDays(target.by, 1));
  const left = daysBetween(today, addDays(target.by, 1));
  return left * 3 < whole ? 'late' : 'open';
}
