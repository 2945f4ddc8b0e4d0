/** How far the enrolment is, held against tasks and targets. 九（一）, 附件 2. Pure; also in the browser. */
import { targets, townTasks } from './figures.ts';

/** The heads that make the ordinary target: never rounded down. */
export const targetHeads = (due: number, percent: number = targets.ordinary.percent): number => Math.ceil((due * percent) / 100);

/** Percent with two decimals, never rounded up: 98.999 is not 99. */
export const percent = (part: number, whole: number): number | null => (whole <= 0 ? null : Math.floor((part * 10_000) / whole) / 100);

export interface Counts {
  /** Persons of the register, with those who do not have to enrol here, without newborns of the year. */
  due: number;
  enrolled: number;
  /** Of `due`, those for whom it is proven. */
  exempt: number;
}

export const none: Counts = { due: 0, enrolled: 0, exempt: 0 };
export const plus = (a: Counts, b: Counts): Counts => ({ due: a.due + b.due, enrolled: a.enrolled + b.enrolled, exempt: a.exempt + b.exempt });

export interface Rates {
  rate: number | null;
  /** Without those who are proven exempt. */
  adjusted: number | null;
  /** Who still has to pay. */
  missing: number;
}
export const ratesOf = ({ due, enrolled, exempt }: Counts): Rates => ({
  rate: percent(enrolled, due),
  adjusted: percent(enrolled, due - exempt),
  missing: Math.max(0, due - exempt - enrolled),
});

/** Whether so many of so many reach the percent; in whole numbers. */
export const reaches = (part: number, whole: number, wanted: number): boolean => part * 100 >= whole * wanted;

export const taskOf = (town: string): number | null => townTasks.find(t => t.town === town)?.people ?? null;
