/** States and their Chinese names, for pages and reasons. */
import type { Day } from '#platform/calendar';

export const claimStates = {
  submitted: '待受理',
  accepted: '审核中',
  correcting: '待补正',
  approved: '已通过',
  refused: '未通过',
  withdrawn: '已撤回',
} as const;
export type ClaimState = keyof typeof claimStates;

export const grantStates = {
  proposed: '拟兑现',
  noticed: '公示中',
  payable: '待支付',
  paying: '支付中',
  paid: '已到账',
  returned: '被银行退回',
  declined: '企业放弃',
  dropped: '不予兑现',
} as const;
export type GrantState = keyof typeof grantStates;

export const batchStates = { prepared: '待财政确认', rejected: '财政退回', confirmed: '待送银行', sent: '已送银行', done: '已办结' } as const;
export type BatchState = keyof typeof batchStates;

export const paymentStates = { prepared: '待确认', confirmed: '待送银行', sent: '已送银行', paid: '已支付', returned: '被退回', cancelled: '已取消' } as const;
export type PaymentState = keyof typeof paymentStates;

export const runStates = { proposed: '待公示', noticed: '公示中', ended: '公示期满', cancelled: '已作废' } as const;
export const objectionStates = { open: '待答复', upheld: '异议成立', dismissed: '异议不成立' } as const;

/** What a grant waits for: after the public notice the firm still has to confirm where the money goes. */
export function grantInWords(g: { state: GrantState; noticeUntil: Day | null; account: string | null }, today: Day): string {
  if (g.state !== 'noticed') return grantStates[g.state];
  if (g.noticeUntil !== null && today <= g.noticeUntil) return grantStates.noticed;
  return g.account ? grantStates.payable : '待企业确认账户';
}

/** What happened, as the course of a claim or a grant tells it. */
export const eventNames: Record<string, string> = {
  submitted: '提交申领',
  accepted: '部门受理',
  asked: '要求补正',
  answered: '补正完成',
  approved: '审核通过',
  refused: '审核未通过',
  withdrawn: '撤回申领',
  noticed: '列入免申即享公示',
  account: '确认收款账户',
  prepared: '编入支付批次',
  'given-back': '财政退回支付批次',
  paid: '资金到账',
  returned: '银行退回',
  declined: '企业放弃',
  dropped: '取消兑现',
  objected: '提出异议',
  upheld: '异议成立，重新审核',
  dismissed: '异议不成立',
};
