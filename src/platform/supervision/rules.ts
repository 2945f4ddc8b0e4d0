/** What may follow what in a duty, and its clocks. Pure: every reason is returned. */
import { addDays, addWorkdays, type Calendar, type Day, dayInChina, UnknownYear } from '../calendar/index.ts';
import { type DutyState, dutyStates, mostDeclines, mostTries } from './words.ts';

/** What the rules have to know of a duty. */
export interface Standing {
  state: DutyState;
  unit: string;
  toUnit: string | null;
  toBy: Day | null;
  declined: number;
  extendedOn: Day | null;
  takenAt: string | null;
  followTries: number;
  grade: number | null;
  answer: string | null;
}

const from: Record<string, { states: readonly DutyState[]; otherwise: string }> = {
  send: { states: ['new'], otherwise: '已经分派过' },
  take: { states: ['open'], otherwise: '待答复的才需要签收' },
  answer: { states: ['new', 'open'], otherwise: '已经有答复' },
  propose: { states: ['open'], otherwise: '待答复的才能商请转办' },
  accept: { states: ['open'], otherwise: '已经不在待答复状态' },
  decline: { states: ['open'], otherwise: '已经不在待答复状态' },
  recall: { states: ['open'], otherwise: '已经不在待答复状态' },
  assign: { states: ['open'], otherwise: '待答复的才能指定' },
  extend: { states: ['open'], otherwise: '待答复的才能延期' },
  join: { states: ['new', 'open'], otherwise: '还没有答复的才能并单' },
  lead: { states: ['new', 'open', 'answered'], otherwise: '已经结束的不能再并入' },
  separate: { states: ['joined'], otherwise: '没有并单' },
  close: { states: ['answered'], otherwise: '答复以后才能办结' },
  return: { states: ['answered'], otherwise: '只有已答复的才能退回' },
  follow: { states: ['answered'], otherwise: '答复以后、办结以前才能回访' },
  supplement: { states: ['new', 'open', 'answered', 'joined'], otherwise: '已经结束，不能再补充' },
  withdraw: { states: ['new', 'open', 'joined'], otherwise: '已经有答复，不用撤回' },
  rate: { states: ['answered', 'closed', 'joined'], otherwise: '有了答复以后才能评价' },
};
export type DutyMove = keyof typeof from;

/** Every reason why this cannot be done now; none: it can. */
export function against(duty: Standing, move: DutyMove): string[] {
  const { states, otherwise } = from[move]!;
  const reasons = states.includes(duty.state) ? [] : [`${otherwise}（现在是“${dutyStates[duty.state]}”）`];
  const waits = duty.toUnit !== null;
  if (move === 'propose' && waits) reasons.push('已经商请了一个部门，等它表态或收回以后再商请别的部门');
  if (move === 'propose' && duty.declined >= mostDeclines) reasons.push(`已有 ${duty.declined} 次不同意接办，请督导员或热线协调指定`);
  if ((move === 'accept' || move === 'decline' || move === 'recall') && !waits) reasons.push('没有等待表态的转办');
  if (move === 'assign' && duty.declined < mostDeclines) reasons.push(`${mostDeclines} 次不同意接办以后才由协调员指定`);
  if (move === 'extend' && duty.extendedOn !== null) reasons.push('已经延长过一次');
  if (move === 'take' && duty.takenAt !== null) reasons.push('已经签收');
  if (move === 'rate' && duty.answer === null) reasons.push('有了答复以后才能评价');
  if (move === 'rate' && duty.grade !== null) reasons.push('这次答复已经评价过');
  return reasons;
}

/** How the callback ends: not reached at the last try closes, unsatisfied opens again. */
export function afterCall(duty: Pick<Standing, 'followTries'>, call: { reached: boolean; satisfied?: boolean | undefined }): 'closed' | 'reopened' | 'waits' {
  if (call.reached) return call.satisfied ? 'closed' : 'reopened';
  return duty.followTries + 1 >= mostTries ? 'closed' : 'waits';
}

export interface Timed {
  state: DutyState;
  dueOn: Day | null;
  warnOn: Day | null;
}

export function dutyLight(d: Timed, today: Day): 'green' | 'yellow' | 'red' | 'none' {
  if (d.state !== 'open' && d.state !== 'new') return 'none';
  if (d.dueOn !== null && today > d.dueOn) return 'red';
  return d.warnOn !== null && today >= d.warnOn ? 'yellow' : 'green';
}

/** How far reminders should have gone: 1 yellow, 2 red, 3 the head after one working day more, 4 the supervisor after three. */
export function remindersDue(d: Timed, today: Day, calendar: Calendar): number {
  const light = dutyLight(d, today);
  if (light !== 'red') return light === 'yellow' ? 1 : 0;
  const gone = (days: number) => {
    try {
      return today > addWorkdays(calendar, d.dueOn!, days);
    } catch (error) {
      // Next year's holidays are not known yet: it is red, and goes no higher until they are.
      if (error instanceof UnknownYear) return false;
      throw error;
    }
  };
  if (gone(3)) return 4;
  return gone(1) ? 3 : 2;
}

/** Working time of a day in minutes after midnight: 8:00–12:00, 14:30–18:00. Assumed. */
const shifts = [
  [480, 720],
  [870, 1080],
] as const;
export const hoursADay = 7.5;

/** The instant when so many working hours have passed, in ISO text. Throws UnknownYear. */
export function addWorkHours(calendar: Calendar, instant: string, hours: number): string {
  let left = hours * 60;
  let day = dayInChina(instant);
  let minute = (Date.parse(instant) - Date.parse(`${day}T00:00:00+08:00`)) / 60_000;
  for (;;) {
    if (calendar.isWorkday(day))
      for (const [start, end] of shifts) {
        const begin = Math.max(minute, start);
        if (begin >= end) continue;
        if (left <= end - begin) return new Date(Date.parse(`${day}T00:00:00+08:00`) + (begin + left) * 60_000).toISOString();
        left -= end - begin;
      }
    day = addDays(day, 1);
    minute = 0;
  }
}
