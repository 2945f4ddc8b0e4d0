import type { Logger } from 'pino';
import type { Action } from '../actions/index.ts';
import type { Route } from './route.ts';

export interface ServerOptions {
  county: string;
  routes: readonly Route[];
  /** Folder of the built web app; absent: API only. */
  webRoot?: string;
  demo: boolean;
  /** Further sign-ins: address → action that opens a session; some in demo mode only. */
  signIns?: Record<string, Action>;
  demoSignIns?: Record<string, Action>;
  version: string;
  log: Logger;
  /** Requests a minute and address; 0: unlimited. */
  limit?: number;
  trustProxy?: boolean;
  metricsToken?: string;
  /** Other origins whose pictures pages may show: map tiles. */
  imageOrigins?: readonly string[];
}
