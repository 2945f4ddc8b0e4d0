export { PeriodPage } from './period.tsx';
export { ReportPage } from './report.tsx';
export { RoundPage } from './round.tsx';
export { RoundsPage } from './rounds.tsx';
