/** What somebody sees of the enrolment: figures everybody in the order, persons only of one's own town or lists. 八 */
import { type Ctx, refuse } from '#platform/actions';
import { listsOf } from './lists.ts';
import { bureaus, type Sort, sorts } from './words.ts';

export interface Sees {
  /** Towns whose persons and villages are seen; null: all. */
  towns: string[] | null;
  /** Names of identities whose persons are seen; null: all; empty: none. */
  identities: string[] | null;
}
const members = ['medical-insurance', 'taxation', 'finance', 'civil-affairs', 'agriculture', 'veterans-affairs', 'education', 'health', 'public-security'];

export function seesOf(ctx: Ctx): Sees {
  const { who } = ctx.house.permissions.row('insurance-progress.read');
  const all: Sees = { towns: null, identities: null };
  if (ctx.actor.kind === 'system') return all;
  const grants = ctx.actor.grants.filter(g => who[g.role]);
  if (grants.some(g => who[g.role]!.relation === 'county' || g.unit === bureaus.leads || g.unit === bureaus.collects)) return all;
  const units = grants.flatMap(g => g.unit ?? []);
  const own = units.filter(u => u.startsWith('town-')).map(u => u.slice(5));
  if (own.length > 0) return { towns: own, identities: null };
  if (!units.some(u => members.includes(u))) throw refuse('not-found');
  const said = listsOf.filter(l => l.due && units.includes(l.keeper)).flatMap(l => l.sorts);
  return { towns: null, identities: said.map((s: Sort) => sorts[s]) };
}
