/** What breaks a limit of use, as pages say it. */
import type { UseFault } from './rules.ts';

export type Breach = UseFault | 'twice' | 'wages-differ' | 'no-plan';

export const breachNames: Record<Breach, string> = {
  undistributed: '待拨付超限',
  'to-households': '到户资金不足',
  posts: '公益岗位超限',
  wages: '工资拖欠',
  twice: '重复领工资',
  'wages-differ': '工资名单与台账不符',
  'no-plan': '计划没有或没公示',
};

/** Whether a line stands in the provincial system; `late`: not, though it should by now; `changed`: with another amount than here. */
export const entryStates = { entered: '已录入', missing: '待录入', late: '逾期没有录入', changed: '录入后金额改过' } as const;
export type EntryState = keyof typeof entryStates;
