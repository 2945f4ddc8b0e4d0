/** One line an address. */
import { get, post, put, type Route } from '#platform/http';
import { annexTable } from './annex.ts';
import { issueNotice, quarterNotice } from './notice.ts';
import { fundsOverview } from './overview.ts';
import { beginPlan, changeHead, newVersion } from './plans.ts';
import { postPlan, publicFunds } from './posting.ts';
import { listPlans, onePlan } from './reads.ts';
import { addRow, changeRow, decideFinding, stateSum, withdrawRow } from './rows.ts';
import { approvePlan, checkPlan, discardPlan, returnPlan, submitPlan } from './steps.ts';

export const fundsRoutes: Route[] = [
  get('/desk/funds/plans', listPlans),
  post('/desk/funds/plans', beginPlan),
  get('/desk/funds/plans/:planId', onePlan),
  put('/desk/funds/plans/:planId', changeHead),
  post('/desk/funds/plans/:planId/rows', addRow),
  put('/desk/funds/plans/:planId/rows/:rowId', changeRow),
  put('/desk/funds/plans/:planId/rows/:rowId/withdrawal', withdrawRow),
  put('/desk/funds/plans/:planId/sums', stateSum),
  post('/desk/funds/plans/:planId/decisions', decideFinding),
  post('/desk/funds/plans/:planId/submission', submitPlan),
  post('/desk/funds/plans/:planId/check', checkPlan),
  post('/desk/funds/plans/:planId/approval', approvePlan),
  post('/desk/funds/plans/:planId/return', returnPlan),
  post('/desk/funds/plans/:planId/discard', discardPlan),
  post('/desk/funds/plans/:planId/versions', newVersion),
  post('/desk/funds/plans/:planId/posting', postPlan),
  post('/desk/funds/plans/:planId/annex', annexTable),
  get('/desk/funds/overview', fundsOverview),
  get('/desk/funds/notices/:quarter', quarterNotice),
  post('/desk/funds/notices/:quarter', issueNotice),
  get('/funds', publicFunds),
];
