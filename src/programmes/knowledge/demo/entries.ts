/** The entries of the demo county. Nothing here is from a county office's own answer: whoever takes them over has to look at them. */
import { countyEntries } from './county-entries.ts';
import type { DemoEntry } from './entry.ts';
import { nationalEntries } from './national-entries.ts';

export const demoEntries: readonly DemoEntry[] = [...countyEntries, ...nationalEntries];
