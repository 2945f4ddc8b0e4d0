export { missingAnswer } from './gap.ts';
export { knowledge } from './programme.ts';
export { type Proposal, proposeEntry } from './proposals.ts';
