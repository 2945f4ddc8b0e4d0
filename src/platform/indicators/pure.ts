export { type TargetState, targetStates } from './rules.ts';
