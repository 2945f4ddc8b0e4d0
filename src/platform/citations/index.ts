export { type Citation, cite } from './citations.ts';
