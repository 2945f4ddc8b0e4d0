import { del, get, post, put } from '../http/index.ts';
import type { Part as Room } from '../manifest/index.ts';
import { licenceGuards, licencePermits } from './access.ts';
import { askRevocation, confirmRevocation, correctLicence, recordPaper, resumeLicence, suspendLicence } from './changes.ts';
import { checkDocument, checkLicence } from './check.ts';
import { deskDocument, deskLicence, deskLicences } from './desk.ts';
import { endShare, openForUnit, openShared, sharedWithUnit, shareLicence } from './shares.ts';
import { licenceTemplates } from './templates.ts';
import { licenceDocument, licenceUses, readLicence, wallet } from './wallet.ts';

export { askRevocation, confirmRevocation, correctLicence, recordPaper, resumeLicence, suspendLicence } from './changes.ts';
export { giveConsents } from './consent.ts';
export type { DeskLicence, LicenceRow } from './desk.ts';
export { endLicences } from './ending.ts';
export { remindExpiring, reminderDays } from './expiry.ts';
export { type Face, faceSchema, hideName, shapes } from './face.ts';
export { findLicences, isLicenceNumber, issueLicence, type Licence, licencesOf, licencesOfCase, type NewLicence, tellHolder } from './licences.ts';
export { compositePrefix, issueComposite, licenceByNumber, type NewComposite, type Part, partsOf, standingWith } from './parts.ts';
export { type OpenedShare, type ShareView, shareLicence } from './shares.ts';
export { isValid } from './standing.ts';
export { type Drawn, type LicenceView, viewLicence } from './view.ts';
export { wallet } from './wallet.ts';
export { type Standing, standings } from './words.ts';

export const licencesRoom: Room = {
  permits: licencePermits,
  guards: licenceGuards,
  records: { licence: '证照' },
  templates: licenceTemplates,
  routes: [
    get('/licences', wallet),
    get('/licences/:licenceId', readLicence),
    get('/licences/:licenceId/uses', licenceUses),
    post('/licences/:licenceId/document', licenceDocument),
    post('/licences/:licenceId/shares', shareLicence),
    post('/licence-shares/:shareId/end', endShare),
    { ...post('/shared-licences', openShared), perMinute: 30 },

    { ...get('/licence-checks/:number', checkLicence), perMinute: 60 },
    { ...post('/licence-document-checks', checkDocument), perMinute: 20 },

    get('/desk/licences', deskLicences),
    get('/desk/licences/:licenceId', deskLicence),
    post('/desk/licences/:licenceId/document', deskDocument),
    post('/desk/licences/:licenceId/suspension', suspendLicence),
    del('/desk/licences/:licenceId/suspension', resumeLicence),
    post('/desk/licences/:licenceId/revocation', askRevocation),
    put('/desk/licences/:licenceId/revocation', confirmRevocation),
    post('/desk/licences/:licenceId/correction', correctLicence),
    post('/desk/licences/:licenceId/paper', recordPaper),
    get('/desk/licence-shares', sharedWithUnit),
    post('/desk/licence-shares/:shareId/opening', openForUnit),
  ],
};
