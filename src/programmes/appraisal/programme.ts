/** 中政发〔2024〕16号 三（三）: the appraisal of departments, live and yearly, explained down to the case. */
import type { Manifest } from '#platform/manifest';
import { appraisalGuards, appraisalPermits } from './access.ts';
import { makeAppraisalDemo } from './demo.ts';
import { upheld } from './measures.ts';
import { appraisalRoutes } from './routes.ts';
import { appraisalTemplates } from './templates.ts';
import { appraisalWaits } from './waiting.ts';

export const appraisal: Manifest = {
  id: 'appraisal',
  document: '中政发〔2024〕16号',
  permits: appraisalPermits,
  guards: appraisalGuards,
  routes: appraisalRoutes,
  waits: appraisalWaits,
  templates: appraisalTemplates,
  records: { 'appraisal-scheme': '考核办法', 'refusal-review': '复议、诉讼结果' },
  measures: [upheld],
  demo: makeAppraisalDemo,
};
