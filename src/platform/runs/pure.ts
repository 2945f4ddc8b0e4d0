export { type RunState, type RunStep, ranks, runStates, runSteps } from './rules.ts';
