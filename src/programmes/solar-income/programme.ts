/** 中政办发〔2024〕28号: what solar power brings, divided among villages. */
import type { Manifest } from '#platform/manifest';
import { solarAllocation } from './called.ts';
import { makeVillages } from './demo.ts';
import { document } from './figures.ts';
import { villages } from './villages.ts';

export const solarIncome: Manifest = {
  id: 'solar-income',
  document,
  permits: [],
  guards: [],
  routes: [],
  rules: [solarAllocation],
  registers: [villages],
  demo: makeVillages,
};
