/** Messages to units. */
import type { Templates } from '#platform/notices';

export const appraisalTemplates: Templates = {
  'appraisal-posted': d => ({ title: `${d.title}：本部门 ${d.total} 分`, body: `每一项怎么算的、扣在哪一件，都可以看到。有异议请在 ${d.until} 以前提出。` }),
  'appraisal-upheld': d => ({ title: '考核异议成立', body: `重新计算时剔除。答复：${d.answer}` }),
  'appraisal-rejected': d => ({ title: '考核异议不成立', body: `答复：${d.answer}` }),
};
