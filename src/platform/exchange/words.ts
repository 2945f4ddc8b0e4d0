/** Words of the exchange, for the server and the desk alike. */

/** What is sent to partners by itself. */
export const outTopics = { item: '事项要素', case: '办件登记', progress: '办理进度', licence: '证照目录', rating: '好差评', ticket: '12345 工单' } as const;
export type OutTopic = keyof typeof outTopics;

/** Every topic of version 1, with those that only come in or go beside the queue. */
export const topicNames: Record<string, string> = {
  ...outTopics,
  query: '数据查询',
  file: '附件',
  ask: '查询代替材料',
  supplement: '补正和补交',
  void: '跳过的报文',
};

export const partnerNames = { city: '吕梁市一体化在线政务服务平台', province: '山西省一体化在线政务服务平台' } as const;
export type PartnerId = keyof typeof partnerNames;

export const outStates = { waiting: '等待发送', sent: '对方已收', stuck: '卡住', skipped: '已跳过' } as const;
export type OutState = keyof typeof outStates;
export const inStates = { kept: '等前面的报文', done: '已处理', refused: '已退回' } as const;
export type InState = keyof typeof inStates;

/** What is kept of a message's way: answers that took it no further, and what operators did. */
export const tryKinds = { declined: '对方退回', refused: '对方不收', failed: '没有办成', silent: '没有回音', retry: '重新发送', skip: '跳过' } as const;
export type TryKind = keyof typeof tryKinds;

export const queryStates = { asking: '查询中', answered: '已答复', none: '查无记录', refused: '对方退回', failed: '没有查成' } as const;
export type QueryState = keyof typeof queryStates;

export const consentStates = { asked: '等本人同意', given: '本人已同意', refused: '本人不同意', ended: '已撤回' } as const;
export type ConsentState = keyof typeof consentStates;

/** The purpose of a query that spares the applicant a paper; services that do so are registered for it. */
export const intakePurpose = '代替申请材料';
