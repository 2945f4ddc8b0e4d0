/**
 * The one permission table: role × relation to the record × action × state × fields. Each room and programme adds its
 * rows; routes, guards, row-level security, tests and the printed matrix read the same table. Deny by default.
 */
import { type Actor, type Role, roles } from './actor.ts';

/** How an actor stands to a record. */
export const relations = {
  anyone: '任何人',
  self: '本人账户',
  own: '本人或受托办理的',
  department: '本部门的',
  town: '本乡镇的',
  county: '全县的',
} as const;
export type Relation = keyof typeof relations;

/** What of a record a reader gets; each room says what the word means for its records. */
export type Fields = 'all' | 'matter' | 'summary';

export interface Right {
  relation: Relation;
  fields: Fields;
}

export interface Permit {
  /** `record.verb`, e.g. `task.decide`. */
  action: string;
  /** Chinese, for the printed matrix. */
  title: string;
  who: Partial<Record<Role, Right>>;
  /** States of the record in which it can be done; absent: any. The room's rules refuse with the reason. */
  states?: readonly string[];
}

type Who = Partial<Record<Role, Relation | `${Relation}:${Fields}`>>;

/** One row: `permit('task.decide', '作出决定', { reviewer: 'department' }, ['accepted'])`. */
export function permit(action: string, title: string, who: Who, states?: readonly string[]): Permit {
  const rights = Object.entries(who).map(([role, right]) => {
    const [relation, fields] = right.split(':') as [Relation, Fields | undefined];
    return [role, { relation, fields: fields ?? 'all' }];
  });
  return { action, title, who: Object.fromEntries(rights), ...(states ? { states } : {}) };
}

/** What the guard has to know of a record. */
export interface Guarded {
  parties?: readonly string[] | null;
  /** Every unit that works on it. */
  units?: readonly string[] | null;
  town?: string | null;
  /** The account that it belongs to. */
  owner?: string | null;
}

function stands(actor: Actor, role: Role, relation: Relation, record: Guarded): boolean {
  switch (relation) {
    case 'anyone':
    case 'county':
      return true;
    case 'self':
      return record.owner === actor.id;
    case 'own':
      return record.parties?.some(p => actor.parties.includes(p)) ?? false;
    case 'department':
      return actor.grants.some(g => g.role === role && g.unit !== undefined && (record.units?.includes(g.unit) ?? false));
    case 'town':
      return actor.grants.some(g => g.role === role && g.unit === `town-${record.town}`);
  }
}

export class Permissions {
  readonly rows: readonly Permit[];
  readonly #byAction: Map<string, Permit>;

  constructor(rows: readonly Permit[]) {
    this.rows = rows;
    this.#byAction = new Map(rows.map(r => [r.action, r]));
    if (this.#byAction.size !== rows.length) {
      const twice = rows.find(r => this.#byAction.get(r.action) !== r);
      throw new Error(`the permission table names ${twice?.action} twice`);
    }
  }

  has(action: string): boolean {
    return this.#byAction.has(action);
  }

  row(action: string): Permit {
    const row = this.#byAction.get(action);
    if (!row) throw new Error(`the permission table does not name ${action}`);
    return row;
  }

  /** The actor's rights to an action on some record; none: the action is not for this actor at all. */
  rights(actor: Actor, action: string): (Right & { role: Role })[] {
    const { who } = this.row(action);
    const held = new Set<Role>(actor.grants.map(g => g.role));
    // Whatever a guest may do, everybody may.
    held.add('guest');
    return [...held].flatMap(role => (who[role] ? [{ role, ...who[role] }] : []));
  }

  /** The units in which the actor holds a role that has the action. */
  units(actor: Actor, action: string): string[] {
    const { who } = this.row(action);
    return [...new Set(actor.grants.flatMap(g => (who[g.role] && g.unit) || []))];
  }

  /** The widest right to this very record, or null. */
  on(actor: Actor, action: string, record: Guarded): (Right & { role: Role }) | null {
    if (actor.kind === 'system') return { role: 'system', relation: 'county', fields: 'all' };
    const order: Fields[] = ['all', 'matter', 'summary'];
    const held = this.rights(actor, action).filter(r => stands(actor, r.role, r.relation, record));
    return held.sort((a, b) => order.indexOf(a.fields) - order.indexOf(b.fields))[0] ?? null;
  }
}

/** The table as Markdown, one line an action. */
export function matrix(permissions: Permissions): string {
  const shown = { all: '', matter: '（限本事项）', summary: '（限概要）' };
  const lines = permissions.rows.map(row => {
    const who = Object.entries(row.who)
      .map(([role, right]) => `${roles[role as Role]}：${relations[right.relation]}${shown[right.fields]}`)
      .join('；');
    return `| \`${row.action}\` | ${row.title} | ${who} | ${row.states?.join('、') ?? ''} |`;
  });
  return ['| 动作 | 含义 | 谁可以，对哪些记录 | 状态 |', '|---|---|---|---|', ...lines].join('\n');
}
