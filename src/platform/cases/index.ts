export { caseGuards, casePermits } from './access.ts';
export { accept, acceptByLaw, allowSecond, askCorrections, askCosign, cosign, decide, deliver, extend, resume, suspend, take, transfer, withdraw } from './actions.ts';
export { countedDays, type Deadlines, deadlines, type Light, light, wasLate } from './clock.ts';
export { advance, type CaseKind, decideNow, grip, kindOf, move, type Opening, refuseCase } from './engine.ts';
export { eventNames } from './events.ts';
export { type CaseState, caseState, caseStates, settle } from './order.ts';
export { conditions, type DeliveryRow, type DeskCaseRow, daysLeft, deliveries, deskCases, myCases, type QueueFilter, type QueueRow, queue, queueCounts, queueFilter } from './reads.ts';
export {
  addEvents,
  type CaseEvent,
  type CaseFile,
  type Check,
  type Correction,
  type CorrectionItem,
  closeCorrection,
  correctionsOf,
  eventsOf,
  findCase,
  findTask,
  insertCase,
  insertTasks,
  lockCase,
  type NewCase,
  type NewEvent,
  type NewTask,
  nextNumber,
  saveTask,
  sealedPlace,
  type TaskRow,
  tasksOf,
} from './store.ts';
export { acceptanceDays, against, apply, type Cosign, type Decision, extensionDays, finalStates, type Move, type MoveName, moveNames, movesFrom, openStates, type Stop, type StopKind, stopKinds, type Task, type TaskState, taskStates } from './task.ts';
export { tick, tickJob } from './timers.ts';
