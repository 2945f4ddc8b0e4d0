/** One line an address. */
import { del, get, post, put, type Route } from '#platform/http';
import { addWindow, changeWindow, endWindow, keepArea, keepQueue, layOut } from './actions.ts';
import { addCityMatter, endCityMatter, readCityMatters } from './cities.ts';
import { findInHall } from './finding.ts';
import { addOutside, endOutside, prolongOutside, readOutside } from './outside.ts';
import { readCoverage, readHall, readPlan } from './reads.ts';

export const hallRoutes: Route[] = [
  get('/hall', readHall),
  get('/hall/search', findInHall),
  get('/hall/outside', readOutside),
  get('/hall/city-matters', readCityMatters),

  get('/desk/hall', readPlan),
  get('/desk/hall/coverage', readCoverage),
  post('/desk/hall/layout', layOut),
  put('/desk/hall/areas/:areaId', keepArea),
  put('/desk/hall/queues/:queueId', keepQueue),
  post('/desk/hall/windows', addWindow),
  put('/desk/hall/windows/:seat', changeWindow),
  del('/desk/hall/windows/:seat', endWindow),
  post('/desk/hall/outside', addOutside),
  post('/desk/hall/outside/:entryId/term', prolongOutside),
  post('/desk/hall/outside/:entryId/end', endOutside),
  post('/desk/hall/city-matters', addCityMatter),
  post('/desk/hall/city-matters/:id/end', endCityMatter),
];
