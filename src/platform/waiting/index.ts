import { get } from '../http/index.ts';
import type { Part } from '../manifest/index.ts';
import { listWaiting, waitingPermits } from './waiting.ts';

export { ifAny, type WaitingItem, type WaitingView, type Waits } from './waiting.ts';

export const waitingRoom: Part = { permits: waitingPermits, guards: [], routes: [get('/desk/waiting', listWaiting)] };
