/** What a person sees in a cell that holds a number. Pure. */

const dayMs = 86_400_000;
const signs = (format: string) => format.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');

/** Forms that every spreadsheet knows by number: of the days those that only Chinese ones write, too. */
const ownForms: Record<number, string> = { 1: '0', 9: '0%', 10: '0.00%' };
for (const id of [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]) ownForms[id] = 'yyyy-mm-dd';
for (const id of [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]) ownForms[id] = 'h:mm:ss';
ownForms[22] = 'yyyy-mm-dd h:mm';

export type Form = 'plain' | 'day' | 'time' | 'moment' | 'percent' | { digits: number };

export function formOf(id: number, format: string | undefined): Form {
  const said = format ?? ownForms[id] ?? '';
  const first = signs(said.split(';')[0]!);
  if (/^general$/i.test(first)) return 'plain';
  const [day, time] = [/[yde]|^m+$/i.test(first) && !/[#0]e[+-]/i.test(first), /[hs]/i.test(first)];
  if (day || time) return day && time ? 'moment' : day ? 'day' : 'time';
  if (first.includes('%')) return 'percent';
  return /^0{2,}$/.test(first) ? { digits: first.length } : 'plain';
}

/** Without what binary fractions add; from sixteen digits on as Excel shows them, because it has lost the last ones. */
export function plainNumber(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toExponential().replace('e', 'E');
  const short = String(Number(value.toPrecision(15)));
  return short.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : short;
}

/** Days are counted from 1900 with a 29 February that was none, or from 1904. */
function moment(serial: number, since1904: boolean): Date {
  const days = since1904 ? serial - 24_107 : serial - (serial < 60 ? 25_568 : 25_569);
  return new Date(Math.round((days * dayMs) / 1000) * 1000);
}

export function numberText(value: number, form: Form, since1904: boolean): string {
  if (form === 'plain') return plainNumber(value);
  if (form === 'percent') return `${plainNumber(value * 100)}%`;
  if (typeof form === 'object') return Number.isInteger(value) && value >= 0 && value < 1e15 ? String(value).padStart(form.digits, '0') : plainNumber(value);
  // Beyond what a date can be it is a number in the wrong form.
  if (value < 0 || value >= 2_958_466) return plainNumber(value);
  return momentText(moment(form === 'time' ? value % 1 : value, since1904), form);
}

export function momentText(at: Date, form: 'day' | 'time' | 'moment'): string {
  const text = at.toISOString();
  const [day, time] = [text.slice(0, 10), text.slice(11, 19)];
  return form === 'time' ? time : form === 'day' || time === '00:00:00' ? day : `${day} ${time}`;
}
