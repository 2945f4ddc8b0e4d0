export { basicLines, mostDays, mostViews, type Paper, type PaperMove, paperMoves, papers, type Standing, spaced, standings } from './words.ts';
