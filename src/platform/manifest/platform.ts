/** The platform's own rooms, put together: permissions, row-level security, addresses. */
import { type Guard, permit } from '../access/index.ts';
import {
  addStaff,
  changeUnit,
  endDelegation,
  giveDelegation,
  grantRole,
  listDelegations,
  listStaff,
  listUnits,
  resetStaff,
  revokeRole,
  searchAudit,
  setStaffActive,
} from '../administration/index.ts';
import { bulletinGuards } from '../bulletins/index.ts';
import {
  accept,
  allowSecond,
  askCorrections,
  askCosign,
  caseGuards,
  casePermits,
  cosign,
  decide,
  deliver,
  deliveries,
  deskCases,
  extend,
  myCases,
  queue,
  queueCounts,
  resume,
  suspend,
  take,
  tasksWait,
  tickJob,
  transfer,
  withdraw,
} from '../cases/index.ts';
import { codeRoom } from '../code/index.ts';
import { demoAccounts, demoCode, demoGuards, demoPermits } from '../demo/index.ts';
import { exchangeRoom } from '../exchange/index.ts';
import { fileGuards, filePermits } from '../files/index.ts';
import { holidayGuards, holidayPermits, loadNotice, yearView } from '../holidays/index.ts';
import { del, get, post, put, type Route } from '../http/index.ts';
import { changePassword, giveMandate, identityGuards, identityPermits, listMandates, requestCode, revokeMandate } from '../identity/index.ts';
import { indicatorsRoom } from '../indicators/index.ts';
import { forgetKeysJob, keyPermits } from '../jobs/index.ts';
import { licencesRoom } from '../licences/index.ts';
import { inbox, markRead, noticeGuards, noticePermits, shownSms, smsJob, type Templates } from '../notices/index.ts';
import { queuesRoom } from '../queues/index.ts';
import { registersRoom } from '../registers/index.ts';
import { roundsRoom } from '../rounds/index.ts';
import { platformRules } from '../rules/index.ts';
import { runsRoom } from '../runs/index.ts';
import {
  answerDuty,
  board,
  boardDayGuards,
  boardDayPermits,
  boardJob,
  closeDuty,
  complain,
  duties,
  dutyRoom,
  rate,
  returnDuty,
  sendLetter,
  supervisionGuards,
  supervisionMeasures,
  supervisionPermits,
  urge,
} from '../supervision/index.ts';
import { waitingRoom } from '../waiting/index.ts';
import { records, steps } from './audit-words.ts';
import type { Manifest, Part } from './manifest.ts';

const routes: Route[] = [
  post('/session/code', requestCode),
  { ...put('/account/password', changePassword), withToken: true },
  get('/mandates', listMandates),
  post('/mandates', giveMandate),
  post('/mandates/:mandateId/revocation', revokeMandate),

  get('/notices', inbox),
  post('/notices/read', markRead),
  { ...get('/demo/accounts', demoAccounts), demo: true },
  { ...get('/demo/code', demoCode), demo: true },
  { ...get('/demo/messages', shownSms), demo: true },

  get('/cases', myCases),
  post('/cases/:caseId/withdrawal', withdraw),
  post('/cases/:caseId/rating', rate),
  post('/cases/:caseId/complaints', complain),

  get('/desk/tasks', queue),
  get('/desk/counts', queueCounts),
  get('/desk/deliveries', deliveries),
  get('/desk/cases', deskCases),
  post('/desk/tasks/:taskId/assignee', take),
  post('/desk/tasks/:taskId/acceptance', accept),
  post('/desk/tasks/:taskId/correction', askCorrections),
  post('/desk/tasks/:taskId/second-correction', allowSecond),
  post('/desk/tasks/:taskId/suspension', suspend),
  del('/desk/tasks/:taskId/suspension', resume),
  post('/desk/tasks/:taskId/extension', extend),
  post('/desk/tasks/:taskId/cosigns', askCosign),
  put('/desk/tasks/:taskId/cosigns', cosign),
  post('/desk/tasks/:taskId/transfer', transfer),
  post('/desk/tasks/:taskId/decision', decide),
  post('/desk/tasks/:taskId/delivery', deliver),
  post('/desk/tasks/:taskId/reminder', urge),
  post('/desk/tasks/:taskId/letters', sendLetter),

  get('/desk/board', board),
  get('/desk/duties', duties),
  post('/desk/duties/:dutyId/answer', answerDuty),
  post('/desk/duties/:dutyId/closing', closeDuty),
  post('/desk/duties/:dutyId/return', returnDuty),

  get('/units', listUnits),
  put('/units/:unitId', changeUnit),
  get('/staff', listStaff),
  post('/staff', addStaff),
  put('/staff/:staffId/activity', setStaffActive),
  post('/staff/:staffId/reset', resetStaff),
  post('/staff/:staffId/roles', grantRole),
  post('/staff/:staffId/roles/revocation', revokeRole),
  get('/delegations', listDelegations),
  post('/delegations', giveDelegation),
  post('/delegations/:delegationId/end', endDelegation),
  get('/calendar/:year', yearView),
  put('/calendar/:year', loadNotice),
  get('/audit', searchAudit),
];

/** Rooms that name their own part. */
const rooms: readonly Part[] = [licencesRoom, queuesRoom, codeRoom, exchangeRoom, indicatorsRoom, registersRoom, roundsRoom, runsRoom, dutyRoom, waitingRoom];

const auditGuard: Guard = { table: 'audit.entry', record: 'audit' };

export const platform: Manifest = {
  id: 'platform',
  permits: [
    ...identityPermits,
    ...noticePermits,
    ...filePermits,
    ...casePermits,
    ...supervisionPermits,
    ...boardDayPermits,
    ...holidayPermits,
    ...demoPermits,
    ...keyPermits,
    ...rooms.flatMap(r => r.permits),
    permit('audit.read', '查审计记录', { auditor: 'county', administrator: 'county' }),
    permit('sms.shown', '演示：查看本应发出的短信', { guest: 'anyone' }),
  ],
  guards: [
    ...identityGuards,
    ...noticeGuards,
    ...fileGuards,
    ...bulletinGuards,
    ...caseGuards,
    ...supervisionGuards,
    ...boardDayGuards,
    ...holidayGuards,
    ...demoGuards,
    ...rooms.flatMap(r => r.guards),
    auditGuard,
  ],
  routes: [...routes, ...rooms.flatMap(r => r.routes)],
  records: Object.assign({}, records, ...rooms.map(r => r.records ?? {})) as Record<string, string>,
  steps: Object.assign({}, steps, ...rooms.map(r => r.steps ?? {})) as Record<string, string>,
  templates: Object.assign({}, ...rooms.map(r => r.templates ?? {})) as Templates,
  kinds: rooms.flatMap(r => r.kinds ?? []),
  duties: rooms.flatMap(r => r.duties ?? []),
  waits: [tasksWait, ...rooms.flatMap(r => r.waits ?? [])],
  indicators: rooms.flatMap(r => r.indicators ?? []),
  measures: [...supervisionMeasures, ...rooms.flatMap(r => r.measures ?? [])],
  async demo(county) {
    for (const r of rooms) await r.demo?.(county);
  },
  rules: platformRules,
  jobs: house => [
    tickJob(house) as never,
    smsJob(house) as never,
    forgetKeysJob(house) as never,
    boardJob(house) as never,
    ...rooms.flatMap(r => r.jobs?.(house) ?? []),
  ],
};
