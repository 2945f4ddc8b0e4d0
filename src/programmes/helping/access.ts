/** Who may do what. */
import { type Guard, type Permit, permit } from '#platform/access';
import { ofVisibleDuty } from '#platform/supervision';

const overseers = { supervisor: 'county', leader: 'county', auditor: 'county' } as const;
const helpers = { helper: 'county', 'window-clerk': 'county' } as const;
const owners = { reviewer: 'department', 'unit-head': 'department' } as const;

export const helpingPermits: Permit[] = [
  permit('visit.read', '查看走流程活动和发现的问题', { helper: 'county', 'service-owner': 'county', ...overseers }),
  permit('visit.record', '记录走流程活动', { helper: 'county', 'service-owner': 'county', supervisor: 'county' }),
  permit('finding.confirm', '确认或退回改进，公布改进', { helper: 'self', 'service-owner': 'self', supervisor: 'county' }),
  permit('improvement.read', '查看公布的改进', { guest: 'anyone' }),
  permit('experience-officer.read', '查看政务服务体验员', { helper: 'county', 'service-owner': 'county', ...overseers }),
  permit('experience-officer.keep', '聘请、解聘政务服务体验员', { helper: 'county', supervisor: 'county' }),
  permit('not-done.read', '查看办不成事反映', { resident: 'own', ...owners, ...helpers, 'hotline-seat': 'county', ...overseers }),
  permit('not-done.enter', '窗口登记办不成事', helpers),
  permit('not-done.write', '网上反映办不成事', { resident: 'own' }),
  permit('not-done.reveal', '查看反映人完整号码', { ...helpers, ...owners }),
  permit('not-done.follow', '回访办不成事', { ...helpers, supervisor: 'county' }),
];

export const helpingGuards: Guard[] = [
  { table: 'visit', record: 'visit' },
  { table: 'visit_step', record: 'visit' },
  { table: 'finding', record: 'visit' },
  { table: 'experience_officer', record: 'experience-officer' },
  { table: 'not_done', record: 'not-done', relations: { own: ofVisibleDuty, department: ofVisibleDuty } },
];
