export { cookieName } from './cookies.ts';
export { openapi } from './openapi.ts';
export type { ServerOptions } from './options.ts';
export { type Problem, problemOf } from './problem.ts';
export { del, type Gauge, get, patch, post, put, type Route } from './route.ts';
export { buildServer } from './server.ts';
