/** 中政发〔2024〕16号: one thing, done once. */
import type { Manifest } from '#platform/manifest';
import { oneThingGuards, oneThingPermits } from './access.ts';
import { makeLicences } from './demo/licences.ts';
import { compositesAYear, thingsAYear } from './indicators.ts';
import { oneThingKind } from './kind.ts';
import { reuse } from './measures.ts';
import { renewalsJob } from './renewals.ts';
import { oneThingRoutes } from './routes.ts';
import { oneThingTemplates } from './templates.ts';

export const oneThing: Manifest = {
  id: 'one-thing',
  document: '中政发〔2024〕16号',
  permits: oneThingPermits,
  guards: oneThingGuards,
  routes: oneThingRoutes,
  kinds: [oneThingKind],
  indicators: [thingsAYear, compositesAYear],
  jobs: house => [renewalsJob(house) as never],
  demo: makeLicences,
  measures: [reuse],
  templates: oneThingTemplates,
};
