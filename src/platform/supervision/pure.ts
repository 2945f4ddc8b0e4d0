/** What pages may use of this room. */
export { answerDays, consentDays, type DutyState, dutyEvents, dutyKinds, dutyStates, grades, isBad, moreDays, mostDeclines, mostTries } from './words.ts';
