/** Who may do what with accounts, people and mandates; how rows tell whose they are. */
import { type Guard, permit } from '../access/index.ts';

export const identityPermits = [
  permit('session.open', '登录', { guest: 'anyone' }),
  permit('session.read', '查看自己的登录', { guest: 'anyone' }),
  permit('session.close', '退出登录', { guest: 'anyone' }),
  permit('session.elevate', '再次验证身份', { resident: 'self', ...everyStaff('self') }),
  permit('account.change', '修改自己的密码和手机', { resident: 'self', ...everyStaff('self') }),
  permit('person.read', '查看人员信息', { resident: 'own', 'window-clerk': 'county', helper: 'county', 'town-officer': 'town' }),
  permit('person.keep', '登记、修改人员信息', { 'window-clerk': 'county' }),
  permit('firm.read', '查看企业信息', { resident: 'own', 'window-clerk': 'county', helper: 'county' }),
  permit('mandate.read', '查看委托', { resident: 'own', 'window-clerk': 'county' }),
  permit('mandate.give', '委托他人代办', { resident: 'own', 'window-clerk': 'county' }),
  permit('mandate.revoke', '撤销委托', { resident: 'own', 'window-clerk': 'county' }),
  permit('unit.read', '查看机构名录', { guest: 'anyone' }),
  permit('unit.keep', '维护机构', { administrator: 'county' }),
  permit('staff.read', '查看工作人员', { ...everyStaff('county') }),
  permit('staff.keep', '添加、停用工作人员', { administrator: 'county' }),
  permit('staff.grant', '授予、撤销角色', { administrator: 'county' }),
  permit('delegation.read', '查看请假代办', { ...everyStaff('county') }),
  permit('delegation.give', '请假期间委托同事代办', { reviewer: 'self', 'unit-head': 'department', administrator: 'county' }),
  permit('delegation.end', '结束代办', { reviewer: 'self', 'unit-head': 'department', administrator: 'county' }),
];

function everyStaff<R extends 'self' | 'county'>(relation: R) {
  return {
    'window-clerk': relation,
    helper: relation,
    'hotline-seat': relation,
    reviewer: relation,
    'unit-head': relation,
    supervisor: relation,
    leader: relation,
    'service-owner': relation,
    'programme-officer': relation,
    'town-officer': relation,
    auditor: relation,
    administrator: relation,
  } as const;
}

const parties = '(select app.parties())';

export const identityGuards: Guard[] = [
  { table: 'county_key', writes: ['gate'] },
  { table: 'signing_key' },
  { table: 'unit', record: 'unit', reads: ['gate'] },
  {
    table: 'person',
    record: 'person',
    relations: { own: `id::text = any(${parties}::text[])`, town: `'town-' || town = any((select app.units())::text[])` },
    reads: ['gate'],
  },
  { table: 'firm', record: 'firm', relations: { own: `id::text = any(${parties}::text[])` }, reads: ['gate'] },
  {
    table: 'mandate',
    record: 'mandate',
    relations: { own: `principal::text = any(${parties}::text[]) or agent::text = any(${parties}::text[])` },
    reads: ['gate'],
  },
  { table: 'staff', record: 'staff', relations: { self: `id::text = (select app.actor())` }, reads: ['gate'], writes: ['gate'], writtenBy: ['account.change'] },
  { table: 'staff_role', record: 'staff', reads: ['gate'] },
  { table: 'delegation', record: 'delegation', relations: { self: `from_staff::text = (select app.actor())`, department: 'true' }, reads: ['gate'] },
  {
    table: 'session',
    relations: { self: `subject::text = (select app.actor())` },
    writes: ['gate', 'administrator'],
    writtenBy: ['session.elevate', 'account.change'],
  },
  { table: 'sign_in_code', writes: ['gate'] },
  { table: 'oidc_identity', writes: ['gate'] },
];
