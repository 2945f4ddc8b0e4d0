export { api, type Fault, Problem, query, setCsrf } from './client.ts';
