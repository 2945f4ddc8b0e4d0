/** 中政办发〔2024〕28号: what solar power brings, divided among villages. */
import type { Manifest } from '#platform/manifest';
import { solarGuards, solarPermits } from './access.ts';
import { solarAllocation } from './called.ts';
import { makeSolarDemo } from './demo.ts';
import { posts, wages } from './earners.ts';
import { document } from './figures.ts';
import { solarIndicators } from './indicators.ts';
import { moved } from './moved.ts';
import { solarRoutes } from './routes.ts';
import { earnings, stations } from './stations.ts';
import { payKind, useKind, watchJob } from './supervising.ts';
import { solarTemplates } from './templates.ts';
import { ledger, plans } from './village-books.ts';
import { villages } from './villages.ts';
import { solarWaits } from './waiting.ts';

export const solarIncome: Manifest = {
  id: 'solar-income',
  document,
  permits: solarPermits,
  guards: solarGuards,
  routes: solarRoutes,
  waits: solarWaits,
  rules: [solarAllocation],
  indicators: solarIndicators,
  registers: [villages, stations, earnings, moved, plans, ledger, posts, wages],
  duties: [useKind, payKind],
  jobs: house => [watchJob(house)],
  templates: solarTemplates,
  records: {
    'solar-source': '光伏收益的数据确认',
    'solar-payment': '光伏收益拨付',
    'solar-entry': '光伏收益省系统录入',
    'solar-voucher': '光伏收益使用凭证',
    'solar-notice': '光伏收益年终通报',
  },
  steps: { 'solar-run.post': '公示光伏收益分配', 'solar-run.finish': '光伏收益分配生效', 'solar-run.discard': '作废光伏收益分配' },
  demo: makeSolarDemo,
  demoBeside: true,
};
