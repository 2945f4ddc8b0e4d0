export { knowledge } from './programme.ts';
