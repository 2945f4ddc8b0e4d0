/** How dates, sizes and states are written for people. */
const week = '日一二三四五六';

/** `2024-12-25` → `12月25日`, with the year where it is not this one. */
export function day(text: string | null | undefined, today?: string): string {
  if (!text) return '';
  const [y, m, d] = text.slice(0, 10).split('-').map(Number);
  const year = today && text.slice(0, 4) === today.slice(0, 4) ? '' : `${y}年`;
  return `${year}${m}月${d}日`;
}

export const weekday = (text: string) => `周${week[new Date(`${text}T00:00:00Z`).getUTCDay()]}`;

/** An instant in China's time: `12月25日 14:03`, with the year where it is not this one. */
export function moment(instant: string, today?: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${day(local.slice(0, 10), today)} ${local.slice(11, 16)}`;
}

/** `14:03:27`, for what happened just now. */
export const timeOfDay = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 19);

export const size = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

/** Working days as people say them. */
export const days = (n: number) => (n === 0 ? '当天办结' : `${n} 个工作日`);
