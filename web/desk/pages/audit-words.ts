/** Audit entries in words: what was done, to what, with which particulars. */
import { taskStates } from '#platform/cases/pure';
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
};

/** Steps that are no row of the permission table. */
const steps: Record<string, string> = {
  'sign-in.staff': '工作人员登录',
  'sign-in.phone': '居民登录',
  'sign-in.province': '居民登录（统一身份认证）',
  'sign-in.link': '对上省平台账号',
  'sign-in.code': '发送登录验证码',
  'sign-in.failed': '登录失败',
  'account.password': '修改密码',
  'duty.open': '开出督办、差评、投诉或工单',
  'duty.return': '退回答复',
  'duty.propose': '商请转办',
  'duty.recall': '收回转办',
  'duty.accept': '同意接办',
  'duty.decline': '不同意接办',
  'duty.separate': '取消并单',
  'duty.supplement': '补充自己的诉求',
  'duty.withdraw': '撤回自己的诉求',
  'duty.rate': '评价答复',
  'hotline-ticket.send': '交办工单',
  'hotline-ticket.answer': '当场答复工单',
  'experience-officer.invite': '聘请体验员',
  'experience-officer.end': '结束体验员聘期',
  'licence.issue': '制发证照',
  'notice.send': '发送短信',
  'notice.mark': '读消息',
  'task.accept-by-law': '视为受理',
  'task.recount': '重算期限',
  'catalogue.install': '安装事项目录',
  'catalogue.import': '导入事项目录',
  'catalogue.drop-edit': '撤销目录修改',
  'person.register': '窗口登记人员',
  'window.person': '窗口查找人员',
  'staff.activate': '停用或启用人员',
  'staff.add': '添加人员',
  'staff.first': '建立第一个管理员',
  'staff.grant': '授予角色',
  'staff.revoke': '撤销角色',
  'staff.reset': '重置密码和动态口令',
  'unit.change': '修改机构',
  'unit.ensure': '登记机构',
  'demo.session': '演示登录',
  'exchange.keep': '维护对接的平台',
  'exchange.pause': '暂停发送',
  'exchange.resume': '恢复发送',
  'exchange.retry': '重发报文',
  'exchange.skip': '跳过报文',
  'exchange.claim': '取出待发报文',
  'exchange.sent': '登记发送结果',
  'exchange.items': '事项要素排队',
  'exchange.tell-down': '通知对接中断',
  'exchange.receive': '接收报文',
  'data-query.write': '写出数据查询报文',
  'data-query.open': '查看查询答复',
  'data-service.keep': '维护数据服务',
};

export const actionWords = (action: string, title: string | null) => steps[action] ?? title ?? (action.startsWith('demo.') ? '建立演示数据' : action);

const kinds: Record<string, string> = {
  case: '办件',
  task: '事项',
  duty: '督办、投诉、工单',
  visit: '走流程',
  'call-day': '话务量',
  'experience-officer': '体验员',
  application: '申请草稿',
  staff: '工作人员',
  person: '人员',
  firm: '企业',
  licence: '证照',
  file: '文件',
  mandate: '委托',
  delegation: '代办',
  unit: '机构',
  holiday: '工作日历',
  catalogue: '事项目录',
  matter: '事项目录中的事项',
  notice: '消息',
  partner: '对接的平台',
  message: '报文',
  'data-query': '数据查询',
  'data-consent': '数据查询的同意',
  'data-service': '数据服务',
};

export interface Subject {
  kind: string;
  id: string;
  words: string;
  /** The page of the record, where there is one. */
  to: string | null;
}

export function subjectWords(subject: string): Subject {
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
  return { kind, id, words: `${kinds[kind] ?? kind} ${short}`, to };
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
};

const channels: Record<string, string> = { portal: '网上', window: '窗口', exchange: '上级平台' };
const fileTypes: Record<string, string> = { 'image/jpeg': '照片', 'image/png': '图片', 'image/heic': '照片', 'application/pdf': 'PDF' };

function value(key: string, v: unknown, unit: (id: string) => string): string {
  if (v === null || v === undefined || v === '') return '无';
  if (typeof v === 'boolean') return v ? '是' : '否';
  if (Array.isArray(v)) return v.length === 0 ? '无' : v.map(x => value(key, x, unit)).join('、');
  if (typeof v === 'object') return JSON.stringify(v);
  const text = String(v);
  if (key === 'from' || key === 'to' || key === 'outcome')
    return taskStates[text as keyof typeof taskStates] ?? dutyStates[text as keyof typeof dutyStates] ?? text;
  if (key === 'unit') return unit(text);
  if (key === 'channel') return channels[text] ?? text;
  if (key === 'type') return fileTypes[text] ?? text;
  if (key === 'kind') return dutyKinds[text as keyof typeof dutyKinds] ?? text;
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
