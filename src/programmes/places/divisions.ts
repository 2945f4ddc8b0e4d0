/** Towns and villages as the county's list of divisions has them, with names as people say them. */
import { loadDivisions, villageSaid } from '#programmes/one-thing';
import type { Known } from './forms.ts';

export interface Town {
  id: string;
  name: string;
  villages: { code: string; name: string }[];
}

let read: Town[] | undefined;
/** Read once: the list changes with the release, not while the service runs. */
export function towns(): Town[] {
  read ??= loadDivisions().towns.map(t => ({ id: t.id, name: t.name, villages: t.villages.map(v => ({ code: v.code, name: villageSaid(v.name) })) }));
  return read;
}

export const townName = (id: string): string => towns().find(t => t.id === id)?.name ?? id;
export const villageName = (code: string): string =>
  towns()
    .flatMap(t => t.villages)
    .find(v => v.code === code)?.name ?? code;
export const knownTowns = (): Known['towns'] => new Map(towns().map(t => [t.id, new Set(t.villages.map(v => v.code))]));
