/** The board's filters as they stand in the address, so that a view can be kept, sent and gone back to. */
import { addDays, isDay, yearOf } from '#platform/calendar';

export const presets = { today: '今天', week: '近 7 天', month: '近 30 天', year: '今年' } as const;
export type Preset = keyof typeof presets;

export interface BoardFilter {
  preset: Preset | 'own';
  from: string;
  to: string;
  unit: string;
  subject: string;
  town: string;
}

function fromOf(preset: Preset, today: string): string {
  if (preset === 'today') return today;
  if (preset === 'year') return `${yearOf(today)}-01-01`;
  return addDays(today, preset === 'week' ? -6 : -29);
}

/** What the address says; what makes no sense in it is left out. */
export function readFilter(params: URLSearchParams, today: string): BoardFilter {
  const get = (key: string) => params.get(key) ?? '';
  const [from, to] = [get('from'), get('to')];
  const own = isDay(from) && isDay(to) && from <= to;
  const named = get('period');
  const preset: Preset = named in presets ? (named as Preset) : 'month';
  return {
    preset: own ? 'own' : preset,
    from: own ? from : fromOf(preset, today),
    to: own ? to : today,
    unit: get('unit'),
    subject: get('subject'),
    town: get('town'),
  };
}

/** Why a period cannot be shown, or nothing. The board draws at most 400 days. */
export function periodFault(from: string, to: string): string | undefined {
  if (!isDay(from) || !isDay(to)) return '请填写起止两个日期';
  if (to < from) return '结束日期不能早于开始日期';
  if (addDays(from, 399) < to) return '一次最多看 400 天';
  return undefined;
}

/** The address of the list behind a figure, with the board's own department, thing and town. */
export function listOf(f: BoardFilter, wanted: Record<string, string>): string {
  const closed = wanted.tab === 'closed';
  const all = {
    ...(f.unit ? { unit: f.unit } : {}),
    ...(f.subject ? { subject: f.subject } : {}),
    ...(f.town ? { town: f.town } : {}),
    ...(closed ? { from: f.from, to: f.to } : {}),
    ...wanted,
  };
  return `/desk/tasks?${new URLSearchParams(all)}`;
}
