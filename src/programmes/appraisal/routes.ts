/** One line an address. */
import { get, post, type Route } from '#platform/http';
import { answerObjection, approve, check, compute, discard, finish, live, liveLines, object, post as postRun } from './appraisal.ts';
import { listReviews, recordReview } from './reviews.ts';
import { adoptScheme, proposeScheme, readSchemes } from './schemes.ts';

export const appraisalRoutes: Route[] = [
  get('/appraisal/live', live),
  get('/appraisal/live/lines', liveLines),

  get('/appraisal/schemes/:year', readSchemes),
  post('/appraisal/schemes/:year', proposeScheme),
  post('/appraisal/schemes/:year/adoption', adoptScheme),
  get('/appraisal/reviews', listReviews),
  post('/appraisal/reviews', recordReview),

  post('/appraisal/runs', compute),
  post('/appraisal/runs/:runId/check', check),
  post('/appraisal/runs/:runId/approval', approve),
  post('/appraisal/runs/:runId/posting', postRun),
  post('/appraisal/runs/:runId/end', finish),
  post('/appraisal/runs/:runId/discard', discard),
  post('/appraisal/runs/:runId/objections', object),
  post('/appraisal/objections/:objectionId/decision', answerObjection),
];
