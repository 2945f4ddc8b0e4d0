/**
 * Automatic checks (智能受理、智能审查): what a machine can say about one matter of an application, and why. Pure.
 * 中政发〔2024〕16号 二（二）4.
 */

import type { Day } from '#platform/calendar';
import type { Check } from '#platform/cases';
import type { Plan, Way } from './catalogue/notice.ts';
import type { Matter } from './catalogue/schema.ts';
import { type FormData, failing, type Known, readForm, valuesOf } from './forms.ts';

/** How one material of the case stands. */
export interface MaterialState {
  material: string;
  name: string;
  wantedBy: readonly string[];
  way: Way;
  state: 'given' | 'owed';
  /** Another unit's register that no connection asks yet: the reviewer does. */
  askedByHand?: boolean;
  /** The licence behind it, where there is one. */
  licence?: { bearerName: string; validUntil: Day | null; state: string };
}

export interface Evidence {
  matter: Matter;
  plan: Plan;
  data: FormData;
  materials: readonly MaterialState[];
  known: Known;
  /** Name in the register of the person or firm in whose name it is applied for. */
  registeredName: string;
  /** Names to which a licence may be made out: the principal, the applicant, people of the form. */
  names: ReadonlySet<string>;
  /** Another open task of the same matter for the same principal, by case number. */
  duplicateOf?: string;
  today: Day;
}

const pass = (check: string, why: string): Check => ({ check, says: 'pass', why });
const doubt = (check: string, why: string): Check => ({ check, says: 'doubt', why });
const fail = (check: string, why: string): Check => ({ check, says: 'fail', why });

export const checkNames: Record<string, string> = {
  completeness: '材料齐全',
  format: '填写规范',
  conditions: '符合条件',
  agreement: '信息一致',
  duplicates: '没有重复申请',
  expiry: '证照有效',
  evidence: '材料来源可信',
};

function completeness(own: readonly MaterialState[]): Check {
  const owed = own.filter(m => m.state === 'owed');
  if (owed.length === 0) return pass('completeness', own.length === 0 ? '这个事项不需要材料' : `${own.length} 份材料都在`);
  const later = owed.filter(m => m.way === 'follow');
  return later.length === owed.length
    ? doubt('completeness', `容缺后补：${later.map(m => m.name).join('、')}`)
    : fail('completeness', `还缺 ${owed.map(m => m.name).join('、')}`);
}

function format(e: Evidence): Check {
  const own = e.plan.groups.map(g => ({ ...g, fields: g.fields.filter(f => f.wantedBy.includes(e.matter.id)) })).filter(g => g.fields.length > 0);
  const { faults } = readForm(own, e.data, e.today);
  return faults.length === 0 ? pass('format', '各项都按要求填写') : fail('format', faults.map(f => f.message).join('；'));
}

function conditions(e: Evidence): Check {
  const tested = e.plan.conditions.filter(c => c.matter === e.matter.id && c.condition.test);
  const broken = tested.filter(c => failing(c.condition.test!, e.data, e.known, e.today));
  if (broken.length === 0) return pass('conditions', tested.length === 0 ? '没有可以自动核对的条件' : `自动核对 ${tested.length} 项条件，都符合`);
  const text = broken.map(c => c.condition.text).join('；');
  return broken.some(c => c.condition.otherwise === 'refuse') ? fail('conditions', `不符合：${text}`) : doubt('conditions', `可能不符合，请核对：${text}`);
}

function agreement(e: Evidence, own: readonly MaterialState[]): Check {
  const typed = e.plan.matters.some(m => m.matter.id === e.matter.id) ? [...valuesOf(e.data, 'firm-name'), ...valuesOf(e.data, 'applicant-name')] : [];
  const strange = typed.find(t => t.value !== e.registeredName && !e.names.has(t.value));
  if (strange) return doubt('agreement', `表单写的是“${strange.value}”，登记的是“${e.registeredName}”`);
  const others = own.filter(m => m.licence && !e.names.has(m.licence.bearerName) && m.licence.bearerName !== e.registeredName);
  return others.length > 0
    ? doubt('agreement', others.map(m => `${m.name}的持证人是“${m.licence!.bearerName}”，与表单不一致`).join('；'))
    : pass('agreement', '表单、登记和证照一致');
}

function expiry(e: Evidence, own: readonly MaterialState[]): Check {
  const used = own.filter(m => m.licence);
  const old = used.filter(m => m.licence!.state !== 'valid' || (m.licence!.validUntil !== null && m.licence!.validUntil < e.today));
  if (old.length > 0) return fail('expiry', old.map(m => `${m.name}已失效${m.licence!.validUntil ? `（有效期至 ${m.licence!.validUntil}）` : ''}`).join('；'));
  return pass('expiry', used.length === 0 ? '没有用到电子证照' : `${used.length} 份电子证照都有效`);
}

function evidence(own: readonly MaterialState[]): Check {
  const uploads = own.filter(m => m.way === 'upload' && m.state === 'given');
  const byHand = own.filter(m => m.way === 'query' && m.askedByHand);
  const words = [
    ...(uploads.length > 0 ? [`${uploads.length} 份上传的材料要人工核对：${uploads.map(m => m.name).join('、')}`] : []),
    ...(byHand.length > 0 ? [`${byHand.length} 项信息要向其他部门核验：${byHand.map(m => m.name).join('、')}`] : []),
  ];
  return words.length === 0 ? pass('evidence', '全部来自证照、登记簿或承诺') : doubt('evidence', words.join('；'));
}

/** Every check of one matter, and what they recommend together. */
export function check(e: Evidence): { checks: Check[]; advice: Check['says'] } {
  const own = e.materials.filter(m => m.wantedBy.includes(e.matter.id));
  const checks = [
    completeness(own),
    format(e),
    conditions(e),
    agreement(e, own),
    e.duplicateOf ? doubt('duplicates', `同一申请人还有在办的同一事项：${e.duplicateOf}`) : pass('duplicates', '没有在办的同一事项'),
    expiry(e, own),
    evidence(own),
  ];
  const advice = checks.some(c => c.says === 'fail') ? 'fail' : checks.some(c => c.says === 'doubt') ? 'doubt' : 'pass';
  return { checks, advice };
}
