import { get } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { indicatorPermits, targetBehind, targets } from './indicators.ts';

export type { Behind, Indicator, Measured, Period, TargetView } from './indicators.ts';
export type { Miss, UnitMeasure, UnitShare } from './measures.ts';
export { stateOf, type Target, type TargetState, targetStates } from './rules.ts';

export const indicatorsRoom: Part = {
  permits: indicatorPermits,
  guards: [],
  routes: [get('/targets', targets), get('/targets/:targetId/list', targetBehind)],
};
