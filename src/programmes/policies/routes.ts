/** One line an address. */
import { get, post, put, type Route } from '#platform/http';
import { changeBudget, listBudgets } from './budgets.ts';
import { answerClaim, claimForm, submitClaim, withdrawClaim } from './claiming.ts';
import { acceptClaim, askClaim, decideClaim } from './claims.ts';
import { yearFigures, yearList } from './figures-of-year.ts';
import { factTemplate, importFacts, keepFact, listFacts } from './firm-facts.ts';
import { closeItem, deskItem, deskItems, editDraft, makeDraft, publishDraft, returnDraft, submitDraft, trial, vocabulary } from './items.ts';
import { answerObjection, listObjections, objectToClaim, objectToNotice } from './objections.ts';
import { confirmBatch, listBatches, payable, prepareBatch, readBatch, recordResults, rejectBatch, sendBatch } from './payments.ts';
import { listGrants } from './payouts.ts';
import { listPolicies, myFirms, myPolicies, myPolicy, notices, readPolicy } from './portal.ts';
import { claimQueue, readClaim } from './queue.ts';
import { cancelRun, confirmGrant, declineGrant, dropGrant, listRuns, makeRun, publishRun, readRun } from './runs.ts';

export const policiesRoutes: Route[] = [
  get('/policies', listPolicies),
  get('/policies/firms', myFirms),
  get('/policies/notices', notices),
  get('/policies/mine', myPolicies),
  get('/policies/mine/:recordId', myPolicy),
  get('/policies/:policyId', readPolicy),
  get('/policies/:policyId/claim', claimForm),
  post('/policies/:policyId/claims', submitClaim),
  post('/policies/claims/:claimId/answer', answerClaim),
  post('/policies/claims/:claimId/withdrawal', withdrawClaim),
  post('/policies/claims/:claimId/objections', objectToClaim),
  post('/policies/grants/:grantId/objections', objectToNotice),
  post('/policies/grants/:grantId/account', confirmGrant),
  post('/policies/grants/:grantId/waiver', declineGrant),

  get('/desk/policies/items', deskItems),
  post('/desk/policies/items', makeDraft),
  get('/desk/policies/items/:itemId', deskItem),
  put('/desk/policies/items/:itemId', editDraft),
  post('/desk/policies/items/:itemId/review', submitDraft),
  post('/desk/policies/items/:itemId/return', returnDraft),
  post('/desk/policies/items/:itemId/publication', publishDraft),
  post('/desk/policies/items/:itemId/closing', closeItem),
  post('/desk/policies/trial', trial),
  get('/desk/policies/vocabulary', vocabulary),

  get('/desk/policies/claims', claimQueue),
  get('/desk/policies/claims/:claimId', readClaim),
  post('/desk/policies/claims/:claimId/acceptance', acceptClaim),
  post('/desk/policies/claims/:claimId/correction', askClaim),
  post('/desk/policies/claims/:claimId/decision', decideClaim),
  get('/desk/policies/objections', listObjections),
  post('/desk/policies/objections/:objectionId/answer', answerObjection),

  get('/desk/policies/runs', listRuns),
  post('/desk/policies/runs', makeRun),
  get('/desk/policies/runs/:runId', readRun),
  post('/desk/policies/runs/:runId/publication', publishRun),
  post('/desk/policies/runs/:runId/cancellation', cancelRun),
  post('/desk/policies/grants/:grantId/removal', dropGrant),

  get('/desk/policies/payouts', listGrants),
  get('/desk/policies/payable', payable),
  get('/desk/policies/batches', listBatches),
  post('/desk/policies/batches', prepareBatch),
  get('/desk/policies/batches/:batchId', readBatch),
  post('/desk/policies/batches/:batchId/confirmation', confirmBatch),
  post('/desk/policies/batches/:batchId/return', rejectBatch),
  post('/desk/policies/batches/:batchId/file', sendBatch),
  post('/desk/policies/batches/:batchId/results', recordResults),

  get('/desk/policies/budgets', listBudgets),
  put('/desk/policies/budgets/:itemId/:year', changeBudget),
  get('/desk/policies/facts', listFacts),
  post('/desk/policies/facts', keepFact),
  get('/desk/policies/facts/template', factTemplate),
  post('/desk/policies/facts/files', importFacts),
  get('/desk/policies/figures', yearFigures),
  get('/desk/policies/figures/list', yearList),
];
