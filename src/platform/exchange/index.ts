import type { Part } from '../manifest/index.ts';

export const exchangeRoom: Part = { permits: [], guards: [], routes: [] };
