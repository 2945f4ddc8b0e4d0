export { transitionFunds } from './programme.ts';
