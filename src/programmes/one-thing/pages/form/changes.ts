/** What has been typed and the server has not acknowledged: how it is put together, laid over, compared. Pure. */
import type { Content, GivenMaterial } from '../../application.ts';
import type { ApplicationView } from '../../application-view.ts';
import type { Values } from '../../forms.ts';

/** The body of a save; what is absent is unchanged. */
export interface Changes {
  answers?: Record<string, string>;
  values?: Values;
  rows?: Record<string, Values[]>;
  materials?: Record<string, GivenMaterial | null>;
  consent?: boolean;
  delivery?: Content['delivery'];
}

/** The part of an application that the applicant fills in. */
export interface Filled {
  answers: Record<string, string>;
  values: Values;
  rows: Record<string, Values[]>;
  materials: Record<string, GivenMaterial | null>;
  consent: boolean;
  delivery: Content['delivery'];
}

/** What the server has, in the shape of what is filled in. */
export const filledOf = (view: ApplicationView): Filled => ({
  answers: view.answers,
  values: view.values,
  rows: view.rows,
  materials: Object.fromEntries(Object.entries(view.materials).map(([id, m]) => [id, givenOf(m)])),
  consent: view.consent,
  delivery: view.delivery,
});

function givenOf({ chosen, licence, files }: ApplicationView['materials'][string]): GivenMaterial | null {
  if (!chosen) return null;
  if (chosen === 'wallet') return licence ? { way: 'wallet', licence } : null;
  return chosen === 'upload' ? { way: 'upload', files: files.map(f => f.id) } : { way: chosen };
}

export const over = (filled: Filled, c: Changes): Filled => ({
  answers: c.answers ?? filled.answers,
  values: { ...filled.values, ...c.values },
  rows: { ...filled.rows, ...c.rows },
  materials: { ...filled.materials, ...c.materials },
  consent: c.consent ?? filled.consent,
  delivery: c.delivery ?? filled.delivery,
});

/** Two sets of changes as one; the later wins. */
export function merge(earlier: Changes, later: Changes): Changes {
  const merged: Changes = { ...earlier, ...later };
  if (earlier.values && later.values) merged.values = { ...earlier.values, ...later.values };
  if (earlier.rows && later.rows) merged.rows = { ...earlier.rows, ...later.rows };
  if (earlier.materials && later.materials) merged.materials = { ...earlier.materials, ...later.materials };
  return merged;
}

export const isNothing = (c: Changes): boolean => leaves(c).length === 0;

/** One thing that can differ: `values.child-name`, `rows.heirs`, `materials.lease`, `consent`, `delivery`, `answers`. */
export type Leaf = string;

export const leaves = (c: Changes): Leaf[] => [
  ...(c.answers ? ['answers'] : []),
  ...Object.keys(c.values ?? {}).map(id => `values.${id}`),
  ...Object.keys(c.rows ?? {}).map(id => `rows.${id}`),
  ...Object.keys(c.materials ?? {}).map(id => `materials.${id}`),
  ...(c.consent === undefined ? [] : ['consent']),
  ...(c.delivery ? ['delivery'] : []),
];

export function at(from: Changes, leaf: Leaf): unknown {
  const [where, id] = split(leaf);
  const part = from[where];
  return id === undefined ? part : (part as Record<string, unknown> | undefined)?.[id];
}

const split = (leaf: Leaf): [keyof Changes, string | undefined] => {
  const dot = leaf.indexOf('.');
  return dot < 0 ? [leaf as keyof Changes, undefined] : [leaf.slice(0, dot) as keyof Changes, leaf.slice(dot + 1)];
};

/** These leaves only, as another state has them. A value that was not there yet is empty. */
export function pick(from: Changes, wanted: readonly Leaf[]): Changes {
  const picked: Record<string, unknown> = {};
  for (const leaf of wanted) {
    const [where, id] = split(leaf);
    const found = at(from, leaf);
    if (id === undefined) picked[where] = found;
    else
      picked[where] = {
        ...(picked[where] as object),
        [id]: found ?? (where === 'values' ? '' : where === 'rows' ? [] : null),
      };
  }
  return picked as Changes;
}

/** The same to the reader: nothing, an empty text and an absent value are one. */
export function same(a: unknown, b: unknown): boolean {
  const bare = (v: unknown): unknown => (v === null || v === '' || (Array.isArray(v) && v.length === 0) ? undefined : v);
  const [x, y] = [bare(a), bare(b)];
  if (x === y) return true;
  if (typeof x !== 'object' || typeof y !== 'object') return false;
  const [p, q] = [x as Record<string, unknown>, y as Record<string, unknown>];
  return [...new Set([...Object.keys(p), ...Object.keys(q)])].every(k => same(p[k], q[k]));
}

export interface Compared {
  /** Own changes that the other side does not have yet. */
  mine: Changes;
  /** Those of them that the other side changed too, to something else. */
  both: Leaf[];
}

/**
 * Own changes against what the other side has; `base` is what both started from, `tried` what was sent without an answer
 * and may have arrived.
 */
export function compare(mine: Changes, base: Changes, theirs: Changes, tried: Changes = {}): Compared {
  const open = leaves(mine).filter(leaf => !same(at(mine, leaf), at(theirs, leaf)));
  const foreign = (leaf: Leaf) => !same(at(base, leaf), at(theirs, leaf)) && !(leaves(tried).includes(leaf) && same(at(tried, leaf), at(theirs, leaf)));
  return { mine: pick(mine, open), both: open.filter(foreign) };
}

/** Whether the other side holds anything that is neither from the common start nor from us. */
export const hasNews = (base: Filled, ours: Filled, theirs: Filled): boolean =>
  leaves(theirs).some(l => !same(at(theirs, l), at(base, l)) && !same(at(theirs, l), at(ours, l)));
