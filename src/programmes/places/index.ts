export { places } from './programme.ts';
