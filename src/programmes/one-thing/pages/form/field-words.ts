/** Values as people read them: numbers in groups, amounts in words, options by their labels. */
import { inChinese, isDay } from '#platform/calendar';
import { plain, readIdentityNumber } from '#platform/validators';
import type { Field } from '../../catalogue/schema.ts';
import type { Value, Values } from '../../forms.ts';
import type { FieldView, GroupView } from '../../views.ts';

/** The shared rules know the catalogue's own type of a field; the notice shows the same without its source. */
export const asField = (field: FieldView): Field => field as unknown as Field;

const groups: Partial<Record<Field['type'], number[]>> = {
  'identity-number': [6, 8, 4],
  'credit-code': [2, 6, 9, 1],
  phone: [3, 4, 4],
  'bank-account': [4, 4, 4, 4, 4],
};

/** `141129199003070011` → `141129 19900307 0011`: easier to compare with the card. */
export function grouped(type: string, text: string): string {
  const sizes = groups[type as Field['type']];
  if (!sizes) return text;
  const digits = plain(text);
  const parts: string[] = [];
  let from = 0;
  for (const size of sizes) {
    if (from >= digits.length) break;
    parts.push(digits.slice(from, from + size));
    from += size;
  }
  if (from < digits.length) parts.push(digits.slice(from));
  return parts.join(' ');
}

/** `125000` → `12.5 万元`, from ten thousand on. */
export function amount(text: string): string {
  const yuan = Number(text.normalize('NFKC').replaceAll(/[,，\s]/g, ''));
  if (!Number.isFinite(yuan) || Math.abs(yuan) < 10_000) return '';
  return yuan >= 100_000_000 ? `${Number((yuan / 100_000_000).toFixed(4))} 亿元` : `${Number((yuan / 10_000).toFixed(4))} 万元`;
}

/** What a half or wholly typed value says back, so that slips are seen while typing. */
export function echo({ type, maxLength }: FieldView, text: string): string {
  if (type === 'text' || type === 'textarea' || type === 'address' || type === 'name') {
    const most = maxLength ?? (type === 'textarea' ? 2000 : 200);
    const written = [...text.trim()].length;
    return written > most * 0.8 && written > 15 ? `已写 ${written} 字，最多 ${most} 字` : '';
  }
  const typed = plain(text);
  if (!typed) return '';
  if (type === 'identity-number') {
    const reading = readIdentityNumber(typed);
    if (reading.valid) return `${grouped(type, typed)}　${inChinese(reading.birth)}出生，${reading.sex === 'male' ? '男' : '女'}`;
    return typed.length < 18 ? `${grouped(type, typed)}　还差 ${18 - typed.length} 位` : grouped(type, typed);
  }
  if (type === 'money') {
    const words = amount(text);
    return words ? `即 ${words}` : '';
  }
  return groups[type as Field['type']] && typed.length > 4 ? grouped(type, typed) : '';
}

/** A value for reading. */
export function shown(field: FieldView, value: Value | undefined): string {
  const one = (text: string): string => {
    if (field.type === 'yes-no') return text === 'yes' ? '是' : text === 'no' ? '否' : text;
    const label = field.options?.find(o => o.value === text)?.label;
    if (label) return label;
    if (field.type === 'date' && isDay(text)) return inChinese(text);
    if (field.type === 'month' && /^\d{4}-\d{2}$/.test(text)) return `${text.slice(0, 4)}年${Number(text.slice(5))}月`;
    if (text && (field.type === 'money' || field.unit)) return `${text} ${field.type === 'money' ? '元' : field.unit}`;
    return grouped(field.type, text);
  };
  return (Array.isArray(value) ? value : [value ?? '']).map(one).filter(Boolean).join('、');
}

/** What a row of a repeating group is called: its first filled name or text, else its number. */
export function rowTitle(group: GroupView, row: Values, index: number): string {
  const naming = group.fields.find(f => f.type === 'name') ?? group.fields.find(f => f.type === 'text' || f.type === 'plate') ?? group.fields[0];
  const text = naming ? shown(naming, row[naming.id]) : '';
  return text || `第 ${index + 1} ${group.repeat?.one.endsWith('经历') || group.repeat?.one.endsWith('工龄') ? '段' : '位（项）'}`;
}
