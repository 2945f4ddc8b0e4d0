/** 中政发〔2024〕16号: Benefits for firms: published, matched, claimed or granted without claim, paid. */
import type { Manifest } from '#platform/manifest';
import { policiesGuards, policiesPermits } from './access.ts';
import { policiesRoutes } from './routes.ts';

export const policies: Manifest = {
  id: 'policies',
  document: '中政发〔2024〕16号',
  permits: policiesPermits,
  guards: policiesGuards,
  routes: policiesRoutes,
};
