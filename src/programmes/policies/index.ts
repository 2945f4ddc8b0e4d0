export { policies } from './programme.ts';
