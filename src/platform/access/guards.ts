/**
 * Row-level security, generated from the permission table: the second line behind the guards in the actions. Every
 * table of a county names its record and how each relation is told from a row.
 */
import { runtimeRole, type Sql } from '../db/index.ts';
import type { Role } from './actor.ts';
import type { Permissions, Relation } from './permissions.ts';

export interface Guard {
  table: string;
  /** The record of the permission table (`task` of `task.decide`) that rows of this table belong to; none: the house's own. */
  record?: string;
  /** Relation → SQL over a row. A relation that is missing lets nobody through. */
  relations?: Partial<Record<Exclude<Relation, 'anyone' | 'county'>, string>>;
  /** Roles that read every row of the county for their own work, beside the table: the gate reads sessions. */
  reads?: readonly Role[];
  /** Roles that write every row of the county beside the table. */
  writes?: readonly Role[];
  /** Actions of other records that write here too: submitting an application makes tasks. */
  writtenBy?: readonly string[];
}

/** Compared once a statement and not once a row. */
const isOneOf = (roles: ReadonlySet<Role>) => `(select app.roles() && '{${[...roles].join(',')}}'::text[])`;

/** The actor's roles and the relation's own test, for every relation that some permit of these actions gives. */
function condition(guard: Guard, permissions: Permissions, actions: readonly string[], always: readonly Role[]): string {
  const byRelation = new Map<Relation, Set<Role>>();
  for (const action of actions)
    for (const [role, right] of Object.entries(permissions.row(action).who))
      byRelation.set(right.relation, (byRelation.get(right.relation) ?? new Set()).add(role as Role));
  const county = new Set<Role>(['system', ...always, ...(byRelation.get('county') ?? [])]);
  const tests = [isOneOf(county)];
  if (byRelation.has('anyone')) tests.push('true');
  for (const relation of ['self', 'own', 'department', 'town'] as const) {
    const held = byRelation.get(relation);
    const test = guard.relations?.[relation];
    if (held && test) tests.push(`(${isOneOf(held)} and (${test}))`);
  }
  return tests.join(' or ');
}

/** The policies of one table, as SQL. */
export function policies(guard: Guard, permissions: Permissions): string[] {
  const own = permissions.rows.map(r => r.action).filter(a => guard.record !== undefined && a.startsWith(`${guard.record}.`));
  const reading = own.filter(a => a.endsWith('.read') || a.endsWith('.list'));
  const writing = [...own.filter(a => !reading.includes(a)), ...(guard.writtenBy ?? [])];
  const open = writing.find(a => Object.values(permissions.row(a).who).some(r => r.relation === 'anyone'));
  if (open) throw new Error(`${open} would let anybody write to ${guard.table}`);
  const county = 'county = (select app.county())';
  const mayWrite = condition(guard, permissions, writing, guard.writes ?? []);
  const mayRead = condition(guard, permissions, [...reading, ...writing], [...(guard.reads ?? []), ...(guard.writes ?? [])]);
  const on = `on ${guard.table}`;
  return [
    `alter table ${guard.table} enable row level security`,
    `alter table ${guard.table} force row level security`,
    ...['rls_read', 'rls_insert', 'rls_update', 'rls_delete', 'rls_owner'].map(p => `drop policy if exists ${p} ${on}`),
    `create policy rls_owner ${on} to current_user using (true) with check (true)`,
    `create policy rls_read ${on} for select to ${runtimeRole} using (${county} and (${mayRead}))`,
    `create policy rls_insert ${on} for insert to ${runtimeRole} with check (${county} and (${mayWrite}))`,
    `create policy rls_update ${on} for update to ${runtimeRole} using (${county} and (${mayWrite})) with check (${county})`,
    `create policy rls_delete ${on} for delete to ${runtimeRole} using (${county} and (${mayWrite}))`,
  ];
}

/** Puts the policies of all tables in place; run by the owner after the migrations. */
export async function applyGuards(owner: Sql, guards: readonly Guard[], permissions: Permissions): Promise<void> {
  await owner.unsafe(guards.flatMap(g => policies(g, permissions)).join(';\n'));
}
