/** Audit entries in words: what was done, to what, with which particulars. */

import { taskStates } from '#platform/cases/pure';
import { moves, paperMoves } from '#platform/licences/pure';
import { dutyKinds, dutyStates, grades } from '#platform/supervision/pure';
import { staffRoleWords } from './staff-words.ts';

/** Groups of actions to search by; the audit finds every action that begins so. */
export const actionGroups: Record<string, string> = {
  'sign-in.': '登录',
  'session.': '退出、再次验证',
  'account.': '自己的账号',
  'application.': '申请',
  'case.': '办件',
  'task.': '事项办理',
  'licence.': '证照',
  'file.': '文件',
  'duty.': '督办、投诉的办理',
  'rating.': '评价',
  'complaint.': '投诉',
  'mandate.': '委托',
  'person.': '人员登记',
  'catalogue.': '事项目录',
  'staff.': '工作人员',
  'delegation.': '请假代办',
  'unit.': '机构',
  'holiday.': '工作日历',
  'notice.': '消息',
  'draft.': '接办草稿',
  'board.': '看板汇总',
  'exchange.': '平台对接',
  'data-': '数据共享',
  'hotline-ticket.': '12345 工单',
  'ticket.': '叫号',
  'hotline.': '话务量',
  'visit.': '走流程',
  'finding.': '走流程的改进',
  'experience-officer.': '政务服务体验员',
  'not-done.': '办不成事',
  'booking.': '预约',
  'seat.': '席位',
  'outside.': '不进大厅的事项',
  'code.': '中阳码',
  policy: '惠企政策',
  'place.': '办事点',
  knowledge: '知识库',
  appraisal: '考核',
};

export const actionWords = (action: string, title: string | null) => title ?? (action.startsWith('demo.') ? '建立演示数据' : action);

export interface Subject {
  kind: string;
  id: string;
  words: string;
  /** The page of the record, where there is one. */
  to: string | null;
}

/** `record`: what the server calls such records. */
export function subjectWords(subject: string, record: string | null): Subject {
  const colon = subject.indexOf(':');
  const [kind, id] = [subject.slice(0, colon), subject.slice(colon + 1)];
  const to =
    {
      case: `/desk/cases/${id}`,
      task: `/desk/tasks/${id}`,
      duty: `/desk/duties/${id}`,
      holiday: `/desk/calendar?year=${id}`,
    }[kind] ?? null;
  const short = /^[0-9a-f]{8}-/.test(id) ? id.slice(0, 8) : kind === 'catalogue' && /^\d+$/.test(id) ? `第 ${id} 版` : kind === 'holiday' ? `${id} 年` : id;
  return { kind, id, words: `${record ?? kind} ${short}`, to };
}

const parts: Record<string, string> = {
  case: '办件编号',
  from: '原状态',
  to: '新状态',
  note: '说明',
  answer: '答复',
  reason: '理由',
  unit: '部门',
  leader: '并入',
  dueOn: '期限',
  kind: '种类',
  number: '编号',
  grade: '评分',
  granted: '授予',
  revoked: '撤销',
  active: '启用',
  login: '账号',
  name: '名称',
  short: '简称',
  phone: '电话',
  supplied: '补交的材料',
  holidays: '放假',
  workdays: '周末上班',
  source: '依据',
  facts: '确认的内容',
  changes: '改动',
  removed: '删去',
  added: '新增数量',
  fromStaff: '请假的人',
  toStaff: '代办的人',
  fromDay: '从',
  toDay: '到',
  outcome: '结果',
  template: '模板',
  fields: '查看的项',
  type: '类型',
  digest: '内容摘要',
  size: '字节数',
  changed: '改动的项',
  forgotten: '清理数量',
  days: '汇总的日子',
  thing: '第几件事',
  things: '限办的事',
  tasks: '事项数',
  channel: '渠道',
  principal: '申请人',
  agent: '受托人',
  assignee: '经办人',
  staff: '人员',
  field: '查看的项',
  version: '版本',
  cases: '办件数',
  people: '人数',
  firms: '企业数',
  licences: '证照数',
  mandates: '委托数',
  seed: '种子',
  told: '通知人数',
  units: '部门数',
  places: '办事点',
  reminded: '提醒数量',
  ended: '结束数量',
  until: '到哪天',
  row: '行',
  rows: '行数',
  step: '步骤',
  period: '期间',
  made: '新增',
  grants: '笔数',
  payments: '笔数',
  no: '序号',
  item: '政策',
  items: '件数',
  results: '回单数',
  total: '合计（分）',
  amount: '金额（分）',
  decision: '结论',
  asked: '申报金额（分）',
  claim: '申报',
  what: '内容',
  edition: '第几版',
  question: '问题',
  state: '状态',
  word: '词',
  same: '同义词',
  calls: '来电',
  connected: '接通',
  within15: '15 秒内接通',
  way: '方式',
  onDay: '日期',
  steps: '步骤数',
  findings: '发现数',
  confirmed: '确认',
  published: '公开',
  seat: '席位',
  site: '大厅',
  serves: '办理的排队',
  hours: '时间',
  prefix: '号头',
  bookDays: '可预约天数',
  position: '次序',
  basis: '依据',
  agree: '同意',
  replaces: '代替',
  purpose: '用途',
  service: '数据服务',
  material: '材料',
  application: '申请',
  cached: '用了已有的答复',
  serial: '流水号',
  lines: '出示的项',
  share: '出示',
  topic: '报文内容',
  seq: '序号',
  url: '地址',
  topics: '内容',
  holder: '持证人',
  terminal: '终端',
  place: '地点',
  address: '地址',
  town: '乡镇',
  village: '村（社区）',
  services: '办理的事项',
  subject: '对象',
};

const channels: Record<string, string> = { portal: '网上', window: '窗口', exchange: '上级平台' };
const fileTypes: Record<string, string> = { 'image/jpeg': '照片', 'image/png': '图片', 'image/heic': '照片', 'application/pdf': 'PDF' };

function value(key: string, v: unknown, unit: (id: string) => string): string {
  if (v === null || v === undefined || v === '') return '无';
  if (typeof v === 'boolean') return v ? '是' : '否';
  if (Array.isArray(v)) return v.length === 0 ? '无' : v.map(x => value(key, x, unit)).join('、');
  if (typeof v === 'object')
    return Object.entries(v)
      .map(([k, x]) => `${parts[k] ?? k} ${value(k, x, unit)}`)
      .join('，');
  const text = String(v);
  if (key === 'from' || key === 'to' || key === 'outcome')
    return taskStates[text as keyof typeof taskStates] ?? dutyStates[text as keyof typeof dutyStates] ?? text;
  if (key === 'unit') return unit(text);
  if (key === 'channel') return channels[text] ?? text;
  if (key === 'type') return fileTypes[text] ?? text;
  if (key === 'kind')
    return dutyKinds[text as keyof typeof dutyKinds] ?? moves[text as keyof typeof moves] ?? paperMoves[text as keyof typeof paperMoves] ?? text;
  if (key === 'grade') return grades[Number(text) as keyof typeof grades] ?? text;
  if (key === 'granted' || key === 'revoked') return staffRoleWords[text as keyof typeof staffRoleWords]?.title ?? text;
  return text;
}

/** Particulars as pairs of words; none when there are none. */
export function detailWords(detail: unknown, unit: (id: string) => string): { key: string; label: string; text: string }[] {
  if (detail === null || typeof detail !== 'object') return [];
  // The database keeps particulars in an order of its own; the words stand in that of their list.
  const order = Object.keys(parts);
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(detail)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([key, v]) => ({ key, label: parts[key] ?? key, text: value(key, v, unit) }));
}
