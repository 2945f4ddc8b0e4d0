/** Messages to firms and departments. They hold no number of an account. */
import type { Templates } from '#platform/notices';

export const policiesTemplates: Templates = {
  'policy-review': d => ({ title: '有惠企政策等您审核', body: `${d.by}送审“${d.title}”。` }),
  'policy-returned': d => ({ title: '惠企政策草稿被退回', body: `“${d.title}”：${d.reason}` }),
  'policy-claimed': d => ({ title: '有新的惠企申领', body: `${d.firm}申领“${d.title}”，${d.number}。` }),
  'policy-receipt': d => ({ title: '惠企申领已提交', body: `${d.firm}申领“${d.title}”，编号 ${d.number}。进展会告诉您。` }),
  'policy-asked': d => ({ title: '惠企申领要补正', body: `“${d.title}”要补：${d.what}` }),
  'policy-answered': d => ({ title: '惠企申领已补正', body: `${d.firm}补正了“${d.title}”。` }),
  'policy-approved': d => ({ title: '惠企申领通过了', body: `“${d.title}”核定 ${d.amount}，接下来支付，不用再办什么。` }),
  'policy-refused': d => ({
    title: '惠企申领没有通过',
    body: `“${d.title}”：${d.reason}。不同意的，可以在页面上提出异议，也可以依法申请行政复议或提起行政诉讼。`,
  }),
  'policy-noticed': d => ({
    title: '免申即享：请确认收款账户',
    body: `${d.firm}符合“${d.title}”，拟给 ${d.amount}，公示到${d.until}。不用申请，请打开页面确认收款账户。`,
  }),
  'policy-dropped': d => ({ title: '一笔兑现被取消', body: `“${d.title}”：${d.reason}` }),
  'policy-paid': d => ({ title: '惠企资金已到账', body: `“${d.title}”${d.amount}已经付到您登记的账户。` }),
  'policy-bank-returned': d => ({
    title: '惠企资金被银行退回',
    body: `“${d.title}”${d.amount}没有付成：${d.reason}。请打开页面改正收款账户，改好就重新支付。`,
  }),
  'policy-objection': d => ({ title: '有惠企异议等答复', body: d.title ?? '' }),
  'policy-objection-answered': d => ({ title: `您的异议有答复：${d.result}`, body: `${d.title}：${d.answer}` }),
  'policy-batch': d => ({ title: '有支付批次等财政确认', body: `${d.number}，共 ${d.total}。` }),
  'policy-batch-rejected': d => ({ title: '支付批次被财政退回', body: `${d.number}：${d.reason}` }),
};
