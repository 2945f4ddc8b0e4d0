export { knowledge } from './programme.ts';
export { type Proposal, proposeEntry } from './proposals.ts';
