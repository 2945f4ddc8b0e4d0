/** 中政发〔2024〕16号: Helping: accompanying visits with findings, and the window for what could not get done. */
import { cite } from '#platform/citations';
import type { Manifest } from '#platform/manifest';
import { ofDuties } from '#platform/supervision';
import { helpingGuards, helpingPermits } from './access.ts';
import { demoHelping } from './demo.ts';
import { helpingTemplates, improvementKind, notDoneKind } from './kinds.ts';
import { helpingRoutes } from './routes.ts';

const notDoneAnswered = ofDuties({
  id: 'not-done',
  title: '“办不成事”按期答复率',
  counts: '这一期到期的“办不成事”反映中，到期以前已经答复的',
  kinds: [notDoneKind.id],
  citation: cite('中政发〔2024〕16号', '二（一）3'),
});

export const helping: Manifest = {
  id: 'helping',
  document: '中政发〔2024〕16号',
  permits: helpingPermits,
  guards: helpingGuards,
  routes: helpingRoutes,
  duties: [notDoneKind, improvementKind],
  measures: [notDoneAnswered],
  templates: helpingTemplates,
  records: { visit: '走流程', 'experience-officer': '体验员' },
  steps: {
    'experience-officer.invite': '聘请体验员',
    'experience-officer.end': '结束体验员聘期',
  },
  demo: demoHelping,
  demoBeside: true,
};
