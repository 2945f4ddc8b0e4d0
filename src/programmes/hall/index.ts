export { hall } from './programme.ts';
