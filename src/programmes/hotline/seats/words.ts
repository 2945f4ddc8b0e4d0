/** Words of the helper seats, shared with the pages. */
import type { Outcome } from '#platform/queues/pure';

/** Where the queues and seats of helpers are, as the hall is the site of windows. */
export const helperSite = 'helpers';

export const ways = { phone: '电话', video: '视频' } as const;
export type Way = keyof typeof ways;
export const queueOf: Record<Way, string> = { phone: 'helpers-phone', video: 'helpers-video' };

/** How a talk ended, and how the queue's figures count it. */
export const results = { explained: '讲清楚了', filed: '帮着办了', incomplete: '还差材料，已说清', handed: '没解决，转部门', other: '其他' } as const;
export type Result = keyof typeof results;
export const outcomeOf: Record<Result, Outcome> = { explained: 'advice', filed: 'accepted', incomplete: 'incomplete', handed: 'other', other: 'other' };

/** Where a request is: its number's state, or its booking's while there is no number yet. */
export const requestStates = {
  booked: '已预约',
  waiting: '排队中',
  called: '正在联系',
  serving: '正在帮办',
  done: '已结束',
  missed: '没有接通',
  left: '已取消',
  cancelled: '已取消',
} as const;
export type RequestState = keyof typeof requestStates;
/** Nothing more comes of it. */
export const over: readonly RequestState[] = ['done', 'missed', 'left', 'cancelled'];
