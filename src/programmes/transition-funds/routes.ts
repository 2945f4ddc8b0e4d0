/** One line an address. */
import { get, post, put, type Route } from '#platform/http';
import { annexTable } from './annex.ts';
import { setGoal } from './goals.ts';
import { fundsNotice } from './notice.ts';
import { answerObjection, myObjections, objectToFunds } from './objections.ts';
import { fundsOverview } from './overview.ts';
import { putPaper, readPaper, withdrawPaper } from './papers.ts';
import { performanceTable } from './performance.ts';
import { readPlanTable } from './plan-table.ts';
import { beginPlan, changeHead, newVersion, numberPlan } from './plans.ts';
import { endPosting, postPlan, publicFunds } from './posting.ts';
import { oneProject, projectsUnderWay, publicProjects, yearsRecords } from './project-reads.ts';
import { addRecord, adoptProjects, changeProposal, proposeProject, stepProject, withdrawRecord } from './project-steps.ts';
import { listPlans, onePlan } from './reads.ts';
import { askChange, listRequests, refuseRequest, takeRequest, withdrawRequest } from './requests.ts';
import { addRow, changeRow, decideFinding, stateSum, withdrawRow } from './rows.ts';
import { approvePlan, checkPlan, discardPlan, returnPlan, submitPlan } from './steps.ts';

export const fundsRoutes: Route[] = [
  get('/desk/funds/plans', listPlans),
  post('/desk/funds/plans', beginPlan),
  get('/desk/funds/plans/:planId', onePlan),
  put('/desk/funds/plans/:planId', changeHead),
  put('/desk/funds/plans/:planId/number', numberPlan),
  post('/desk/funds/plans/:planId/rows', addRow),
  post('/desk/funds/plans/:planId/tables', readPlanTable),
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
  post('/desk/funds/plans/:planId/posting/end', endPosting),
  post('/desk/funds/plans/:planId/annex', annexTable),
  get('/desk/funds/overview', fundsOverview),
  post('/desk/funds/goals', setGoal),
  post('/desk/funds/performance', performanceTable),
  get('/desk/funds/notices/:quarter', fundsNotice.look),
  post('/desk/funds/notices/:quarter', fundsNotice.issue),
  get('/desk/funds/projects', projectsUnderWay),
  post('/desk/funds/projects', proposeProject),
  post('/desk/funds/projects-adopted', adoptProjects),
  get('/desk/funds/projects/:projectId', oneProject),
  put('/desk/funds/projects/:projectId', changeProposal),
  post('/desk/funds/projects/:projectId/steps', stepProject),
  post('/desk/funds/projects/:projectId/records', addRecord),
  post('/desk/funds/projects/:projectId/records/:recordId/withdrawal', withdrawRecord),
  post('/desk/funds/projects/:projectId/papers', putPaper),
  get('/desk/funds/projects/:projectId/papers/:paperId', readPaper),
  post('/desk/funds/projects/:projectId/papers/:paperId/withdrawal', withdrawPaper),
  get('/desk/funds/records', yearsRecords),
  get('/desk/funds/requests', listRequests),
  post('/desk/funds/projects/:projectId/requests', askChange),
  post('/desk/funds/requests/:requestId/withdrawal', withdrawRequest),
  post('/desk/funds/requests/:requestId/refusal', refuseRequest),
  post('/desk/funds/requests/:requestId/row', takeRequest),
  post('/desk/funds/objections/:objectionId/answer', answerObjection),
  get('/funds', publicFunds),
  get('/funds/projects', publicProjects),
  get('/funds/objections', myObjections),
  post('/funds/objections', objectToFunds),
];
