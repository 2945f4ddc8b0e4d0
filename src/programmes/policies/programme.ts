/** 中政发〔2024〕16号 二（三）7: benefits for firms, published, matched, claimed or granted without claim, paid. */
import type { Manifest } from '#platform/manifest';
import { policiesGuards, policiesPermits } from './access.ts';
import { policiesDemo } from './demo.ts';
import { policiesOnline, policiesPaid } from './indicators.ts';
import { policiesRoutes } from './routes.ts';
import { policiesTemplates } from './templates.ts';

export const policies: Manifest = {
  id: 'policies',
  document: '中政发〔2024〕16号',
  permits: policiesPermits,
  guards: policiesGuards,
  routes: policiesRoutes,
  templates: policiesTemplates,
  indicators: [policiesOnline, policiesPaid],
  demo: policiesDemo,
};
