export { addDays, addMonths, ageOn, type Day, dayInChina, daysBetween, inChinese, isDay, weekday, yearOf } from './day.ts';
export { addWorkdays, type Calendar, calendarOf, UnknownYear, workdaysBetween, type YearNotice } from './workdays.ts';
