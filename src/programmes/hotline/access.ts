/** Who may do what with tickets. */
import { type Guard, type Permit, permit } from '#platform/access';
import { ofVisibleDuty } from '#platform/supervision';

export const hotlinePermits: Permit[] = [
  permit('hotline-ticket.read', '查看 12345 工单', {
    resident: 'own',
    reviewer: 'department:matter',
    'unit-head': 'department:matter',
    'town-officer': 'department:matter',
    'hotline-seat': 'county',
    supervisor: 'county:summary',
    leader: 'county:summary',
    auditor: 'county:summary',
  }),
  permit('hotline-ticket.take', '接听登记、分派、当场答复', { 'hotline-seat': 'county' }),
  permit('hotline-ticket.write', '网上写工单', { resident: 'own' }),
  permit('hotline-ticket.reveal', '查看来电人完整号码', {
    'hotline-seat': 'county',
    reviewer: 'department',
    'unit-head': 'department',
    'town-officer': 'department',
  }),
  permit('hotline-ticket.sms', '给来电人发短信', {}),
  permit('hotline.count', '查看热线统计', { 'hotline-seat': 'county', supervisor: 'county', leader: 'county', auditor: 'county' }),
  permit('hotline.calls', '填报每天的话务量', { 'hotline-seat': 'county', supervisor: 'county' }),
  permit('help-request.read', '查看帮办记录和统计', {
    helper: 'county',
    'hotline-seat': 'county',
    supervisor: 'county:summary',
    leader: 'county:summary',
    auditor: 'county:summary',
    'service-owner': 'county:summary',
  }),
  permit('help-request.make', '请帮办员打电话、视频，看进度，评价', { resident: 'own' }),
  permit('help-request.handle', '在帮办席接待、结束、转部门', { helper: 'county', 'hotline-seat': 'county' }),
  permit('help-request.forget-signals', '删除视频帮办的连接信息', {}),
  permit('helper-seat.keep', '维护帮办席和帮办队', { 'service-owner': 'county' }),
];

export const hotlineGuards: Guard[] = [
  { table: 'hotline_ticket', record: 'hotline-ticket', relations: { own: ofVisibleDuty, department: ofVisibleDuty } },
  { table: 'hotline_sms' },
  { table: 'call_day', record: 'hotline' },
  // Through the house, by whoever is in the talk.
  { table: 'help_signal' },
  { table: 'help_request', record: 'help-request', relations: { own: 'person::text = (select app.actor())' } },
];
