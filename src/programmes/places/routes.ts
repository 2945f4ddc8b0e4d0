/** One line an address. */
import { get, patch, post, type Route } from '#platform/http';
import { breakDown, closePlace, confirmPlace, editPlace, makePlace, mend } from './actions.ts';
import { importPlaces } from './import.ts';
import { keepOutline, readMap } from './outline.ts';
import { deskPlaces, exportPlaces, homeVillage, listPlaces, readCoverage, readPlace } from './reads.ts';

export const placesRoutes: Route[] = [
  get('/places', listPlaces),
  get('/places/map', readMap),
  get('/places/home', homeVillage),
  get('/places/:no', readPlace),

  get('/desk/places', deskPlaces),
  get('/desk/places/coverage', readCoverage),
  get('/desk/places/export', exportPlaces),
  post('/desk/places', makePlace),
  post('/desk/places/import', importPlaces),
  post('/desk/places/outlines', keepOutline),
  patch('/desk/places/:no', editPlace),
  post('/desk/places/:no/confirmation', confirmPlace),
  post('/desk/places/:no/closure', closePlace),
  post('/desk/places/:no/outage', breakDown),
  post('/desk/places/:no/repair', mend),
];
