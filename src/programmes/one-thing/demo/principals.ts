/** Choosing somebody in whose name a thing can be applied for: old enough, young enough, of the right sex. */
import type { Day } from '#platform/calendar';
import { dice } from '#platform/demo';
import type { Plan } from '../catalogue/notice.ts';
import { type Known, refusing } from '../forms.ts';
import { fillForm } from './filling.ts';

/** Whether a person with this identity number can meet every condition, however the rest is filled in. */
export const fits = (plan: Plan, identity: string, known: Known, today: Day): boolean =>
  refusing(plan, fillForm(plan, { 'applicant-identity': identity }, dice(1), today, known), known, today).length === 0;
