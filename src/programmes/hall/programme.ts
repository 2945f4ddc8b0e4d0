/** 中政发〔2024〕16号: Hall and windows: areas, booking, tickets, calling, the negative list, all-city and cross-city matters. */
import type { Manifest } from '#platform/manifest';
import { hallGuards, hallPermits } from './access.ts';
import { hallRoutes } from './routes.ts';

export const hall: Manifest = {
  id: 'hall',
  document: '中政发〔2024〕16号',
  permits: hallPermits,
  guards: hallGuards,
  routes: hallRoutes,
};
