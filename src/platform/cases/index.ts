export { caseGuards, casePermits, ofVisibleCase } from './access.ts';
export {
  accept,
  acceptByLaw,
  allowSecond,
  askCorrections,
  askCosign,
  cosign,
  decide,
  deliver,
  extend,
  resume,
  suspend,
  take,
  transfer,
  withdraw,
} from './actions.ts';
export { countedDays, type Deadlines, deadlines, type Light, light, wasLate } from './clock.ts';
export {
  type AppliedElsewhere,
  type Attachment,
  advance,
  beginCase,
  type CaseKind,
  decideNow,
  followCase,
  grip,
  insertBegun,
  isOwnCase,
  kindOf,
  move,
  type Offer,
  type Opening,
  refuseCase,
  tellApplicant,
} from './engine.ts';
export { eventNames } from './events.ts';
export { type DeliveryRow, type DeskCaseRow, deliveries, deskCases, myCases } from './lists.ts';
export { type CaseState, caseState, caseStates, settle } from './order.ts';
export { byStateAndLight, daysLeft, type QueueFilter, type QueueRow, queue, queueCounts, queueFilter } from './queue.ts';
export {
  addEvents,
  type CaseEvent,
  type CaseFile,
  type Check,
  type Correction,
  type CorrectionItem,
  caseByNumber,
  closeCorrection,
  correctionsOf,
  eventsOf,
  findCase,
  findTask,
  lockCase,
  type NewEvent,
  nextNumber,
  saveTask,
  sealedPlace,
  type TaskRow,
  tasksOf,
} from './store.ts';
export {
  acceptanceDays,
  against,
  apply,
  type Cosign,
  type Decision,
  extensionDays,
  finalStates,
  type Move,
  type MoveName,
  moveNames,
  movesFrom,
  newTask,
  openStates,
  type Stop,
  type StopKind,
  stopKinds,
  type Task,
  type TaskState,
  taskStates,
} from './task.ts';
export { tick, tickJob } from './timers.ts';
export { tasksWait } from './waiting.ts';
