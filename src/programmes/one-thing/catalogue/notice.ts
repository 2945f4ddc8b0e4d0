/**
 * The one notice (一次告知): from a thing and the answers to its questions, what it takes.
 * 中政发〔2024〕16号 二（二）4, 5; pure, so that the portal, the desk, the linter and the tests share it.
 */
import type { Condition } from './conditions.ts';
import type { Catalogue, Field, Group, Material, Matter, Thing, ThingMatter } from './schema.ts';
import { type Facts, holds } from './situations.ts';

/** One matter as it stands in one situation of a thing. */
export interface PlannedMatter {
  matter: Matter;
  entry: ThingMatter;
  name: string;
  lead: boolean;
  /** Ids of the matters of this plan that must be approved first. */
  after: string[];
}

/** How a material can be satisfied, the least trouble first. */
export type Way = 'result' | 'wallet' | 'query' | 'declare' | 'upload' | 'follow';

export interface PlannedMaterial {
  material: Material;
  wantedBy: string[];
  ways: Way[];
  /** The matter of this plan whose result satisfies it. */
  from?: string;
}

export interface PlannedField {
  field: Field;
  wantedBy: string[];
}

export interface PlannedGroup {
  group: Group;
  fields: PlannedField[];
}

export interface Figures {
  matters: number;
  materials: number;
  forms: number;
  fields: number;
  visits: number;
  /** Working days along the longest path of the order. */
  days: number;
}

export interface Plan {
  matters: PlannedMatter[];
  materials: PlannedMaterial[];
  groups: PlannedGroup[];
  conditions: { matter: string; condition: Condition }[];
  days: number;
  /** The matters along the longest path. */
  path: string[];
  visits: number;
  /** Fen. */
  fees: bigint;
  separate: Figures;
  together: Figures;
}

const uses = <T extends { id: string; when?: unknown }>(list: (string | T)[]): (T | { id: string; when?: never })[] =>
  list.map(u => (typeof u === 'string' ? { id: u } : u));

/** The materials that a matter wants in this situation. */
export const materialsOf = (matter: Matter, facts: Facts) => uses(matter.materials).filter(u => holds(u.when, facts));
/** The fields that a matter wants in this situation. */
export const fieldsOf = (matter: Matter, facts: Facts) => uses(matter.fields).filter(u => holds(u.when, facts));

/** The type of licence that the matter issues in this situation, if any. */
export const licenceOf = (matter: Matter, facts: Facts): string | undefined =>
  'licence' in matter.result && holds(matter.result.when, facts) ? matter.result.licence : undefined;

/** The form fields with the name and the identity number to which the matter's licence is made out, if not the applicant. */
export const bearerOf = (matter: Matter, facts: Facts) => ('licence' in matter.result ? matter.result.bearer?.find(b => holds(b.when, facts)) : undefined);

/** The matters of a thing in this situation, in the document's order, each with what it waits for. */
export function mattersOf(catalogue: Catalogue, thing: Thing, facts: Facts): PlannedMatter[] {
  const known = new Map(catalogue.matters.map(m => [m.id, m]));
  const entries = thing.matters.filter(e => known.has(e.id) && holds(e.when, facts));
  const present = new Set(entries.map(e => e.id));
  return entries.map(entry => {
    const matter = known.get(entry.id)!;
    return {
      matter,
      entry,
      name: entry.as ?? matter.name,
      lead: matter.department === thing.lead,
      after: entry.after.map(a => a.replace('?', '')).filter(a => present.has(a)),
    };
  });
}

/** Longest path through the order; `weight` in working days. Throws on a cycle, which the linter reports. */
export function longestPath(matters: PlannedMatter[], weight: (m: Matter) => number): { days: number; path: string[] } {
  const byId = new Map(matters.map(m => [m.matter.id, m]));
  const known = new Map<string, { days: number; path: string[] }>();
  const visit = (id: string, trail: string[]): { days: number; path: string[] } => {
    const done = known.get(id);
    if (done) return done;
    if (trail.includes(id)) throw new Error(`cycle: ${[...trail, id].join(' → ')}`);
    const planned = byId.get(id)!;
    let before = { days: 0, path: [] as string[] };
    for (const a of planned.after) {
      const candidate = visit(a, [...trail, id]);
      if (candidate.days > before.days || before.path.length === 0) before = candidate;
    }
    const result = { days: before.days + weight(planned.matter), path: [...before.path, id] };
    known.set(id, result);
    return result;
  };
  let best = { days: 0, path: [] as string[] };
  for (const m of matters) {
    const candidate = visit(m.matter.id, []);
    if (candidate.days > best.days || best.path.length === 0) best = candidate;
  }
  return best;
}

/** All matters that must be approved before this one, near and far. */
export function ancestors(matters: PlannedMatter[], id: string): Set<string> {
  const byId = new Map(matters.map(m => [m.matter.id, m]));
  const found = new Set<string>();
  const queue = [...(byId.get(id)?.after ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    queue.push(...(byId.get(next)?.after ?? []));
  }
  return found;
}

function planMaterials(catalogue: Catalogue, matters: PlannedMatter[], facts: Facts): PlannedMaterial[] {
  const known = new Map(catalogue.materials.map(m => [m.id, m]));
  const found = new Map<string, PlannedMaterial & { mayFollow: boolean; mayDeclare: boolean }>();
  for (const planned of matters) {
    for (const use of materialsOf(planned.matter, facts)) {
      const material = known.get(use.id);
      if (!material) continue;
      const earlier = found.get(use.id);
      const mayFollow = 'mayFollow' in use && use.mayFollow === true;
      const mayDeclare = 'mayDeclare' in use && use.mayDeclare === true;
      if (earlier) {
        earlier.wantedBy.push(planned.matter.id);
        // Every matter that wants it has to agree before it may come later or be declared.
        earlier.mayFollow &&= mayFollow;
        earlier.mayDeclare &&= mayDeclare;
      } else found.set(use.id, { material, wantedBy: [planned.matter.id], ways: [], mayFollow, mayDeclare });
    }
  }
  return [...found.values()].map(({ mayFollow, mayDeclare, ...m }) => {
    const from = m.material.licence
      ? matters.find(p => licenceOf(p.matter, facts) === m.material.licence && m.wantedBy.every(w => ancestors(matters, w).has(p.matter.id)))?.matter.id
      : undefined;
    const ways: Way[] = [];
    if (from) ways.push('result');
    else {
      if (m.material.licence) ways.push('wallet');
      if (m.material.query) ways.push('query');
      if (mayDeclare) ways.push('declare');
      if (m.material.upload !== 'none') ways.push('upload');
      if (mayFollow) ways.push('follow');
    }
    return from ? { ...m, ways, from } : { ...m, ways };
  });
}

function planFields(catalogue: Catalogue, matters: PlannedMatter[], facts: Facts): PlannedGroup[] {
  const wanted = new Map<string, string[]>();
  for (const planned of matters) for (const use of fieldsOf(planned.matter, facts)) wanted.set(use.id, [...(wanted.get(use.id) ?? []), planned.matter.id]);
  return [...catalogue.groups]
    .sort((a, b) => a.order - b.order)
    .map(group => ({
      group,
      fields: group.fields.filter(f => wanted.has(f.id)).map(field => ({ field, wantedBy: wanted.get(field.id)! })),
    }))
    .filter(g => g.fields.length > 0);
}

/** Amount in yuan with two digits → fen. */
const fen = (yuan: string) => BigInt(yuan.replace('.', ''));

/** Everything that the situation takes. `facts` come from {@link settle}. */
export function plan(catalogue: Catalogue, thing: Thing, facts: Facts): Plan {
  const matters = mattersOf(catalogue, thing, facts);
  const materials = planMaterials(catalogue, matters, facts);
  const groups = planFields(catalogue, matters, facts);
  const promised = longestPath(matters, m => m.promisedDays);
  const visits = matters.reduce((sum, m) => sum + m.matter.visits.joined, 0);
  const each = <T>(f: (m: Matter) => T[]) => matters.reduce((sum, m) => sum + f(m.matter).length, 0);
  return {
    matters,
    materials,
    groups,
    conditions: matters.flatMap(m => m.matter.conditions.filter(c => holds(c.when, facts)).map(condition => ({ matter: m.matter.id, condition }))),
    days: promised.days,
    path: promised.path,
    visits,
    fees: matters.reduce((sum, m) => sum + (m.matter.fee && holds(m.matter.fee.when, facts) ? fen(m.matter.fee.amount) : 0n), 0n),
    separate: {
      matters: matters.length,
      materials: each(m => materialsOf(m, facts)),
      forms: matters.filter(m => fieldsOf(m.matter, facts).length > 0).length,
      fields: each(m => fieldsOf(m, facts)),
      visits: matters.reduce((sum, m) => sum + m.matter.visits.alone, 0),
      days: longestPath(matters, m => m.legalDays ?? m.promisedDays).days,
    },
    together: {
      matters: matters.length,
      materials: materials.filter(m => !m.ways.includes('result')).length,
      forms: groups.length > 0 ? 1 : 0,
      fields: groups.reduce((sum, g) => sum + g.fields.length, 0),
      visits,
      days: promised.days,
    },
  };
}
