export { annotated } from './annotate.ts';
export { readTyped } from './columns.ts';
export * from './pure.ts';
export { type Form, formBook } from './sheet.ts';
export { type How, type Line, type Problem, readLines, readTable } from './table.ts';
export { bytesOf, type OutColumn, templateOf, type Value, workbookOf, workbookType } from './write.ts';
