export { hotline } from './programme.ts';
