/** 中政办发〔2024〕25号: enrolment in the residents’ medical insurance for 2025. */
import { get } from '#platform/http';
import type { Manifest } from '#platform/manifest';
import { insurancePermits } from './access.ts';
import { insuranceShare, insuranceWindow } from './called.ts';
import { enrolmentDaily } from './daily.ts';
import { demoDaily } from './demo.ts';
import { document } from './figures.ts';
import { mine } from './mine.ts';

export const medicalInsurance: Manifest = {
  id: 'medical-insurance',
  document,
  permits: insurancePermits,
  guards: [],
  routes: [get('/insurance/mine', mine)],
  rounds: [enrolmentDaily],
  demo: demoDaily,
  rules: [insuranceShare, insuranceWindow],
};
