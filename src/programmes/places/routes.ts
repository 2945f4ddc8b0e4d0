/** One line an address. */
import { get, patch, post, put, type Route } from '#platform/http';
import { breakDown, closePlace, confirmPlace, editPlace, makePlace, mend } from './actions.ts';
import { importPlaces, markPlaces } from './import.ts';
import { keepOutline, readMap } from './outline.ts';
import { addPhoto, arrange, deskPhoto, readPhoto, removePhoto } from './photos.ts';
import { deskPlaces, exportPlaces, homeVillage, listPlaces, readCoverage, readPlace } from './reads.ts';

export const placesRoutes: Route[] = [
  get('/places', listPlaces),
  get('/places/map', readMap),
  get('/places/home', homeVillage),
  get('/places/:no', readPlace),
  get('/places/:no/photos/:photo', readPhoto),

  get('/desk/places', deskPlaces),
  get('/desk/places/coverage', readCoverage),
  get('/desk/places/export', exportPlaces),
  post('/desk/places', makePlace),
  post('/desk/places/import', importPlaces),
  post('/desk/places/import/marked', markPlaces),
  post('/desk/places/outlines', keepOutline),
  patch('/desk/places/:no', editPlace),
  post('/desk/places/:no/confirmation', confirmPlace),
  post('/desk/places/:no/closure', closePlace),
  post('/desk/places/:no/outage', breakDown),
  post('/desk/places/:no/repair', mend),
  get('/desk/places/:no/photos/:photo', deskPhoto),
  post('/desk/places/:no/photos', addPhoto),
  put('/desk/places/:no/photos', arrange),
  post('/desk/places/:no/photos/:photo/removal', removePhoto),
];
