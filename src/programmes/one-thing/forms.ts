/**
 * The form: what a value must look like, field by field, and what is wrong with a whole form. Pure; shared by the portal,
 * the desk and the server, so that all three say the same words.
 */
import { addMonths, ageOn, type Day, daysBetween, isDay } from '#platform/calendar';
import {
  creditCodeFaults,
  identityFaults,
  isEmail,
  isPersonName,
  isPlate,
  readBankAccount,
  readCreditCode,
  readIdentityNumber,
  readPhone,
} from '#platform/validators';
import type { Test } from './catalogue/conditions.ts';
import type { Plan, PlannedGroup } from './catalogue/notice.ts';
import type { Field } from './catalogue/schema.ts';

export type Value = string | string[];
export type Values = Record<string, Value>;

/** What the applicant has filled in: single fields by id, repeating groups by group id. */
export interface FormData {
  values: Values;
  rows: Record<string, Values[]>;
}

export interface Fault {
  /** `values.child-name` or `rows.heirs.0.heir-name`. */
  path: string;
  message: string;
}

export type Reading = { value: Value } | { message: string };

const ok = (value: Value): Reading => ({ value });
const bad = (message: string): Reading => ({ message });
const empty = (value: Value | undefined): boolean => value === undefined || (typeof value === 'string' ? value.trim() === '' : value.length === 0);

function number(field: Field, text: string, decimals: number): Reading {
  const plain = text.normalize('NFKC').replaceAll(/[,，\s]/g, '');
  const shape = decimals === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+(\\.\\d{1,${decimals}})?$`);
  if (!shape.test(plain)) return bad(decimals === 0 ? '请填写整数' : `请填写数字，最多 ${decimals} 位小数`);
  const n = Number(plain);
  if (field.min !== undefined && n < field.min) return bad(`不能小于 ${field.min}${field.unit ?? ''}`);
  if (field.max !== undefined && n > field.max) return bad(`不能大于 ${field.max}${field.unit ?? ''}`);
  return ok(plain);
}

function date(field: Field, text: string, today: Day): Reading {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[年月./]/g, '-')
    .replace('日', '')
    .trim();
  const [y, m, d] = plain.split('-');
  const day = y && m && d ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : '';
  if (!isDay(day)) return bad('请填写存在的日期，例如 2024-12-25');
  if (field.time === 'past' && day > today) return bad('日期不能晚于今天');
  if (field.time === 'future' && day < today) return bad('日期不能早于今天');
  if (day < '1900-01-01' || day > '2200-01-01') return bad('请核对年份');
  return ok(day);
}

/** One value as typed → normalised, or what is wrong with it. Empty values are the caller's business. */
export function readValue(field: Field, value: Value, today: Day): Reading {
  if (field.type === 'choices') {
    const chosen = Array.isArray(value) ? value : [value];
    return chosen.every(c => field.options?.some(o => o.value === c)) ? ok(chosen) : bad('请从选项中选择');
  }
  if (Array.isArray(value)) return bad('这里只能填一个值');
  const text = value.trim();
  if ([...text].length > (field.maxLength ?? (field.type === 'textarea' ? 2000 : 200)))
    return bad(`最多 ${field.maxLength ?? (field.type === 'textarea' ? 2000 : 200)} 个字`);
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'address':
      return ok(text);
    case 'name':
      return isPersonName(text) ? ok(text) : bad('姓名是 2 至 50 个汉字或字母，生僻字、少数民族姓名中的“·”都可以');
    case 'identity-number': {
      const reading = readIdentityNumber(text, today);
      return reading.valid ? ok(reading.normalized) : bad(identityFaults[reading.reason]);
    }
    case 'credit-code': {
      const reading = readCreditCode(text);
      return reading.valid ? ok(reading.normalized) : bad(creditCodeFaults[reading.reason]);
    }
    case 'phone': {
      const phone = readPhone(text);
      return phone ? ok(phone) : bad('请填写 11 位手机号码');
    }
    case 'bank-account': {
      const account = readBankAccount(text);
      return account ? ok(account) : bad('银行卡号应为 16 至 19 位数字，请核对有没有输错');
    }
    case 'email':
      return isEmail(text) ? ok(text) : bad('电子邮箱的格式不对');
    case 'plate':
      return isPlate(text) ? ok(text.normalize('NFKC').toUpperCase().replaceAll(/\s/g, '')) : bad('车牌号的格式不对，例如 晋J12345');
    case 'date':
      return date(field, text, today);
    case 'month':
      return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? ok(text) : bad('请填写年月，例如 2024-12');
    case 'integer':
      return number(field, text, 0);
    case 'decimal':
    case 'area':
      return number(field, text, 4);
    case 'money':
      return number(field, text, 2);
    case 'select':
      return field.options?.some(o => o.value === text) ? ok(text) : bad('请从选项中选择');
    case 'yes-no':
      return text === 'yes' || text === 'no' ? ok(text) : bad('请选择是或否');
  }
}

/** The whole form: normalised data and every fault, in the order of the pages. Values that the plan does not ask are dropped. */
export function readForm(groups: readonly PlannedGroup[], data: FormData, today: Day): { data: FormData; faults: Fault[] } {
  const faults: Fault[] = [];
  const out: FormData = { values: {}, rows: {} };
  const readInto = (fields: PlannedGroup['fields'], from: Values, into: Values, path: string) => {
    for (const { field } of fields) {
      const value = from[field.id];
      if (value === undefined || empty(value)) {
        if (field.required)
          faults.push({
            path: `${path}.${field.id}`,
            message: field.type === 'select' || field.type === 'choices' || field.type === 'yes-no' ? `请选择${field.label}` : `请填写${field.label}`,
          });
        continue;
      }
      const reading = readValue(field, value, today);
      if ('message' in reading) faults.push({ path: `${path}.${field.id}`, message: `${field.label}：${reading.message}` });
      else into[field.id] = reading.value;
    }
  };
  for (const { group, fields } of groups) {
    if (!group.repeat) {
      readInto(fields, data.values, out.values, 'values');
      continue;
    }
    const rows = data.rows[group.id] ?? [];
    if (rows.length < group.repeat.min) faults.push({ path: `rows.${group.id}`, message: `请至少填写 ${group.repeat.min} 位（项）${group.repeat.one}` });
    if (rows.length > group.repeat.max) faults.push({ path: `rows.${group.id}`, message: `最多 ${group.repeat.max} 位（项）${group.repeat.one}` });
    out.rows[group.id] = rows.map((row, i) => {
      const into: Values = {};
      readInto(fields, row, into, `rows.${group.id}.${i}`);
      return into;
    });
    repeated(group.id, fields, out.rows[group.id]!, faults);
  }
  return { data: out, faults };
}

/** The same person twice in a list is a slip. */
function repeated(group: string, fields: PlannedGroup['fields'], rows: readonly Values[], faults: Fault[]) {
  for (const { field } of fields.filter(f => f.field.type === 'identity-number')) {
    const seen = new Map<Value, number>();
    for (const [i, row] of rows.entries()) {
      const value = row[field.id];
      if (value === undefined) continue;
      const earlier = seen.get(value);
      if (earlier !== undefined) faults.push({ path: `rows.${group}.${i}.${field.id}`, message: `${field.label}与第 ${earlier + 1} 位重复` });
      else seen.set(value, i);
    }
  }
}

/** What the county knows of the principal, as far as conditions need it. */
export interface Known {
  firmStatus?: 'active' | 'abnormal' | 'struck-off' | 'cancelled';
  local?: boolean;
}

/** All values of a field: one, or one a row of its repeating group; empty ones left out. */
export const valuesOf = (data: FormData, field: string): { value: string; path: string }[] => {
  const found: { value: string; path: string }[] = [];
  const single = data.values[field];
  if (typeof single === 'string' && single !== '') found.push({ value: single, path: `values.${field}` });
  for (const [group, rows] of Object.entries(data.rows))
    for (const [i, row] of rows.entries()) {
      const value = row[field];
      if (typeof value === 'string' && value !== '') found.push({ value, path: `rows.${group}.${i}.${field}` });
    }
  return found;
};

/** What another field says in the same row; for a value of a row also what the form says once. */
const beside = (data: FormData, at: { path: string }, field: string) => {
  const found = valuesOf(data, field);
  return found.find(v => v.path === at.path.replace(/[^.]+$/, field)) ?? found.find(v => v.path === `values.${field}`);
};

/** Where a condition fails; null when it holds or its fields are still empty. */
export function failing(test: Test, data: FormData, known: Known, today: Day): { path: string } | null {
  const each = (field: string, holds: (value: string) => boolean) => {
    const broken = valuesOf(data, field).find(v => !holds(v.value));
    return broken ? { path: broken.path } : null;
  };
  const pair = (first: string, second: string, holds: (first: string, second: string) => boolean) => {
    const broken = valuesOf(data, second).find(v => {
      const other = beside(data, v, first);
      return other && !holds(other.value, v.value);
    });
    return broken ? { path: broken.path } : null;
  };
  switch (test.rule) {
    case 'within-years':
      return each(test.birth, v => birthIn(v, b => b <= today && b >= addMonths(today, -12 * test.years)));
    case 'younger-than':
      return each(test.birth, v => birthIn(v, b => ageOn(b, today) < test.years));
    case 'age-at-least':
      return each(test.birth, v => birthIn(v, b => ageOn(b, today) >= test.years));
    case 'age-by-sex':
      return each(test.number, v => {
        const reading = readIdentityNumber(v);
        return !reading.valid || ageOn(reading.birth, today) >= test[reading.sex];
      });
    case 'within-days':
      return each(test.date, d => !isDay(d) || (d <= today && daysBetween(d, today) <= test.days));
    case 'days-since':
      return each(test.date, d => !isDay(d) || daysBetween(d, today) >= test.days);
    case 'date-order':
      return pair(test.earlier, test.later, (first, second) => !isDay(first) || !isDay(second) || first <= second);
    case 'born-by':
      return pair(test.number, test.date, (number, day) => !isDay(day) || birthIn(number, b => b <= day));
    case 'at-least':
      return each(test.field, v => Number.isNaN(Number(v)) || Number(v) >= test.value);
    case 'at-most':
      return each(test.field, v => Number.isNaN(Number(v)) || Number(v) <= test.value);
    case 'one-of':
      return each(test.field, v => test.values.includes(v));
    case 'different':
      return pair(test.fields[0]!, test.fields[1]!, (a, b) => a !== b);
    case 'identity-agrees':
      for (const typed of valuesOf(data, test.number)) {
        const reading = readIdentityNumber(typed.value, today);
        if (!reading.valid) return { path: typed.path };
        const birth = test.birth && beside(data, typed, test.birth);
        if (birth && birth.value !== reading.birth) return { path: birth.path };
        const sex = test.sex && beside(data, typed, test.sex);
        if (sex && sex.value !== reading.sex) return { path: sex.path };
      }
      return null;
    case 'firm-active':
      return known.firmStatus !== undefined && known.firmStatus !== 'active' ? { path: 'principal' } : null;
    case 'local-resident':
      return known.local === false ? { path: 'principal' } : null;
  }
}

/** Tests the birthday of a date, or of an identity number; what is neither is another check's business. */
function birthIn(value: string, holds: (birth: Day) => boolean): boolean {
  const reading = readIdentityNumber(value);
  const birth = reading.valid ? reading.birth : value;
  return !isDay(birth) || holds(birth);
}

/** Conditions that an application breaks so plainly that it cannot be handed in. */
export function refusing(plan: Pick<Plan, 'conditions'>, data: FormData, known: Known, today: Day): Fault[] {
  const faults: Fault[] = [];
  for (const { condition } of plan.conditions) {
    if (!condition.test || condition.otherwise !== 'refuse') continue;
    const at = failing(condition.test, data, known, today);
    if (at && !faults.some(f => f.path === at.path && f.message === `不符合条件：${condition.text}`))
      faults.push({ path: at.path, message: `不符合条件：${condition.text}` });
  }
  return faults;
}
