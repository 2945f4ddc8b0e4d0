/** What duties bring to the house beside ratings and the board: their verbs, templates, kinds and clock. */
import { get, post } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { extendDuty, takeDuty } from './answering.ts';
import { rateDuty, supplementDuty, withdrawDuty } from './asking.ts';
import { oneDuty } from './duties.ts';
import { followUp } from './follow-up.ts';
import { acceptHandOver, assignDuty, declineHandOver, proposeHandOver, recallHandOver } from './hand-over.ts';
import { joinDuty, separateDuty } from './joining.ts';
import { ownKinds } from './kinds.ts';
import { dutiesJob } from './timers.ts';
import { dutiesWait } from './waiting.ts';

const reminders = ['', '快到期了，请抓紧答复。', '已经超期，请马上答复。', '超期未答复，提请部门负责人督促。', '仍未答复，已提请督导员。'];

export const dutyRoom: Part = {
  permits: [],
  guards: [],
  records: { duty: '督办、投诉、工单' },
  routes: [
    get('/desk/duties/:dutyId', oneDuty),
    post('/desk/duties/:dutyId/taking', takeDuty),
    post('/desk/duties/:dutyId/extension', extendDuty),
    post('/desk/duties/:dutyId/hand-over', proposeHandOver),
    post('/desk/duties/:dutyId/hand-over/recall', recallHandOver),
    post('/desk/duties/:dutyId/hand-over/acceptance', acceptHandOver),
    post('/desk/duties/:dutyId/hand-over/refusal', declineHandOver),
    post('/desk/duties/:dutyId/assignment', assignDuty),
    post('/desk/duties/:dutyId/joining', joinDuty),
    post('/desk/duties/:dutyId/separation', separateDuty),
    post('/desk/duties/:dutyId/follow-ups', followUp),
    post('/duties/:dutyId/supplements', supplementDuty),
    post('/duties/:dutyId/withdrawal', withdrawDuty),
    post('/duties/:dutyId/rating', rateDuty),
  ],
  templates: {
    'duty-opened': d => ({ title: `${d.kind} ${d.number}`, body: `${d.title}，请在 ${d.days} 个工作日内答复。` }),
    'duty-returned': d => ({ title: `${d.number} 的答复被退回`, body: d.reason ?? '' }),
    'duty-closed': d => ({ title: `您的${d.kind}已有答复`, body: `${d.title}，请查看答复。` }),
    'duty-waits': d => ({ title: `新的${d.kind} ${d.number}`, body: `“${d.title}”等您受理。` }),
    'duty-escalated': d => ({ title: `${d.number} 提请督导`, body: `${d.unit}超期仍未答复：${d.title}` }),
    'duty-hand-over': d => ({ title: `${d.number}：${d.what}`, body: `${d.title}${d.reason ? `，理由：${d.reason}` : ''}` }),
    'duty-supplemented': d => ({ title: `${d.number} 有补充`, body: d.text ?? '' }),
    'duty-reminded': d => ({ title: `${d.number} ${Number(d.level) > 1 ? '超期' : '快到期'}`, body: `${d.title}，${reminders[Number(d.level)]}` }),
  },
  duties: ownKinds,
  waits: dutiesWait,
  jobs: house => [dutiesJob(house) as never],
};
