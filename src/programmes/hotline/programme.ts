/** 中政发〔2024〕16号: The hotline 12345: tickets that somebody owns until they are answered. */
import type { Manifest } from '#platform/manifest';
import { hotlineGuards, hotlinePermits } from './access.ts';
import { demoTickets } from './demo.ts';
import { ticketKind, ticketSmsJob, ticketTemplates } from './kind.ts';
import { hotlineRoutes } from './routes.ts';

export const hotline: Manifest = {
  id: 'hotline',
  document: '中政发〔2024〕16号',
  permits: hotlinePermits,
  guards: hotlineGuards,
  routes: hotlineRoutes,
  duties: [ticketKind],
  templates: ticketTemplates,
  jobs: house => [ticketSmsJob(house) as never],
  demo: demoTickets,
};
