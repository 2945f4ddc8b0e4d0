import type { Part } from '../manifest/index.ts';

export const codeRoom: Part = { permits: [], guards: [], routes: [] };
