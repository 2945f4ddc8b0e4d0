/** What comes back again and again, and who is asked first. Pure. */
import { repeated } from './figures.ts';

export interface Entry {
  reason: string;
  thing: number | null;
  unit: string;
  openedOn: string;
}

export interface Cause {
  reason: string;
  thing: number | null;
  unit: string;
  times: number;
  last: string;
}

/** The same reason at the same thing and unit, as often as figures say; most frequent first. */
export function causes(entries: readonly Entry[]): Cause[] {
  const groups = new Map<string, Cause>();
  for (const { reason, thing, unit, openedOn } of entries) {
    const key = `${reason} ${thing ?? ''} ${unit}`;
    const was = groups.get(key);
    groups.set(key, { reason, thing, unit, times: (was?.times ?? 0) + 1, last: was && was.last > openedOn ? was.last : openedOn });
  }
  return [...groups.values()].filter(c => c.times >= repeated.times).sort((a, b) => b.times - a.times || b.last.localeCompare(a.last));
}

/** First asked owns it: the lead department of the thing, otherwise the bureau that runs the hall (16号 二（一）3). */
export const firstAsked = (lead: string | null): string => lead ?? 'approval';
