/** The matters of a thing as a graph: what waits for what. Pure. */
import type { Catalogue, ThingMatter } from '../../../catalogue/schema.ts';
import { entryName } from '../../../catalogue/words.ts';

export interface Edge {
  from: string;
  to: string;
  /** Waits only where the situation includes the other. */
  soft: boolean;
}

export const edgesOf = (matters: readonly ThingMatter[]): Edge[] =>
  matters.flatMap(m => m.after.map(a => ({ from: a.replace('?', ''), to: m.id, soft: a.endsWith('?') })));

const mapAfter = (matters: readonly ThingMatter[], id: string, change: (after: string[]) => string[]) =>
  matters.map(m => (m.id === id ? { ...m, after: change(m.after) } : m));

export const addEdge = (matters: readonly ThingMatter[], from: string, to: string) =>
  mapAfter(matters, to, after => (after.some(a => a.replace('?', '') === from) ? after : [...after, `${from}?`]));

export const removeEdge = (matters: readonly ThingMatter[], from: string, to: string) =>
  mapAfter(matters, to, after => after.filter(a => a.replace('?', '') !== from));

export const softenEdge = (matters: readonly ThingMatter[], from: string, to: string, soft: boolean) =>
  mapAfter(matters, to, after => after.map(a => (a.replace('?', '') === from ? `${from}${soft ? '?' : ''}` : a)));

/** A way from one matter to another along what waits; the new wait would close it to a circle. */
export function way(matters: readonly ThingMatter[], from: string, to: string): string[] | null {
  const next = new Map<string, string[]>();
  for (const e of edgesOf(matters)) next.set(e.from, [...(next.get(e.from) ?? []), e.to]);
  const seen = new Set<string>();
  const walk = (at: string, trail: string[]): string[] | null => {
    if (at === to) return [...trail, at];
    if (seen.has(at)) return null;
    seen.add(at);
    for (const n of next.get(at) ?? []) {
      const found = walk(n, [...trail, at]);
      if (found) return found;
    }
    return null;
  };
  return walk(from, []);
}

export const matterName = (c: Pick<Catalogue, 'matters'>, m: ThingMatter): string => {
  const matter = c.matters.find(x => x.id === m.id);
  return m.as ?? (matter ? entryName(matter) : m.id);
};
