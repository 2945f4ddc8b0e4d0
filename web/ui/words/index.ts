export { day, days, moment, size, timeOfDay, weekday } from './words.ts';
