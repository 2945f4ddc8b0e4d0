/** The demo county's partners: the stand-in of e2e/city, which nobody has started yet; its line is held until somebody does. */
import type { z } from 'zod';
import { systemActor } from '../access/index.ts';
import { knownActor, perform } from '../actions/index.ts';
import type { DemoCounty, Player } from '../demo/index.ts';
import { queueItems } from './outgoing.ts';
import { keepPartner, pausePartner } from './partners.ts';
import { keepService } from './services.ts';
import { intakePurpose, type OutTopic, outTopics, partnerNames } from './words.ts';

/** Public key of the demo stand-in; its private part is in e2e/city/keys.ts and good for nothing else. */
export const demoCityKey = {
  id: 'city-demo-1',
  publicKey: '04769bace1d1366723c6f1f8117d58c9f6436c01b7f590805965325b567ec402b7a2f80545b109f5e49e2941604081656c3622de251ac06809c906fd71fca7a204',
};
export const demoCityUrl = 'http://127.0.0.1:9141/api';

const services: Omit<z.input<typeof keepService.input>, 'version' | 'partner' | 'active'>[] = [
  {
    serviceId: 'marriage-registration',
    name: '婚姻登记信息',
    provider: '山西省民政厅',
    about: 'person',
    fields: { status: '婚姻状况', registeredOn: '登记日期', office: '登记机关' },
    purposes: [intakePurpose, '不动产登记核验', '新生儿出生登记核验', '社会救助核验'],
    proves: [{ material: 'marriage-certificate-copy', field: 'status', values: ['已婚'] }],
    basis: '国务院令第716号《国务院关于在线政务服务的若干规定》（条款待部门确认）',
    consentNeeded: false,
    dailyLimit: 200,
    cacheHours: 24,
  },
  {
    serviceId: 'social-insurance',
    name: '社会保险参保信息',
    provider: '山西省人力资源和社会保障厅',
    about: 'person',
    fields: { insured: '是否参保', place: '参保地', months: '累计缴费月数' },
    purposes: [intakePurpose, '就业参保登记核验', '住房公积金核验'],
    proves: [{ material: 'work-proof', field: 'insured', values: ['是'] }],
    basis: '《个人信息保护法》第十三条第一款第（一）项，本人同意',
    consentNeeded: true,
    dailyLimit: 100,
    cacheHours: 12,
  },
  {
    serviceId: 'firm-credit',
    name: '企业信用信息',
    provider: '吕梁市发展和改革委员会',
    about: 'firm',
    fields: { listed: '是否列入严重失信名单', grade: '信用等级' },
    purposes: ['惠企政策核验', '许可审批核验'],
    basis: '国办发〔2020〕49号（条款待部门确认）',
    consentNeeded: false,
    dailyLimit: 200,
    cacheHours: 24,
  },
];

export async function exchangeDemo({ house, county }: DemoCounty): Promise<void> {
  const does: Player['does'] = (action, input) =>
    perform(house, action, knownActor(systemActor(county, '演示')), input, { county, requestId: 'demo:exchange' });
  for (const partnerId of ['city', 'province'] as const)
    await does(keepPartner, {
      partnerId,
      version: null,
      name: partnerNames[partnerId],
      url: partnerId === 'city' ? demoCityUrl : 'https://province.invalid/exchange',
      keys: [demoCityKey],
      topics: Object.keys(outTopics) as OutTopic[],
      active: partnerId === 'city',
    });
  for (const s of services) await does(keepService, { version: null, partner: 'city', active: true, ...s });
  await does(queueItems, {});
  await does(pausePartner, { partnerId: 'city', version: 1, reason: '演示环境没有市平台：启动替身（e2e/city）以后点“恢复发送”' });
}
