/** Who may do what: the bureau computes, another of it or finance checks, the county's leaders approve, the company pays, towns look after villages. */
import { type Guard, permit } from '#platform/access';

const department = { 'programme-officer': 'department', 'unit-head': 'department' } as const;
const watchers = { supervisor: 'county', leader: 'county', auditor: 'county' } as const;

export const solarPermits = [
  permit('solar-source.read', '查看光伏收益各单位数据的确认情况', { ...department, ...watchers }),
  permit('solar-source.sign', '确认本单位填的光伏收益数据', department),
  permit('solar-run.make', '测算、公示、作废光伏收益分配', { 'programme-officer': 'department' }),
  permit('solar-run.check', '复核光伏收益分配', department),
  permit('solar-run.approve', '审定光伏收益分配', { leader: 'county' }),
  permit('solar-run.decide', '对文件没有写明的地方作出决定', { leader: 'county', 'unit-head': 'department' }),
  permit('solar-run.object', '乡镇对光伏收益分配提意见、异议', { 'town-officer': 'town' }),
  permit('solar-run.answer', '答复光伏收益分配的意见、异议', { 'programme-officer': 'department' }),
  permit('solar-payment.read', '查看光伏收益拨付', { ...department, ...watchers, 'town-officer': 'town' }),
  permit('solar-payment.make', '拨付光伏收益：清单、账号、送银行、登记结果、办结', { 'programme-officer': 'department' }),
  permit('solar-payment.settle', '决定多付的光伏收益怎么处理', { ...department, leader: 'county' }),
  permit('solar-payment.prove', '交本乡镇各村的公示照片', { 'town-officer': 'town' }),
  permit('solar-use.read', '查看光伏收益在村里的使用', { ...department, ...watchers, 'town-officer': 'town' }),
  permit('solar-use.urge', '对光伏收益使用超限的村发督办', { 'programme-officer': 'department', supervisor: 'county', leader: 'county' }),
  permit('solar-notice.issue', '发出光伏收益年终通报', { 'programme-officer': 'department' }),
  permit('solar-entry.put', '登记已经录入省系统的光伏收益', { 'programme-officer': 'department', 'town-officer': 'town' }),
  permit('solar-voucher.read', '查看使用台账的凭证', { ...department, ...watchers, 'town-officer': 'town' }),
  permit('solar-voucher.put', '交、撤使用台账的凭证', { 'town-officer': 'town' }),
  permit('solar-use.watch', '超限的村、逾期没有拨付的转督办', {}),
];

const paying = `(select app.units() && '{development-company,rural-revitalisation,finance}'::text[])`;
const ofTown = `'town-' || town = any((select app.units())::text[])`;

export const solarGuards: Guard[] = [
  { table: 'solar_signature', record: 'solar-source', relations: { department: 'unit = any((select app.units())::text[])' } },
  // A town sees that there is a list, and of its payments its own.
  { table: 'solar_payment_list', record: 'solar-payment', relations: { department: paying, town: 'true' } },
  { table: 'solar_payment', record: 'solar-payment', relations: { department: paying, town: ofTown } },
  { table: 'solar_account', record: 'solar-payment', relations: { department: paying } },
  { table: 'solar_excess', record: 'solar-payment', relations: { department: paying, town: ofTown } },
  { table: 'solar_proof', record: 'solar-payment', relations: { department: paying, town: ofTown } },
  { table: 'solar_entry', record: 'solar-entry', relations: { department: paying, town: ofTown } },
  { table: 'solar_voucher', record: 'solar-voucher', relations: { department: paying, town: ofTown } },
  // Read and written by the house.
  { table: 'solar_breach' },
];
