/** Words and terms of duties and ratings. Pure. */

/** The kinds that the platform itself opens; programmes bring their own by the manifest. */
export const dutyKinds = { letter: '督办函', 'bad-rating': '差评整改', complaint: '投诉' } as const;

export const dutyStates = {
  new: '待分派',
  open: '待答复',
  answered: '已答复待确认',
  closed: '已办结',
  joined: '已并入',
  withdrawn: '已撤回',
} as const;
export type DutyState = keyof typeof dutyStates;

/** Working days to answer; 好差评 GB/T 39735 leaves it to the place: 15 by default. */
export const answerDays = { letter: 5, 'bad-rating': 15, complaint: 15 } as const;

/** Working days within which the other unit consents to a hand-over or declines; then it lapses. Assumed. */
export const consentDays = 1;
/** A third unit is not asked: the coordinator decides. Assumed. */
export const mostDeclines = 2;
/** Working days more, once, by the unit's head with a reason. Assumed. */
export const moreDays = 5;
/** Calls back until it is closed as not reached. Assumed. */
export const mostTries = 3;

/** The five grades of GB/T 39734; the bottom two are bad. */
export const grades = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' } as const;
export const isBad = (grade: number): boolean => grade <= 2;

/** What happened to a duty, as its course shows it. */
export const dutyEvents: Record<string, string> = {
  opened: '提出',
  sent: '分派',
  taken: '签收',
  proposed: '商请转办',
  accepted: '同意接办',
  declined: '不同意接办',
  recalled: '收回转办',
  lapsed: '转办没有回音，仍由原单位办',
  assigned: '协调指定',
  extended: '延长期限',
  joined: '并入同一诉求',
  separated: '取消并单',
  supplemented: '补充说明',
  answered: '答复',
  returned: '退回重办',
  'not-reached': '回访未接通',
  satisfied: '回访满意',
  reopened: '回访不满意，重新办理',
  rated: '评价',
  closed: '办结',
  withdrawn: '撤回',
  reminded: '快到期提醒',
  overdue: '超期提醒',
  'to-head': '超期，提请部门负责人',
  'to-supervisor': '仍未答复，提请督导员',
};

/** Steps inside the administration, which who asked need not follow. */
export const inwardSteps: ReadonlySet<string> = new Set([
  'taken',
  'proposed',
  'declined',
  'recalled',
  'lapsed',
  'reminded',
  'overdue',
  'to-head',
  'to-supervisor',
  'separated',
]);
