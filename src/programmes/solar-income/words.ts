/** What breaks a limit of use, as pages say it. */
import type { UseFault } from './rules.ts';

export type Breach = UseFault | 'no-plan';

export const breachNames: Record<Breach, string> = {
  undistributed: '待拨付超限',
  'to-households': '到户资金不足',
  posts: '公益岗位超限',
  wages: '工资拖欠',
  'no-plan': '计划没有或没公示',
};
