export * from './token.ts';
export * from './words.ts';
