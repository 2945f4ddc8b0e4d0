export { type Board, type BoardFigures, board } from './board.ts';
export { answerDays, answerDuty, closeDuty, complain, type DutyKind, type DutyView, duties, dutyKinds, dutyStates, grades, openDuty, rate, returnDuty, sendLetter, supervisionGuards, supervisionPermits, urge } from './duties.ts';
