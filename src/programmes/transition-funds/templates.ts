/** Messages to the two bureaus. */
import type { Templates } from '#platform/notices';

export const fundsTemplates: Templates = {
  'funds-submitted': d => ({ title: `衔接资金方案待复核：${d.title}`, body: `${d.by}送来复核。` }),
  'funds-checked': d => ({ title: `财政已复核：${d.title}`, body: `${d.by}复核通过，等县领导或负责人审定。` }),
  'funds-approved': d => ({ title: `方案已审定：${d.title}`, body: `${d.by}审定。以后不再改动；要改请出新版。` }),
  'funds-returned': d => ({ title: `方案退回编制：${d.title}`, body: `${d.by}：${d.reason}` }),
  'funds-notice': d => ({ title: d.title ?? '', body: '按支付率排名，请查看。' }),
};
