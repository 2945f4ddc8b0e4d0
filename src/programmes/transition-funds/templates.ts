/** Messages to the two bureaus. */
import type { Templates } from '#platform/notices';

export const fundsTemplates: Templates = {
  'funds-submitted': d => ({ title: `衔接资金方案待复核：${d.title}`, body: `${d.by}送来复核。` }),
  'funds-checked': d => ({ title: `财政已复核：${d.title}`, body: `${d.by}复核通过，等县领导或负责人审定。` }),
  'funds-approved': d => ({ title: `方案已审定：${d.title}`, body: `${d.by}审定。以后不再改动；要改请出新版。` }),
  'funds-returned': d => ({ title: `方案退回编制：${d.title}`, body: `${d.by}：${d.reason}` }),
  'funds-project-waits': d => ({ title: `衔接资金项目“${d.name}”：${d.stage}`, body: d.note ? `${d.by}：${d.note}` : `${d.by}办的上一步。` }),
  'funds-objection': d => ({ title: `有人对公示提异议：${d.title}`, body: '请核实以后答复。' }),
  'funds-objection-answered': d => ({ title: `您的异议有了答复：${d.title}`, body: d.answer ?? '' }),
  'funds-request': d => ({ title: `调整建议：${d.name} ${d.what}`, body: `${d.unit}提出，请列入方案或者说明原因。` }),
  'funds-request-answered': d => ({ title: `调整建议有了结果：${d.name}`, body: `${d.by}：${d.answer}` }),
  'funds-notice': d => ({ title: d.title ?? '', body: '按支付率排名，请查看。' }),
};
