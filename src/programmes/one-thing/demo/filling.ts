/**
 * Fills in any form of the catalogue with invented, valid values that meet its conditions: for the demo county, and for
 * the tests that go through every situation of every thing.
 */
import { addDays, addMonths, type Day } from '#platform/calendar';
import { bankAccount, creditCode, type Dice, identityNumber, personName, phoneNumber } from '#platform/demo';
import { readIdentityNumber } from '#platform/validators';
import type { Test } from '../catalogue/conditions.ts';
import type { Plan, PlannedGroup } from '../catalogue/notice.ts';
import type { Field } from '../catalogue/schema.ts';
import { type FormData, failing, type Known, type Value, type Values } from '../forms.ts';

const words: Record<string, string[]> = {
  text: ['按实际情况填写', '中阳县', '一般', '无'],
  textarea: ['情况属实，请予办理。'],
  address: ['宁乡镇城南社区 18 号', '金罗镇 6 号院', '枝柯镇 27 号'],
};

/** Firms and traders are found and listed by their names; a finished change of the register renames one, and it stands everywhere. */
const firmNames = ['中阳县晋源商贸有限公司', '中阳县柏洼食品有限公司', '中阳县凤城建材有限公司', '中阳县枝柯农产品有限公司'];
const traderNames = ['中阳县城南小吃店', '中阳县张记杂货铺', '中阳县金罗理发店', '中阳县宁乡早餐店'];

function value(field: Field, d: Dice, today: Day): Value {
  switch (field.type) {
    case 'name':
      return personName(d, d.chance(0.5) ? 'male' : 'female');
    case 'identity-number':
      return identityNumber(d, '141129', addDays(today, -d.between(30 * 365, 45 * 365)), d.chance(0.5) ? 'male' : 'female');
    case 'credit-code':
      return creditCode(d, '141129');
    case 'phone':
      return phoneNumber(d, d.between(1, 9_000_000));
    case 'email':
      return 'banshi@example.com';
    case 'date':
      return field.time === 'future' ? addDays(today, d.between(3, 20)) : addDays(today, -d.between(3, 20));
    case 'month':
      return addMonths(today, -1).slice(0, 7);
    case 'integer':
      return String(Math.max(field.min ?? 1, Math.min(field.max ?? 9, 3)));
    case 'decimal':
    case 'area':
      return String(Math.max(field.min ?? 1, Math.min(field.max ?? 200, 96.5)));
    case 'money':
      return String(Math.max(field.min ?? 1, Math.min(field.max ?? 100_000, 3600)));
    case 'select':
      return d.pick(field.options ?? []).value;
    case 'choices':
      return [d.pick(field.options ?? []).value];
    case 'yes-no':
      return d.chance(0.5) ? 'yes' : 'no';
    case 'bank-account':
      return bankAccount(d);
    case 'plate':
      return `晋J${d.between(10_000, 99_999)}`;
    case 'text':
      if (field.id === 'trader-name') return d.pick(traderNames);
      if (field.id === 'firm-name' || field.id === 'new-firm-name') return d.pick(firmNames);
      return [...d.pick(words.text!)].slice(0, field.maxLength ?? 200).join('');
    case 'textarea':
    case 'address':
      return [...d.pick(words[field.type]!)].slice(0, field.maxLength ?? 200).join('');
  }
}

const fieldsIn = (group: PlannedGroup, d: Dice, today: Day): Values => Object.fromEntries(group.fields.map(({ field }) => [field.id, value(field, d, today)]));

/** Changes what a condition finds wrong, so that it holds. */
function mend(test: Test, path: string, data: FormData, d: Dice, today: Day, plan: Plan, locked: ReadonlySet<string>): void {
  const field = path.split('.').at(-1)!;
  const put = (id: string, v: Value) => {
    if (locked.has(id)) return;
    const [where, group, row] = path.split('.');
    const target = where === 'rows' ? data.rows[group!]?.[Number(row)] : data.values;
    if (target && (where !== 'rows' || id in target)) target[id] = v;
    else data.values[id] = v;
  };
  const timeOf = (id: string) => plan.groups.flatMap(g => g.fields).find(f => f.field.id === id)?.field.time;
  const isNumber = (id: string) => plan.groups.some(g => g.fields.some(f => f.field.id === id && f.field.type === 'identity-number'));
  const born = (id: string, birth: Day, sex: 'male' | 'female' = 'male') => put(id, isNumber(id) ? identityNumber(d, '141129', birth, sex) : birth);
  switch (test.rule) {
    case 'within-years':
      born(test.birth, addDays(today, -8));
      break;
    case 'younger-than':
      born(test.birth, addMonths(today, -12 * Math.max(1, test.years - 8)));
      break;
    case 'age-at-least':
      born(test.birth, addMonths(today, -12 * (test.years + 4)));
      break;
    case 'age-by-sex':
      born(test.number, addMonths(today, -12 * (test.male + 4)));
      break;
    case 'within-days':
      put(test.date, addDays(today, -Math.min(5, test.days)));
      break;
    case 'days-since':
      put(test.date, addDays(today, -test.days - 2));
      break;
    case 'date-order': {
      const ahead = timeOf(test.earlier) === 'future' || timeOf(test.later) === 'future';
      put(test.earlier, addDays(today, ahead ? (timeOf(test.earlier) === 'past' ? -5 : 5) : -30));
      put(test.later, addDays(today, ahead ? 15 : -20));
      break;
    }
    case 'born-by': {
      const day = data.values[test.date];
      put(test.number, identityNumber(d, '141129', addDays(typeof day === 'string' ? day : today, -d.between(20_000, 30_000)), 'female'));
      break;
    }
    case 'at-least':
      put(test.field, String(test.value));
      break;
    case 'at-most':
      put(test.field, String(test.value));
      break;
    case 'one-of':
      put(test.field, test.values[0]!);
      break;
    case 'different':
      put(test.fields[1]!, isNumber(test.fields[1]!) ? identityNumber(d, '141129', addDays(today, -12_000 - d.between(1, 900)), 'female') : `${field}2`);
      break;
    case 'identity-agrees': {
      const number = data.values[test.number];
      const reading = typeof number === 'string' ? readIdentityNumber(number, today) : { valid: false as const };
      const typed = (id: string | undefined) => (id && typeof data.values[id] === 'string' ? (data.values[id] as string) : undefined);
      if (!reading.valid || !locked.has(test.number)) {
        const sex = typed(test.sex) === 'female' ? 'female' : 'male';
        put(test.number, identityNumber(d, '141129', typed(test.birth) ?? addDays(today, -12_500), sex));
        break;
      }
      if (test.birth) put(test.birth, reading.birth);
      if (test.sex) put(test.sex, reading.sex);
      break;
    }
    case 'firm-active':
    case 'local-resident':
      break;
  }
}

/** A complete form for a plan; `fixed` values (what the county knows) are kept. Conditions that can be met are met. */
export function fillForm(plan: Plan, fixed: Values, d: Dice, today: Day, known: Known = {}): FormData {
  const locked = new Set(Object.keys(fixed));
  const data: FormData = { values: {}, rows: {} };
  for (const group of plan.groups) {
    if (group.group.repeat) data.rows[group.group.id] = Array.from({ length: Math.max(1, group.group.repeat.min) }, () => fieldsIn(group, d, today));
    else Object.assign(data.values, fieldsIn(group, d, today));
  }
  Object.assign(data.values, Object.fromEntries(Object.entries(fixed).filter(([id]) => id in data.values)));
  for (let tries = 0; tries < 12; tries++) {
    let changed = false;
    for (const { condition } of plan.conditions) {
      const at = condition.test ? failing(condition.test, data, known, today) : null;
      if (!condition.test || !at || at.path === 'principal') continue;
      mend(condition.test, at.path, data, d, today, plan, locked);
      changed = true;
    }
    if (!changed) break;
  }
  return data;
}

/** What a reviewer would type onto a licence. */
export function typedAttribute(id: string, d: Dice, today: Day): string {
  if (id.includes('identity')) return identityNumber(d, '141129', addDays(today, -8), d.chance(0.5) ? 'male' : 'female');
  if (id.includes('credit-code')) return creditCode(d, '141129');
  if (id.includes('date') || id.endsWith('-on') || id.includes('until')) return today;
  return `${id.slice(0, 2).toUpperCase()}${today.replaceAll('-', '')}${String(d.between(1, 9999)).padStart(4, '0')}`;
}
