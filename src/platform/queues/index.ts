import type { Part } from '../manifest/index.ts';

export const queuesRoom: Part = { permits: [], guards: [], routes: [] };
