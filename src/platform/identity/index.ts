export { identityGuards, identityPermits } from './access.ts';
export { changeFirm, closeFirm, type FirmKind, foundFirm, type NewFirm } from './firms.ts';
export { giveMandate, listMandates, revokeMandate } from './mandates.ts';
export { newcomerFields, registerNewcomer } from './newcomers.ts';
export {
  addPerson,
  type Firm,
  findFirm,
  findPerson,
  firmByCode,
  identityPlace,
  type KnownPerson,
  masked,
  type NewPerson,
  type Person,
  type Principal,
  personByIdentity,
  personsByPhone,
  phonePlace,
  principalsOf,
  setPhone,
} from './people.ts';
export { actorOf, closeSession, hashToken, openSession, resolveSession, type Session, touchSession } from './sessions.ts';
export { changePassword, elevate, type Opened, pauseAfter, requestCode, signInByPhone, signInStaff, signOut, unlessOpened, whoAmI } from './sign-in.ts';
export { type Flow, openSingleSignOn, type SingleSignOn, type SingleSignOnSettings, singleSignOnSettings, type Vouched, vouchedIn } from './single-sign-on.ts';
export { linkProvince, signInByProvince } from './single-sign-on-link.ts';
export { actsFor, contactOf, partiesOf } from './standing.ts';
