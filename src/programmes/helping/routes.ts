/** One line an address. */
import { get, post, type Route } from '#platform/http';
import { listFindings } from './findings.ts';
import { enterNotDone, followNotDone, revealVisitor, writeNotDone } from './not-done.ts';
import { listNotDone, readNotDone } from './not-done-reads.ts';
import { endOfficer, inviteOfficer, listOfficers } from './officers.ts';
import { confirmFinding, improvements, listVisits, readVisit, recordVisit } from './visits.ts';

export const helpingRoutes: Route[] = [
  get('/improvements', improvements),
  post('/not-done', writeNotDone),
  get('/not-done/:dutyId', readNotDone),

  get('/desk/findings', listFindings),
  get('/desk/visits', listVisits),
  post('/desk/visits', recordVisit),
  get('/desk/visits/:visitId', readVisit),
  post('/desk/findings/:dutyId/confirmation', confirmFinding),
  get('/desk/experience-officers', listOfficers),
  post('/desk/experience-officers', inviteOfficer),
  post('/desk/experience-officers/:officerId/end', endOfficer),

  get('/desk/not-done', listNotDone),
  post('/desk/not-done', enterNotDone),
  get('/desk/not-done/:dutyId', readNotDone),
  post('/desk/not-done/:dutyId/follow-ups', followNotDone),
  post('/desk/not-done/:dutyId/reveal', revealVisitor),
];
