/** Words of the messages that applicants and units get. No numbers of identity, phone or account. */
import type { Templates } from '#platform/notices';

export const oneThingTemplates: Templates = {
  'case-filed': d => ({ title: `“${d.title}”已提交`, body: `办件编号 ${d.number}，共 ${d.count} 个事项，正在分头办理，进度可以随时查看。` }),
  'case-finished': d => ({ title: `“${d.title}”已全部办结`, body: `办件编号 ${d.number}。请查看结果，并给我们的服务打个分。` }),
  'task-accepted': d => ({ title: `${d.task}已受理`, body: `“${d.title}”（${d.number}）中的这个事项开始办理，时限从今天起算。` }),
  'task-correcting': d => ({
    title: `${d.task}需要补正`,
    body: `“${d.title}”（${d.number}）有 ${d.count} 处需要补正，已一次性列明，请尽快办理；补正期间不计入时限。`,
  }),
  'task-suspended': d => ({ title: `${d.task}暂停计时`, body: `“${d.title}”（${d.number}）需要${d.why}，预计 ${d.days} 天，这段时间不计入时限。` }),
  'task-resumed': d => ({ title: `${d.task}恢复办理`, body: `“${d.title}”（${d.number}）中的这个事项继续办理。` }),
  'task-extended': d => ({ title: `${d.task}延长了办理期限`, body: `“${d.title}”（${d.number}）经部门负责人批准延长 10 个工作日，理由：${d.reason}` }),
  'task-approved': d => ({ title: `${d.task}已通过`, body: `“${d.title}”（${d.number}）中的这个事项已经通过。` }),
  'task-refused': d => ({
    title: `${d.task}未通过`,
    body: `“${d.title}”（${d.number}）中的这个事项没有通过，理由、依据和救济途径请在办件里查看；其他事项不受影响的照常办理。`,
  }),
  'licence-issued': d => ({ title: `${d.typeName}已签发`, body: `“${d.title}”办好的电子证照，可以在证照包或办件里查看。` }),
  'task-transferred': d => ({ title: `转来事项：${d.task}`, body: `${d.from} 转来 ${d.number}，理由：${d.reason}` }),
  'task-urged': d => ({ title: `催办：${d.task}`, body: `${d.by} 催办 ${d.number}${d.note ? `：${d.note}` : ''}` }),
};
