export { api, base64, type Fault, Problem, query, setCsrf, wordsOf } from './client.ts';
export { scaled } from './scaled.ts';
