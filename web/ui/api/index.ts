export { api, base64, type Fault, Problem, query, setCsrf } from './client.ts';
