/** The measures of the four reductions: their words, their sums, and the table for a spreadsheet. Pure. */
import type { Simulation } from '../../catalogue/diff.ts';
import type { Figures } from '../../catalogue/notice.ts';

export type Measure = 'materials' | 'forms' | 'visits' | 'days' | 'fields';

export const measures: { key: Measure; title: string; unit: string; separate: string; together: string }[] = [
  {
    key: 'materials',
    title: '减材料',
    unit: '份',
    separate: '每个事项要的材料逐项相加，同一份材料几个事项都要，就算几份。',
    together: '同一份材料只算一份；前面事项办好就有的结果不用再交，不算。',
  },
  {
    key: 'forms',
    title: '减环节（表单）',
    unit: '张',
    separate: '每个要填信息的事项各填一张申请表。',
    together: '整件事只填一张表。',
  },
  {
    key: 'visits',
    title: '减跑动',
    unit: '次',
    separate: '每个事项单独办时要到现场的次数相加。',
    together: '一起办时仍要到现场的次数相加。',
  },
  {
    key: 'days',
    title: '减时限',
    unit: '个工作日',
    separate: '按办理顺序最长的一条路，法定时限相加；没有法定时限的按承诺时限。',
    together: '按办理顺序最长的一条路，承诺时限相加；能同时办的不重复算。',
  },
  {
    key: 'fields',
    title: '减填写',
    unit: '项',
    separate: '每个事项要填的信息逐项相加，同一项信息几个事项都要，就算几项。',
    together: '同一项信息只填一次。',
  },
];

/** The part that is saved; none where there was nothing to save. */
export const saved = (before: number, after: number): number | null => (before === 0 ? null : (before - after) / before);

const keys: (keyof Figures)[] = ['matters', 'materials', 'forms', 'fields', 'visits', 'days'];
const round = (n: number) => Math.round(n * 10) / 10;

export function totals(items: readonly Simulation[]): { separate: Figures; after: Figures } {
  const sum = (of: (t: Simulation) => Figures) => Object.fromEntries(keys.map(k => [k, round(items.reduce((n, t) => n + of(t)[k], 0))])) as unknown as Figures;
  return { separate: sum(t => t.separate), after: sum(t => t.after) };
}

/** A cell that no spreadsheet takes for a formula. */
export function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** UTF-8 with the mark by which Excel knows it. */
export function csvOf(items: readonly Simulation[]): string {
  const percent = (before: number, after: number) => {
    const part = saved(before, after);
    return part === null ? '' : `${Math.round(part * 1000) / 10}%`;
  };
  const head = [
    '序号',
    '一件事',
    '情形数',
    '事项数',
    ...measures.flatMap(m => [`${m.title}：分开办（${m.unit}）`, `${m.title}：一起办（${m.unit}）`, `${m.title}：减少`]),
  ];
  const line = (first: (string | number)[], separate: Figures, after: Figures) => [
    ...first,
    ...measures.flatMap(m => [separate[m.key], after[m.key], percent(separate[m.key], after[m.key])]),
  ];
  const sum = totals(items);
  const rows = [
    head,
    ...items.map(t => line([t.no, t.name, t.situations, t.after.matters], t.separate, t.after)),
    line(['合计', '', '', sum.after.matters], sum.separate, sum.after),
  ];
  return `\uFEFF${rows.map(r => r.map(cell).join(',')).join('\r\n')}\r\n`;
}
