/** Towns and villages as the county's list of divisions has them, with names as people say them. */
import { loadDivisions } from '#programmes/one-thing';
import type { Known } from './forms.ts';

export interface Town {
  id: string;
  name: string;
  villages: { code: string; name: string }[];
}

/** 段家庄社区居民委员会 → 段家庄社区, 郝家岭村委会 → 郝家岭村, 益家村村委会 → 益家村. */
const said = (name: string) => name.replace(/社区居民委员会$/, '社区').replace(/村?村委会$/, '村');

let read: Town[] | undefined;
/** Read once: the list changes with the release, not while the service runs. */
export function towns(): Town[] {
  read ??= loadDivisions().towns.map(t => ({ id: t.id, name: t.name, villages: t.villages.map(v => ({ code: v.code, name: said(v.name) })) }));
  return read;
}

export const townName = (id: string): string => towns().find(t => t.id === id)?.name ?? id;
export const villageName = (code: string): string =>
  towns()
    .flatMap(t => t.villages)
    .find(v => v.code === code)?.name ?? code;
export const knownTowns = (): Known['towns'] => new Map(towns().map(t => [t.id, new Set(t.villages.map(v => v.code))]));
