export { day, days, moment, size, weekday } from './words.ts';
