export { helping } from './programme.ts';
