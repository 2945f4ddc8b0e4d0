export { appraisal } from './programme.ts';
