/** Who may do what with licences. */
import { type Guard, permit } from '../access/index.ts';

const unit = { reviewer: 'department', 'unit-head': 'department' } as const;

export const licencePermits = [
  permit('licence.read', '查看证照', { resident: 'own', 'window-clerk': 'county', reviewer: 'department', 'unit-head': 'department' }),
  permit('licence.issue', '制发证照', {}),
  permit('licence.remind', '证照到期提醒', {}),
  permit('licence-check.read', '查验证照编号和 PDF', { guest: 'anyone' }),
  permit('licence-document.make', '下载证照 PDF', { resident: 'own' }),
  permit('licence-desk.list', '查找本单位发的证照', { ...unit, 'window-clerk': 'county' }),
  permit('licence-desk.read', '查看本单位发的证照和经过', { ...unit, 'window-clerk': 'county' }),
  permit('licence-standing.change', '暂停、恢复、提出吊销、更正证照', unit),
  permit('licence-revocation.confirm', '确认吊销（撤销）证照', { 'unit-head': 'department' }),
  permit('licence-paper.record', '登记纸质证照、打印', { ...unit, 'window-clerk': 'county' }),
  permit('licence-share.give', '出示证照、收回出示', { resident: 'own' }),
  permit('licence-share.open', '打开别人出示的证照', { guest: 'anyone' }),
  permit('licence-share.see', '查看出示给本单位的证照', unit),
  permit('consent.read', '查看证照使用记录', { resident: 'own' }),
  permit('consent.give', '授权使用证照', { resident: 'own' }),
];

export const licenceGuards: Guard[] = [
  {
    table: 'licence',
    record: 'licence',
    relations: {
      own: `holder::text = any((select app.parties())::text[]) or app.sees_case(case_id)`,
      department: `issuer = any((select app.units())::text[]) or exists (
        select 1 from consent c where c.county = licence.county and c.licence_id = licence.id and c.units && (select app.units()))`,
    },
  },
  {
    table: 'consent',
    record: 'consent',
    relations: {
      own: `given_by::text = any((select app.parties())::text[]) or app.sees_case(case_id)`,
      department: 'units && (select app.units())',
    },
    reads: ['reviewer', 'unit-head'],
  },
  // The house's own: read and written behind the licence that the actor was found to see.
  { table: 'licence_change' },
  { table: 'licence_part' },
  { table: 'licence_share' },
  { table: 'licence_share_view' },
];
