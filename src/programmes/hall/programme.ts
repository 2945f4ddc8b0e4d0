/** 中政发〔2024〕16号: Hall and windows: areas, booking, tickets, calling, the negative list, all-city and cross-city matters. */
import type { Manifest } from '#platform/manifest';
import { hallGuards, hallPermits } from './access.ts';
import { makeHall } from './demo.ts';
import { hallIndicators } from './indicators.ts';
import { outsideJob } from './outside.ts';
import { hallRoutes } from './routes.ts';

export const hall: Manifest = {
  id: 'hall',
  document: '中政发〔2024〕16号',
  permits: hallPermits,
  guards: hallGuards,
  routes: hallRoutes,
  indicators: hallIndicators,
  records: { hall: '大厅', 'hall-area': '大厅区域', 'hall-window': '窗口', outside: '不进大厅的事项', 'city-matter': '通办事项' },
  templates: {
    'outside-expiring': d => ({ title: '不进大厅清单快到期', body: `“${d.name}”的有效期到${d.until}。请重新评估：续期，或进大厅办理。` }),
    'outside-expired': d => ({ title: '不进大厅清单已过期', body: `“${d.name}”的有效期${d.until}已过。请尽快续期，或安排进大厅办理。` }),
  },
  jobs: house => [outsideJob(house) as never],
  demo: makeHall,
  demoBeside: true,
};
