export { type Action, action, type Ctx, fieldsOn, guard, type House, type Read, read } from './action.ts';
export { Download } from './download.ts';
export { answer, type Calendars, type Clock, type Identify, knownActor, type Log, type Meta, parse, perform, toJson } from './perform.ts';
export { type Fault, Refusal, refusals, refuse } from './refusal.ts';
