/** How materials are given, what needs consent, where results go. Pure; shared by the form and the server. */
import type { Content, GivenMaterial } from './application.ts';
import type { Plan, PlannedMaterial, Way } from './catalogue/notice.ts';
import type { Fault } from './forms.ts';

/**
 * The way that is taken for a material: what was chosen if it still works, else the least trouble. Null: still missing.
 * Who chose to upload and has not done so yet keeps that choice: nothing is shown to anybody that was declined.
 */
export function wayOf(ways: readonly Way[], licences: readonly { id: string }[], spared: boolean, given: GivenMaterial | null): Way | null {
  if (ways.includes('result')) return 'result';
  if (given && ways.includes(given.way)) {
    if (given.way === 'wallet' && licences.some(l => l.id === given.licence)) return 'wallet';
    if (given.way === 'query' && spared) return 'query';
    if (given.way === 'upload') return (given.files?.length ?? 0) > 0 ? 'upload' : null;
    if (given.way === 'declare' || given.way === 'follow') return given.way;
  }
  if (licences.length > 0) return 'wallet';
  return spared ? 'query' : null;
}

export const missingMaterial = (material: { id: string; name: string }): Fault => ({
  path: `materials.${material.id}`,
  message: `请提供${material.name}`,
});

/** Licences and register entries are looked at with the applicant's consent only. */
export function consentFaults(consent: boolean, ways: readonly (Way | null)[]): Fault[] {
  const shared = ways.filter(w => w === 'wallet' || w === 'query').length;
  return shared > 0 && !consent ? [{ path: 'consent', message: `请同意有关部门查看 ${shared} 份证照和登记信息，或改为自己上传` }] : [];
}

export function deliveryFaults(delivery: Content['delivery']): Fault[] {
  if (delivery.way !== 'post') return [];
  const missing: Fault[] = [];
  if (!delivery.receiver?.trim()) missing.push({ path: 'delivery.receiver', message: '请填写收件人' });
  if (!delivery.address?.trim()) missing.push({ path: 'delivery.address', message: '请填写邮寄地址' });
  if (!/^1[3-9]\d{9}$/.test(delivery.phone?.trim() ?? '')) missing.push({ path: 'delivery.phone', message: '请填写收件人的 11 位手机号码' });
  return missing;
}

/** The unit for which another's register is asked: that of the first matter that wants the material. */
export const unitFor = (plan: Plan, { wantedBy }: PlannedMaterial): string => plan.matters.find(m => wantedBy.includes(m.matter.id))?.matter.department ?? '';
