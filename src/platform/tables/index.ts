export * from './pure.ts';
export { type Line, type Problem, readTable } from './table.ts';
