export { intakePurpose } from './proofs.ts';
export * from './words.ts';
