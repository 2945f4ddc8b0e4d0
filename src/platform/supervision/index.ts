export { type Board, type BoardFigures, board } from './board.ts';
export { boardDayGuards, boardDayPermits, boardJob, sumBoard } from './board-days.ts';
export {
  answerDuty,
  closeDuty,
  complain,
  type DutyView,
  duties,
  giveRating,
  openDuty,
  rate,
  returnDuty,
  sendLetter,
  supervisionGuards,
  supervisionPermits,
  urge,
} from './duties.ts';
export { supervisionMeasures } from './measures.ts';
export { answerDays, type DutyKind, dutyKinds, dutyStates, grades } from './words.ts';
