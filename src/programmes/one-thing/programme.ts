/** 中政发〔2024〕16号: one thing, done once. */
import type { Manifest } from '#platform/manifest';
import { oneThingGuards, oneThingPermits } from './access.ts';
import { makeLicences } from './demo/licences.ts';
import { askFor, fileFor, supplyFrom } from './elsewhere.ts';
import { compositesAYear, listedThings, thingsAYear, thingsUsed, tradesInOne } from './indicators.ts';
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
  kinds: [{ ...oneThingKind, askFor, fileFor, supplyFrom }],
  steps: {
    'catalogue.install': '安装事项目录',
    'catalogue.import': '导入事项目录',
    'catalogue.drop-edit': '撤销目录修改',
    'window.person': '窗口查找人员',
  },
  records: { application: '申请草稿', catalogue: '事项目录', matter: '事项目录中的事项', thing: '一件事' },
  indicators: [thingsUsed, thingsAYear, ...listedThings, tradesInOne, compositesAYear],
  measures: [reuse],
  jobs: house => [renewalsJob(house) as never],
  demo: makeLicences,
  templates: oneThingTemplates,
};
