/**
 * Opening hours: what stands on the door, whether it is open at a moment, and when next. Pure: what kind of day it is
 * comes from the calendar as an argument, the moment too.
 */
import { addDays, type Calendar, type Day, UnknownYear, weekday } from '#platform/calendar';

/** In the order of the door plate; `holiday` is for public holidays whatever their weekday. */
export const dayKeys = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;
export type DayKey = (typeof dayKeys)[number];
export const dayNames: Record<DayKey, string> = {
  mon: '周一',
  tue: '周二',
  wed: '周三',
  thu: '周四',
  fri: '周五',
  sat: '周六',
  sun: '周日',
  holiday: '法定节假日',
};

/** Each as `08:30-12:00 14:30-18:00`; empty: closed; an end before its start lies in the next day. */
export type Hours = Record<DayKey, string>;

/** Minutes after midnight; `to` beyond 1440 lies in the next day. */
interface Span {
  from: number;
  to: number;
}

const dayLong = 1440;
const minutesOf = (h: string, m: string) => Number(h) * 60 + Number(m);
const clock = (minutes: number) => {
  const m = minutes % dayLong;
  return minutes === dayLong ? '24:00' : `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
};
const spanShape = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/;

export type HoursReading = { text: string; spans: Span[] } | { message: string };

/** Reads what somebody typed, with Chinese signs too; `text` is how it is kept. */
export function readHours(typed: string): HoursReading {
  const plain = typed
    .replaceAll(/[：]/g, ':')
    .replaceAll(/\s*[-–—－～~至到]\s*/g, '-')
    .replaceAll(/[,，、;；]/g, ' ')
    .trim();
  if (plain === '' || plain === '休息' || plain === '不开') return { text: '', spans: [] };
  if (plain === '全天' || plain === '24小时') return { text: '00:00-24:00', spans: [{ from: 0, to: dayLong }] };
  const spans: Span[] = [];
  for (const part of plain.split(/\s+/)) {
    const m = spanShape.exec(part);
    const [from, end] = m ? [minutesOf(m[1]!, m[2]!), minutesOf(m[3]!, m[4]!)] : [Number.NaN, Number.NaN];
    if (!m || Number(m[2]) > 59 || Number(m[4]) > 59 || from >= dayLong || end > dayLong)
      return { message: `“${part}”不是开放时间，写成 08:30-12:00 14:30-18:00，全天写“全天”，不开就留空` };
    if (from === end) return { message: `“${part}”的开始和结束一样；全天请写“全天”` };
    spans.push({ from, to: end > from ? end : end + dayLong });
  }
  spans.sort((a, b) => a.from - b.from);
  for (const [i, s] of spans.entries()) if (i > 0 && s.from < spans[i - 1]!.to) return { message: '几段时间重叠了' };
  return { text: spans.map(s => `${clock(s.from)}-${clock(s.to)}`).join(' '), spans };
}

const spansOf = (text: string): Span[] => {
  const read = readHours(text);
  return 'spans' in read ? read.spans : [];
};

export const allDay: Hours = Object.fromEntries(dayKeys.map(k => [k, '00:00-24:00'])) as Hours;

/** Open at every hour of every day, holidays too: what “7×24” means. */
export const roundTheClock = (hours: Hours): boolean => dayKeys.every(k => spansOf(hours[k]).some(s => s.from === 0 && s.to >= dayLong));

/** Which line of the door plate holds on a day; `sure` is false in a year whose holidays are not known. */
export interface Plate {
  key: DayKey;
  sure: boolean;
}

const weekKeys: readonly DayKey[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * A day off from Monday to Friday is a public holiday, and so is the weekend that touches it. A weekend that is worked
 * (调休) follows Monday's line (assumed).
 */
export function plateOf(calendar: Calendar, day: Day): Plate {
  const w = weekday(day);
  const works = (d: Day) => {
    try {
      return calendar.isWorkday(d);
    } catch (error) {
      // The year is turning and the next notice is not out: its first day is a holiday by law.
      if (error instanceof UnknownYear) return d.slice(5) !== '01-01';
      throw error;
    }
  };
  if (!calendar.knows(Number(day.slice(0, 4)))) return { key: weekKeys[w]!, sure: false };
  if (w >= 1 && w <= 5) return { key: works(day) ? weekKeys[w]! : 'holiday', sure: true };
  if (works(day)) return { key: 'mon', sure: true };
  const [saturday, sunday] = w === 6 ? [day, addDays(day, 1)] : [addDays(day, -1), day];
  const fridayOff = !works(addDays(saturday, -1));
  const mondayOff = !works(addDays(sunday, 1));
  const touches = w === 6 ? fridayOff || (!works(sunday) && mondayOff) : mondayOff || (!works(saturday) && fridayOff);
  return { key: touches ? 'holiday' : weekKeys[w]!, sure: true };
}

export interface OpenState {
  open: boolean;
  /** For people: `现在开着，到 18:00`. */
  text: string;
  /** The holidays of this year are not known: it may be different. */
  sure: boolean;
}

/** `minutes` after midnight in China. */
export function openState(hours: Hours, calendar: Calendar, today: Day, minutes: number): OpenState {
  const plate = plateOf(calendar, today);
  const { sure } = plate;
  if (roundTheClock(hours)) return { open: true, text: '24 小时开放', sure: true };
  const mine = spansOf(hours[plate.key]);
  const since = spansOf(hours[plateOf(calendar, addDays(today, -1)).key]).find(s => s.to > dayLong && minutes < s.to - dayLong);
  const now = since ? { from: 0, to: since.to - dayLong } : mine.find(s => s.from <= minutes && minutes < s.to);
  if (now) return { open: true, text: `现在开着，到${now.to > dayLong ? '次日 ' : ' '}${clock(now.to)}`, sure };
  const later = mine.find(s => s.from > minutes);
  if (later) return { open: false, text: `现在不开，今天 ${clock(later.from)} 开`, sure };
  for (let n = 1; n <= 15; n++) {
    const day = addDays(today, n);
    const next = plateOf(calendar, day);
    const first = spansOf(hours[next.key])[0];
    if (!first) continue;
    const when = n === 1 ? '明天' : `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
    return { open: false, text: `现在不开，${when} ${clock(first.from)} 开`, sure: sure && next.sure };
  }
  return { open: false, text: '近期不开', sure };
}

/** Minutes after midnight in China at an instant (ISO text). */
export const minutesInChina = (instant: string): number => {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
};

/** The door plate in few lines: days with the same hours together. */
export function hoursLines(hours: Hours): { days: string; hours: string }[] {
  const lines: { first: DayKey; last: DayKey; hours: string }[] = [];
  for (const key of dayKeys) {
    const last = lines.at(-1);
    if (last && last.hours === hours[key] && key !== 'holiday') last.last = key;
    else lines.push({ first: key, last: key, hours: hours[key] });
  }
  if (roundTheClock(hours)) return [{ days: '每天', hours: '24 小时' }];
  return lines.map(l => ({
    days: l.first === l.last ? dayNames[l.first] : `${dayNames[l.first]}至${dayNames[l.last]}`,
    hours: l.hours === '' ? '不开' : l.hours === '00:00-24:00' ? '24 小时' : l.hours.replaceAll(' ', '，'),
  }));
}
