/** The yearly notices that the package `chinese-days` carries, as far as it has them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { weekday, type YearNotice, yearOf } from '../calendar/index.ts';

function read(): YearNotice[] {
  const entry = createRequire(import.meta.url).resolve('chinese-days');
  const data = JSON.parse(readFileSync(join(dirname(entry), 'chinese-days.json'), 'utf8')) as {
    holidays: Record<string, string>;
    workdays: Record<string, string>;
  };
  const years = [...new Set(Object.keys(data.holidays).map(yearOf))];
  return years.map(year => ({
    year,
    holidays: Object.keys(data.holidays).filter(d => yearOf(d) === year && weekday(d) % 6 !== 0),
    workdays: Object.keys(data.workdays).filter(d => yearOf(d) === year),
  }));
}

export const nationalNotices: readonly YearNotice[] = read();
