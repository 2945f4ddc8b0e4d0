/** 中政发〔2024〕19号: the year-end adjustment of the transition funds. */
import type { Manifest } from '#platform/manifest';
import { fundsGuards, fundsPermits } from './access.ts';
import { fundsCheck } from './called.ts';
import { demoFunds } from './demo.ts';
import { document } from './figures.ts';
import { fundsPaid, fundsReported } from './measures.ts';
import { fundsMonthly } from './monthly.ts';
import { allotments, payments, projects } from './projects.ts';
import { fundsRoutes } from './routes.ts';
import { fundsTemplates } from './templates.ts';
import { fundsWait } from './waiting.ts';

export const transitionFunds: Manifest = {
  id: 'transition-funds',
  document,
  permits: fundsPermits,
  guards: fundsGuards,
  routes: fundsRoutes,
  waits: fundsWait,
  registers: [projects, allotments, payments],
  rounds: [fundsMonthly],
  rules: [fundsCheck],
  templates: fundsTemplates,
  measures: [fundsReported, fundsPaid],
  records: { 'funds-plan': '衔接资金调整方案', 'funds-notice': '衔接资金季度通报', 'funds-goal': '衔接资金支付目标' },
  demo: demoFunds,
  demoBeside: true,
};
