/** 中政发〔2024〕19号: the year-end adjustment of the transition funds. */
import type { Manifest } from '#platform/manifest';
import { fundsCheck } from './called.ts';
import { document } from './figures.ts';

export const transitionFunds: Manifest = { id: 'transition-funds', document, permits: [], guards: [], routes: [], rules: [fundsCheck] };
