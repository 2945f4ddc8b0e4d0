/** One line an address. */
import { get, post, type Route } from '#platform/http';
import { solarPosted, solarRuns } from './runs.ts';
import { listSources, signSource } from './signing.ts';

export const solarRoutes: Route[] = [
  get('/solar-income/sources', listSources),
  post('/solar-income/signatures', signSource),
  ...solarRuns.routes,
  ...solarPosted.routes,
];
