/** 中政发〔2024〕16号 二（三）9: what the county publishes as answers: the knowledge base, and questions answered with sources. */
import type { Manifest } from '#platform/manifest';
import { knowledgeGuards, knowledgePermits } from './access.ts';
import { makeKnowledge } from './demo/make.ts';
import { keepJob } from './keeping.ts';
import { knowledgeAnswered } from './measures.ts';
import { knowledgeRoutes } from './routes.ts';
import { knowledgeTemplates } from './templates.ts';
import { entriesWait } from './waiting.ts';

export const knowledge: Manifest = {
  id: 'knowledge',
  document: '中政发〔2024〕16号',
  permits: knowledgePermits,
  guards: knowledgeGuards,
  routes: knowledgeRoutes,
  waits: [entriesWait],
  templates: knowledgeTemplates,
  records: { knowledge: '知识库条目', 'knowledge-synonym': '同义词', 'knowledge-gap': '答不上的问题', 'knowledge-feedback': '对回答的反馈' },
  measures: [knowledgeAnswered],
  jobs: house => [keepJob(house) as never],
  demo: makeKnowledge,
  demoBeside: true,
};
