export { basicLines, mostDays, mostViews, moves, type Paper, type PaperMove, paperMoves, papers, type Standing, spaced, standings } from './words.ts';
