/** Who may see and do what of the insurance. The actions ask for the very bureau. 八 */
import { type Guard, permit } from '#platform/access';
import { bureaus } from './words.ts';

const watchers = { supervisor: 'county', leader: 'county', auditor: 'county' } as const;
const readers = { 'programme-officer': 'department', 'unit-head': 'department', 'town-officer': 'town', ...watchers } as const;

export const insurancePermits = [
  permit('insurance.mine', '查看自己和家人的参保信息', { resident: 'self' }),
  permit('insurance-progress.read', '查看参保进度和未参保名单', readers),
  permit('insurance-conflict.read', '查看参保名单比对结果', readers),
  permit('insurance-conflict.work', '比对参保名单、标识身份、发回和关闭问题、核对缴费', { 'programme-officer': 'department' }),
  permit('insurance-conflict.answer', '答复发回的名单问题', { 'programme-officer': 'department', 'unit-head': 'department', 'town-officer': 'town' }, ['sent']),
  permit('insurance-reminder.read', '查看发过的缴费提醒', readers),
  permit('insurance-reminder.send', '给还没缴费的人发短信提醒', { 'programme-officer': 'department', 'town-officer': 'town' }),
  permit('insurance-reminder.deliver', '发出缴费提醒短信', {}),
  permit('insurance-setting.open', '查看待遇等待期按什么算', { guest: 'anyone' }),
  permit('insurance-setting.decide', '决定文件没有写明的参保事项', { 'programme-officer': 'department' }),
  permit('insurance-list.remind', '名单逾期没有推送的转督办', {}),
  permit('insurance-run.make', '测算、公示、作废参保资助资金', { 'programme-officer': 'department' }),
  permit('insurance-run.check', '财政复核参保资助资金', { 'programme-officer': 'department', 'unit-head': 'department' }),
  permit('insurance-run.approve', '审定参保资助资金', { leader: 'county' }),
  permit('insurance-run.decide', '决定参保资助资金里文件没有写明的', { leader: 'county', 'unit-head': 'department' }),
  permit('insurance-run.object', '对参保资助资金提异议', { 'town-officer': 'town' }),
  permit('insurance-run.answer', '答复参保资助资金的异议', { 'programme-officer': 'department' }),
];

const units = '(select app.units())::text[]';
const own = `unit = any(${units}) or '${bureaus.leads}' = any(${units})`;

export const insuranceGuards: Guard[] = [
  { table: 'insurance_conflict', record: 'insurance-conflict', relations: { department: own, town: own } },
  // Read and written by the house.
  ...['insurance_step', 'insurance_reminding', 'insurance_reminder', 'insurance_setting', 'insurance_work'].map(table => ({ table })),
];
