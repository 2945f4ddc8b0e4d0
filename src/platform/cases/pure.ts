/** What pages may use of this room: pure words and rules, no database. */
export { type Light, light } from './clock.ts';
export { eventNames } from './events.ts';
export { type CaseState, caseStates } from './order.ts';
export { acceptanceDays, extensionDays, type MoveName, moveNames, movesFrom, type StopKind, stopKinds, type TaskState, taskStates } from './task.ts';
