export { holidayGuards, holidayPermits, loadNotice, noticeFaults, openCalendars, yearView } from './holidays.ts';
export { nationalNotices } from './national.ts';
