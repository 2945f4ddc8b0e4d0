import type { Templates } from '../notices/index.ts';

export const registerTemplates: Templates = {
  'register-handed': d => ({ title: `${d.from}交来名单`, body: `“${d.title}”第 ${d.number} 次，${d.rows} ${d.unit}，请核对后签收。` }),
  'register-returned': d => ({ title: '名单被整份退回', body: `“${d.title}”第 ${d.number} 次被退回：${d.reason}。改好以后再交。` }),
  'register-rejected': d => ({ title: '名单里有行被退回', body: `“${d.title}”第 ${d.number} 次有 ${d.rows} 行被退回：${d.reason}。改好以后随下一次交。` }),
};
