/** One line an address. */
import { get, post, put, type Route } from '#platform/http';
import { answerConflict, closeConflict, listConflicts, sendConflicts } from './conflicts.ts';
import { exchanges, receipt } from './exchange.ts';
import { mine } from './mine.ts';
import { missing } from './missing.ts';
import { overview, progress } from './reads.ts';
import { listReminders, previewReminders, remind, reminderTable } from './reminders.ts';
import { listPupils, schools } from './schools.ts';
import { decideSetting, openSettings, readSettings } from './settings.ts';
import { checkLists, collectPayments, markPersons } from './steps.ts';
import { subsidyRuns } from './subsidy-run.ts';

export const insuranceRoutes: Route[] = [
  get('/insurance/mine', mine),
  get('/desk/insurance/progress', progress),
  get('/desk/insurance/missing', missing),
  get('/insurance/settings', openSettings),
  get('/desk/insurance/reminders', listReminders),
  get('/desk/insurance/reminders/preview', previewReminders),
  post('/desk/insurance/reminders', remind),
  post('/desk/insurance/reminders/table', reminderTable),
  get('/desk/insurance/exchange', exchanges),
  get('/desk/insurance/exchange/:handoverId', receipt),
  get('/desk/insurance/schools', schools),
  get('/desk/insurance/schools/pupils', listPupils),
  get('/desk/insurance/settings', readSettings),
  post('/desk/insurance/settings', decideSetting),
  get('/desk/insurance/overview', overview),
  post('/desk/insurance/checks', checkLists),
  post('/desk/insurance/marks', markPersons),
  post('/desk/insurance/collections', collectPayments),
  get('/desk/insurance/conflicts', listConflicts),
  post('/desk/insurance/conflicts/sending', sendConflicts),
  put('/desk/insurance/conflicts/:conflictId/answer', answerConflict),
  put('/desk/insurance/conflicts/:conflictId/closing', closeConflict),
  ...subsidyRuns.routes,
];
