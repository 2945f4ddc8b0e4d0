/** Who may do what with the hall, the negative list and the matters of the whole city. */
import { type Guard, permit } from '#platform/access';

export const hallPermits = [
  permit('hall.read', '查看大厅区域和窗口', { guest: 'anyone' }),
  permit('hall.keep', '维护大厅区域、窗口、时间和预约量', { 'service-owner': 'county' }),
  permit('hall-coverage.read', '查看进驻检查', { 'service-owner': 'county', supervisor: 'county', leader: 'county', auditor: 'county' }),
  permit('outside.read', '查看不进大厅的事项清单', { guest: 'anyone' }),
  permit('outside.keep', '维护不进大厅的事项清单', { 'service-owner': 'county' }),
  permit('outside.remind', '提醒清单到期', {}),
  permit('city-matter.read', '查看全市通办、跨市通办事项', { guest: 'anyone' }),
  permit('city-matter.keep', '维护全市通办、跨市通办事项', { 'service-owner': 'county' }),
];

export const hallGuards: Guard[] = [
  { table: 'hall_area', record: 'hall' },
  { table: 'hall_window', record: 'hall' },
  { table: 'outside_matter', record: 'outside' },
  // Who wrote what is for those who keep the list and those who watch.
  { table: 'outside_change', reads: ['service-owner', 'supervisor', 'leader', 'auditor'], writes: ['service-owner'] },
  { table: 'city_matter', record: 'city-matter' },
];
