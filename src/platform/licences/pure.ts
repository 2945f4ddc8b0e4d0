export type { Face } from './face.ts';
export { basicLines, mostDays, mostViews } from './sharing.ts';
export { type Paper, type PaperMove, paperMoves, papers, type Standing, standings } from './standing.ts';
