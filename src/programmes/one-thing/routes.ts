/** One line an address. */
import { del, get, patch, post, put, type Route } from '#platform/http';
import { discardApplication, editApplication, listApplications, makeApplication, myPrincipals, readApplication } from './actions.ts';
import { readCase } from './case-view.ts';
import { assumptions, confirmAssumption } from './catalogue/assumptions.ts';
import { checkEntry, draftFigures, tryThing } from './catalogue/checking.ts';
import { compareVersions, draftCatalogue, dropEdit, editEntry, listVersions, preview, publish, reductions } from './catalogue/editing.ts';
import { listComposites, myComposites, takeComposite } from './composites.ts';
import { askForMaterial } from './instead.ts';
import { openMore } from './opened.ts';
import { listLicenceTypes, listThings, notice, readThing, searchThings } from './reads.ts';
import { reuse, reuseCases } from './reuse.ts';
import { reveal } from './reveal.ts';
import { submit } from './submit.ts';
import { answerCorrection, supply } from './supplying.ts';
import { readTask } from './task-view.ts';
import { findAtWindow, findByCode, findByPhone, findCalled, findFirmAtWindow, keepPhone, registerAtWindow, takeDraft } from './window.ts';
import { openAnswer, readWaiting } from './window-answers.ts';

export const oneThingRoutes: Route[] = [
  get('/things', listThings),
  get('/things/search', searchThings),
  get('/things/reductions', reductions),
  get('/things/:no', readThing),
  post('/things/:no/notice', notice),
  get('/licence-types', listLicenceTypes),
  get('/composites', listComposites),
  get('/composites/of/:firm', myComposites),
  post('/composites/:compositeId/licences', takeComposite),
  get('/desk/licence-figures', reuse),
  get('/desk/licence-figures/cases', reuseCases),

  get('/principals', myPrincipals),
  get('/applications', listApplications),
  post('/applications', makeApplication),
  get('/applications/:applicationId', readApplication),
  patch('/applications/:applicationId', editApplication),
  post('/applications/:applicationId/scans', openMore),
  post('/applications/:applicationId/materials/:materialId/query', askForMaterial),
  post('/applications/:applicationId/discard', discardApplication),
  post('/applications/:applicationId/submission', submit),

  get('/cases/:caseId', readCase),
  post('/cases/:caseId/materials', supply),
  post('/tasks/:taskId/correction-answer', answerCorrection),
  get('/desk/tasks/:taskId', readTask),
  post('/desk/tasks/:taskId/reveal', reveal),

  post('/window/person-search', findAtWindow),
  get('/window/code-scans/:scanId', findByCode),
  post('/window/phone-search', findByPhone),
  post('/window/firm-search', findFirmAtWindow),
  get('/window/persons/:personId', findCalled),
  get('/window/persons/:personId/waiting', readWaiting),
  post('/window/persons', registerAtWindow),
  post('/window/persons/:personId/phone', keepPhone),
  post('/window/applications/:applicationId/clerk', takeDraft),
  post('/window/cases/:caseId/answer', openAnswer),

  get('/catalogue/draft', draftCatalogue),
  put('/catalogue/draft/:kind/:id', editEntry),
  del('/catalogue/draft/:kind/:id', dropEdit),
  get('/catalogue/figures', draftFigures),
  post('/catalogue/check', checkEntry),
  post('/catalogue/trial', tryThing),
  get('/catalogue/preview', preview),
  get('/catalogue/versions', listVersions),
  get('/catalogue/comparison', compareVersions),
  post('/catalogue/versions', publish),
  get('/catalogue/assumptions', assumptions),
  post('/catalogue/confirmations', confirmAssumption),
];
