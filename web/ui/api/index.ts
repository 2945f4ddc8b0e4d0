export { api, base64, type Fault, Problem, query, setCsrf, wordsOf } from './client.ts';
