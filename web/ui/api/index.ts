export { api, base64, type Fault, Problem, query, setCsrf, wordsOf } from './client.ts';
export { useCreate } from './create.ts';
export { scaled } from './scaled.ts';
