/** 中政发〔2024〕16号: What the county publishes as answers: the knowledge base, and questions answered with sources. */
import type { Manifest } from '#platform/manifest';
import { knowledgeGuards, knowledgePermits } from './access.ts';
import { knowledgeRoutes } from './routes.ts';

export const knowledge: Manifest = {
  id: 'knowledge',
  document: '中政发〔2024〕16号',
  permits: knowledgePermits,
  guards: knowledgeGuards,
  routes: knowledgeRoutes,
};
