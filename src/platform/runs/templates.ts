/** Messages to units and residents. */
import type { Templates } from '../notices/index.ts';

export const runTemplates: Templates = {
  'run-check': d => ({ title: `${d.title}：请看本乡镇的数`, body: '已经复核，审定以前可以提意见，每一格怎么算的都可以打开看。' }),
  'run-post': d => ({ title: `${d.title}：开始公示`, body: '公示期内可以提异议；请在村里张贴。' }),
  'run-objection': d => ({ title: `${d.title}：有新的意见或异议`, body: '请核对后答复。' }),
  'run-answer': d => ({ title: `${d.title}：您提的异议${d.upheld}`, body: `答复：${d.answer}` }),
};
