/**
 * One transaction, one actor. Every statement of the service runs inside `Database.write` or `Database.read`, which put
 * the county and the actor into the transaction, where row-level security reads them.
 */
import { connect, type Options, type Sql } from './connect.ts';

/** Who is asking, as the database sees it. */
export interface Scope {
  county: string;
  /** Account id for the record; `system` for timers. */
  actor: string;
  roles: readonly string[];
  /** The person and all principals for whom the person may act, whole or in some subjects. */
  parties: readonly string[];
  /** Units in which the actor works or stands in for somebody. */
  units: readonly string[];
  towns: readonly string[];
}

/**
 * Takes statements that were sent as the last of their transaction. The commit follows on their heels, so that a lock of
 * theirs that others wait for is not held while this process gets round to it; where they fail, nothing was committed.
 */
export type Last = (sent: Promise<unknown>) => void;

export interface Database {
  write<T>(scope: Scope, work: (sql: Sql, last: Last) => Promise<T>): Promise<T>;
  read<T>(scope: Scope, work: (sql: Sql) => Promise<T>): Promise<T>;
  /** {@link scopedHandles} of a running transaction that stands in `current`. */
  handles(sql: Sql, current: Scope): (scope: Scope) => Sql;
  /** A statement that no county owns: health, migrations' state. */
  ping(): Promise<void>;
  end(): Promise<void>;
}

const array = (values: readonly string[]) => `{${values.map(v => `"${v.replaceAll(/["\\]/g, '')}"`).join(',')}}`;

const enter = (sql: Sql, s: Scope) =>
  sql`
  select set_config('app.county', ${s.county}, true), set_config('app.actor', ${s.actor}, true),
    set_config('app.roles', ${array(s.roles)}, true), set_config('app.parties', ${array(s.parties)}, true),
    set_config('app.units', ${array(s.units)}, true), set_config('app.towns', ${array(s.towns)}, true)`.execute();

/**
 * Handles on one running transaction, each with a scope of its own. A connection answers in order, so the scope is
 * changed just before the first statement is sent that needs another one, however many run side by side.
 */
export function scopedHandles(sql: Sql, current: Scope): (scope: Scope) => Sql {
  let at = current;
  return scope => {
    const bound = (made: unknown): unknown => {
      const query = made as { executed?: boolean; handle?(): Promise<void> };
      // Identifiers and lists are parts of statements; a statement that is put into another one is never sent by itself.
      if (typeof query?.handle !== 'function') return made;
      const send = query.handle;
      query.handle = () => {
        if (!query.executed && at !== scope) {
          at = scope;
          // Where it fails, the transaction is lost and the statement that follows says so.
          enter(sql, scope).catch(() => {});
        }
        return send.call(query);
      };
      return query;
    };
    return new Proxy(sql, {
      apply: (target, self, statement) => bound(Reflect.apply(target as never, self, statement)),
      get: (target, name) => (name === 'unsafe' ? (...given: Parameters<Sql['unsafe']>) => bound(target.unsafe(...given)) : Reflect.get(target, name)),
    });
  };
}

/** `hasty`: commits do not wait for the disk, and the last ones are lost in a crash; for what is then made anew. */
export function openDatabase(runtime: Options | string, max = 24, hasty = false): Database {
  const sql = connect(runtime, { max, ...(hasty ? { connection: { synchronous_commit: 'off' } } : {}) });
  const inside =
    (mode: string) =>
    async <T>(scope: Scope, work: (tx: Sql, last: Last) => Promise<T>): Promise<T> => {
      const endings: Promise<unknown>[] = [];
      const last: Last = sent => {
        // Looked at below; where the transaction is lost before, nobody does.
        sent.catch(() => {});
        endings.push(sent);
      };
      const result = await sql.begin(mode, async tx => {
        // Sent at once, before the first statement of the work: a connection answers in order.
        const [, done] = await Promise.all([enter(tx, scope), work(tx, last)]);
        return done;
      });
      // A commit after a statement that failed rolls back and says nothing.
      await Promise.all(endings);
      return result as T;
    };
  return {
    write: inside('read write'),
    // A page and its counts are of one moment.
    read: inside('isolation level repeatable read read only'),
    handles: scopedHandles,
    async ping() {
      await sql`select 1`;
    },
    end: () => sql.end({ timeout: 5 }),
  };
}
