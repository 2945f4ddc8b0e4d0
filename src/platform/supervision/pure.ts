/** What pages may use of this room. */
export { answerDays, type DutyKind, dutyKinds, dutyStates, grades } from './words.ts';
