/** 中政办发〔2024〕25号: enrolment in the residents’ medical insurance for 2025. */
import type { Manifest } from '#platform/manifest';
import { insuranceShare, insuranceWindow } from './called.ts';
import { document } from './figures.ts';

export const medicalInsurance: Manifest = { id: 'medical-insurance', document, permits: [], guards: [], routes: [], rules: [insuranceShare, insuranceWindow] };
