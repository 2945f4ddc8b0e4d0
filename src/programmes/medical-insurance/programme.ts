/** 中政办发〔2024〕25号: enrolment in the residents’ medical insurance for 2025. */
import type { Manifest } from '#platform/manifest';
import { insuranceGuards, insurancePermits } from './access.ts';
import { insuranceShare, insuranceWindow } from './called.ts';
import { enrolmentDaily } from './daily.ts';
import { makeInsurance } from './demo.ts';
import { document } from './figures.ts';
import { insuranceIndicators } from './indicators.ts';
import { insuranceRegisters } from './lists.ts';
import { remindersJob } from './reminders.ts';
import { listDuty, remindJob } from './reminding.ts';
import { insuranceRoutes } from './routes.ts';
import { enrolmentTeams } from './teams.ts';
import { insuranceTemplates } from './templates.ts';
import { insuranceWaits } from './waiting.ts';

export const medicalInsurance: Manifest = {
  id: 'medical-insurance',
  document,
  permits: insurancePermits,
  guards: insuranceGuards,
  routes: insuranceRoutes,
  waits: insuranceWaits,
  rounds: [enrolmentDaily, enrolmentTeams],
  duties: [listDuty],
  indicators: insuranceIndicators,
  jobs: house => [remindJob(house) as never, remindersJob(house) as never],
  rules: [insuranceShare, insuranceWindow],
  registers: insuranceRegisters,
  templates: insuranceTemplates,
  records: { insurance: '居民医保参保' },
  steps: {
    'insurance-conflict.check': '比对参保名单',
    'insurance-conflict.mark': '标识参保身份',
    'insurance-conflict.collect': '核对医保缴费',
    'insurance-conflict.send': '发回名单问题',
    'insurance-conflict.close': '关闭名单问题',
    'insurance-reminder.send': '发缴费提醒短信',
    'insurance-reminder.take-along': '下载缴费提醒短信名单',
    'insurance-reminder.deliver': '发出缴费提醒短信',
    'insurance-setting.decide': '决定文件没有写明的参保事项',
    'insurance-run.post': '公示参保资助资金',
    'insurance-run.finish': '参保资助资金生效',
    'insurance-run.discard': '作废参保资助资金',
  },
  demo: makeInsurance,
  demoBeside: true,
};
