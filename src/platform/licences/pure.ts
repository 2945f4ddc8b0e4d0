export { basicLines, mostDays, mostViews, type Paper, type PaperMove, paperMoves, papers, type Standing, standings } from './words.ts';
