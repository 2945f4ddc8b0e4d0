export { solarIncome } from './programme.ts';
