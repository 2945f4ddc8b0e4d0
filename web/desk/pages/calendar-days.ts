/** Reads the dates of a holiday notice as people type and paste them: `1月1日-3日`, `2月14日、2月28日`, `2027-01-01`. Pure. */
import { addDays, type Day, daysBetween, isDay, weekday, yearOf } from '#platform/calendar';

export interface DaysRead {
  days: Day[];
  /** What could not be read, each as it was typed. */
  faults: { at: string; message: string }[];
}

const two = (n: string | number) => String(n).padStart(2, '0');
/** What stands in brackets is for people: weekdays, lunar dates. */
const plain = (text: string) => text.replaceAll(/（[^）]*）|\([^)]*\)/g, '');

/** One date; month and year are taken over from the date before where they are left out. */
function one(text: string, year: number, month: number | null): Day | null {
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (full) return `${full[1]}-${two(full[2]!)}-${two(full[3]!)}`;
  const short = /^(\d{1,2})[月/.](\d{1,2})日?$/.exec(text);
  if (short) return `${year}-${two(short[1]!)}-${two(short[2]!)}`;
  const bare = /^(\d{1,2})日?$/.exec(text);
  return bare && month !== null ? `${year}-${two(month)}-${two(bare[1]!)}` : null;
}

function range(text: string, year: number, month: number | null): { days: Day[]; message?: string } {
  const iso = /^(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:[-–—~～至到]+)\s*(\d{4}-\d{1,2}-\d{1,2}))?$/.exec(text);
  const [first, last] = iso ? [iso[1]!, iso[2]] : text.split(/\s*[-–—~～至到]+\s*/);
  const from = one(first ?? '', year, month);
  if (!from) return { days: [], message: '看不懂这个日期，写成 1月1日 或 1月1日-3日' };
  if (!isDay(from)) return { days: [], message: '没有这一天' };
  const to = last === undefined ? from : one(last, yearOf(from), Number(from.slice(5, 7)));
  if (!to) return { days: [], message: '看不懂结束的日期，写成 1月1日-3日' };
  if (!isDay(to)) return { days: [], message: '没有结束的那一天' };
  const length = daysBetween(from, to);
  if (length < 0) return { days: [], message: '结束早于开始' };
  if (length > 20) return { days: [], message: '这一段超过 20 天，请核对' };
  return { days: Array.from({ length: length + 1 }, (_, i) => addDays(from, i)) };
}

/** All dates of a text, with whatever could not be read at its place. */
export function readDays(text: string, year: number): DaysRead {
  const read: DaysRead = { days: [], faults: [] };
  let month: number | null = null;
  for (const raw of plain(text).split(/[、，,；;。\s]+/)) {
    const at = raw.trim();
    if (!at) continue;
    const { days, message } = range(at, year, month);
    if (message) read.faults.push({ at, message });
    const wrongYear = days.find(d => yearOf(d) !== year);
    if (wrongYear) read.faults.push({ at, message: `不在 ${year} 年` });
    else read.days.push(...days.filter(d => !read.days.includes(d)));
    const last = days.at(-1);
    if (last) month = Number(last.slice(5, 7));
  }
  read.days.sort();
  return read;
}

const isWeekend = (d: Day) => weekday(d) % 6 === 0;

/** Days off as the notice counts them hold weekends; only Monday to Friday have to be told to the calendar. */
export const onWeekdays = (days: readonly Day[]) => days.filter(d => !isWeekend(d));

/** The dates of a notice's sentences: before 放假 the days off, in the sentence with 上班 the weekends that are worked. */
export function readNotice(text: string): { holidays: string; workdays: string } {
  const dates = /\d{1,2}月\d{1,2}日(?:\s*[-–—~～至到]+\s*(?:\d{1,2}月)?\d{1,2}日)?/g;
  const holidays: string[] = [];
  const workdays: string[] = [];
  for (const sentence of plain(text).split(/[。；;\n]/)) {
    const found = sentence.match(dates) ?? [];
    if (sentence.includes('上班')) workdays.push(...found);
    else if (/放假|休息/.test(sentence)) holidays.push(...found);
  }
  return { holidays: holidays.join('、'), workdays: workdays.join('、') };
}

/** Days as a person would write them, runs drawn together: `10月1日-7日、10月9日`. */
export function writeDays(days: readonly Day[]): string {
  const runs: [Day, Day][] = [];
  for (const d of [...days].sort()) {
    const last = runs.at(-1);
    if (last && addDays(last[1], 1) === d) last[1] = d;
    else runs.push([d, d]);
  }
  const said = (d: Day) => `${Number(d.slice(5, 7))}月${Number(d.slice(8))}日`;
  return runs
    .map(([a, b]) => (a === b ? said(a) : a.slice(0, 7) === b.slice(0, 7) ? `${said(a)}-${Number(b.slice(8))}日` : `${said(a)}-${said(b)}`))
    .join('、');
}
