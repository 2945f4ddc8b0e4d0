export { byClause, clauseTitles, figure, gapInWords, type TargetView, targetTones, useTargets } from './targets.ts';
