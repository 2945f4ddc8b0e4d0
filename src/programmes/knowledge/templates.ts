/** Words of the messages that units get about their entries. */
import type { Templates } from '#platform/notices';

export const knowledgeTemplates: Templates = {
  'knowledge-review': d => ({ title: '知识库有条目等审核', body: `${d.by}写了“${d.question}”，请部门负责人审核；自己写的要由别人审。` }),
  'knowledge-returned': d => ({ title: '知识库一条被退回', body: `“${d.question}”没有通过审核：${d.reason}` }),
  'knowledge-due': d => ({ title: '知识库一条快到期', body: `“${d.question}”${d.day} 到期，请核对内容，修订成新的一版；到期后不再作答。` }),
  'knowledge-ended': d => ({ title: '知识库一条已到期', body: `“${d.question}”已经停止作答。还有用的，请修订后重新送审。` }),
  'knowledge-unhelpful': d => ({ title: '有人说答复没有帮助', body: `“${d.title}”收到新的意见，请看一看，需要的话修订。` }),
};
