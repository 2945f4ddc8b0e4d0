/** 中政发〔2024〕16号: Helping: accompanying visits with findings, and the window for what could not get done. */
import type { Manifest } from '#platform/manifest';
import { helpingGuards, helpingPermits } from './access.ts';
import { demoHelping } from './demo.ts';
import { helpingTemplates, improvementKind, notDoneKind } from './kinds.ts';
import { helpingRoutes } from './routes.ts';

export const helping: Manifest = {
  id: 'helping',
  document: '中政发〔2024〕16号',
  permits: helpingPermits,
  guards: helpingGuards,
  routes: helpingRoutes,
  duties: [notDoneKind, improvementKind],
  templates: helpingTemplates,
  demo: demoHelping,
};
