/** What changes between two versions, and what that does to the four reductions (四减). Pure. */
import { type Figures, type Plan, plan } from './notice.ts';
import { type Catalogue, type EntryKind, entrySchemas, type Thing } from './schema.ts';
import { situations } from './situations.ts';

export interface Change {
  kind: EntryKind;
  id: string;
  name: string;
  what: 'added' | 'removed' | 'changed';
  /** Changed parts: path, before, after, as JSON text. */
  parts: { path: string; before: string | null; after: string | null }[];
}

const kinds = Object.keys(entrySchemas) as EntryKind[];
const nameOf = (entry: { id: string; name?: string; label?: string; ask?: string }) => entry.name ?? entry.label ?? entry.ask ?? entry.id;

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** Leaves that differ. Lists of things with an id are compared by id, so that moving one changes one line. */
function parts(before: Json | undefined, after: Json | undefined, path: string): Change['parts'] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const isMap = (x: Json | undefined): x is { [key: string]: Json } => typeof x === 'object' && x !== null && !Array.isArray(x);
  if (isMap(before) && isMap(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(k => parts(before[k], after[k], path ? `${path}.${k}` : k));
  if (Array.isArray(before) && Array.isArray(after)) {
    const ids = (list: Json[]) => list.map(x => (isMap(x) && typeof x.id === 'string' ? x.id : typeof x === 'string' ? x : null));
    const [was, is] = [ids(before), ids(after)];
    if (!was.includes(null) && !is.includes(null)) {
      const all = [...new Set([...was, ...is])] as string[];
      const changed = all.flatMap(id => parts(before[was.indexOf(id)], after[is.indexOf(id)], `${path}.${id}`));
      return changed.length > 0 ? changed : [{ path, before: was.join('、'), after: is.join('、') }];
    }
  }
  const show = (x: Json | undefined) => (x === undefined ? null : typeof x === 'string' ? x : JSON.stringify(x));
  return [{ path, before: show(before), after: show(after) }];
}

export function diff(before: Catalogue, after: Catalogue): Change[] {
  return kinds.flatMap(kind => {
    const was = new Map((before[kind] as { id: string }[]).map(e => [e.id, e]));
    const is = new Map((after[kind] as { id: string }[]).map(e => [e.id, e]));
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((id): Change[] => {
      const [old, fresh] = [was.get(id), is.get(id)];
      const changed = parts(old as Json | undefined, fresh as Json | undefined, '');
      if (changed.length === 0) return [];
      const what = !old ? 'added' : !fresh ? 'removed' : 'changed';
      return [{ kind, id, name: nameOf((fresh ?? old)!), what, parts: what === 'changed' ? changed : [] }];
    });
  });
}

export interface Simulation {
  no: number;
  name: string;
  situations: number;
  /** Averages over all situations: the matters done separately, the old version, the new one. */
  separate: Figures;
  before: Figures | null;
  after: Figures;
}

const none: Figures = { matters: 0, materials: 0, forms: 0, fields: 0, visits: 0, days: 0 };

function average(list: readonly Figures[]): Figures {
  const sum = { ...none };
  for (const f of list) for (const key of Object.keys(none) as (keyof Figures)[]) sum[key] += f[key];
  return Object.fromEntries(Object.entries(sum).map(([k, v]) => [k, Math.round((v / Math.max(1, list.length)) * 10) / 10])) as unknown as Figures;
}

const plansOf = (c: Catalogue, t: Thing): Plan[] => situations(c, t).map(answers => plan(c, t, { ...t.facts, ...answers }));

/** The things that a change touches, with their figures before and after; all things when `every`. */
export function simulate(before: Catalogue, after: Catalogue, every = false): Simulation[] {
  return after.things.flatMap(thing => {
    const old = before.things.find(t => t.id === thing.id);
    const fresh = plansOf(after, thing);
    const was = old ? plansOf(before, old) : [];
    const figures = {
      separate: average(fresh.map(p => p.separate)),
      before: old ? average(was.map(p => p.together)) : null,
      after: average(fresh.map(p => p.together)),
    };
    if (!every && JSON.stringify(figures.before) === JSON.stringify(figures.after) && fresh.length === was.length) return [];
    return [{ no: thing.no, name: thing.name, situations: fresh.length, ...figures }];
  });
}
