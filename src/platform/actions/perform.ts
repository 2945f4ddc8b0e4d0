/** The one door: permission, input, one transaction with its scope, audit, idempotency. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { zhCN } from 'zod/locales';
import { type Actor, gateScope, scopeOf, systemActor } from '../access/index.ts';
import { type AuditEntry, append } from '../audit/index.ts';
import type { Calendar, Day } from '../calendar/index.ts';
import type { Vault } from '../crypto/index.ts';
import type { Database, Sql } from '../db/index.ts';
import type { Action, Ctx, House, Read } from './action.ts';
import { type Fault, Refusal, refuse } from './refusal.ts';

// Faults that no schema words itself are Chinese too, and speak of the form rather than of types where people can be wrong.
const { localeError } = zhCN();
z.config({ localeError: issue => inWords(issue) ?? localeError?.(issue) });

function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  const of = 'origin' in issue ? issue.origin : undefined;
  const counted = of === 'array' ? '项' : '个字';
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? '请填写' : issue.expected === 'number' ? '请填写数字' : undefined;
    case 'invalid_value':
      return '请从选项中选择';
    case 'too_small':
      if (of === 'array' || of === 'string') return issue.minimum === 1 && of === 'string' ? '不能为空' : `至少要有 ${issue.minimum} ${counted}`;
      return of === 'number' ? `${issue.inclusive ? '不能小于' : '必须大于'} ${issue.minimum}` : undefined;
    case 'too_big':
      if (of === 'array' || of === 'string') return `最多 ${issue.maximum} ${counted}`;
      return of === 'number' ? `${issue.inclusive ? '不能大于' : '必须小于'} ${issue.maximum}` : undefined;
    default:
      return undefined;
  }
}

declare module './action.ts' {
  interface House {
    db: Database;
    vault: Vault;
    clock: Clock;
    log: Log;
    calendars: Calendars;
  }
}

/** What day and instant the service believes it is. */
export interface Clock {
  now(): string;
  today(): Day;
}

/** The working-day calendars of the counties. */
export interface Calendars {
  of(county: string, sql: Sql): Promise<Calendar>;
  forget(county: string): void;
}

export interface Log {
  info(data: Record<string, unknown>, message: string): void;
  warn(data: Record<string, unknown>, message: string): void;
  error(data: Record<string, unknown>, message: string): void;
}

/** Who asks: resolved inside the transaction, so that what was revoked is gone at once. */
export type Identify = (sql: Sql) => Promise<Actor>;

export interface Meta {
  county: string;
  requestId: string;
  address?: string;
  /** Idempotency key of a creating request. */
  key?: string;
}

const known =
  (actor: Actor): Identify =>
  async () =>
    actor;

export { known as knownActor };

/** Where a text has the character zero, which PostgreSQL cannot keep or look for; nobody types it. */
function zeroIn(input: unknown): string | undefined {
  if (typeof input === 'string') return input.includes('\0') ? '' : undefined;
  // Bytes of a file are no text.
  if (typeof input !== 'object' || input === null || ArrayBuffer.isView(input)) return undefined;
  for (const [key, value] of Object.entries(input)) {
    if (key.includes('\0')) return '';
    const within = zeroIn(value);
    if (within !== undefined) return within ? `${key}.${within}` : key;
  }
  return undefined;
}

/** Input faults in Chinese, at their places; unknown keys are their own refusal. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const zero = zeroIn(input);
  if (zero !== undefined) throw refuse('input', { faults: [{ path: zero, message: '含有不能识别的字符，请删掉后重新输入' }] });
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults: Fault[] = parsed.error.issues.map(i => ({ path: i.path.join('.'), message: i.message }));
  const unknown = parsed.error.issues.find(i => i.code === 'unrecognized_keys');
  if (unknown) throw refuse('unknown-input', { detail: unknown.keys.join('、'), faults });
  throw refuse('input', { detail: faults[0]?.message ?? '', faults });
}

interface Running {
  house: House;
  meta: Meta;
  definition: Action | Read;
  actor: Actor;
  sql: Sql;
  entries: AuditEntry[];
  after: (() => void | Promise<void>)[];
}

async function context({ house, meta, definition, actor, sql, entries, after }: Running): Promise<Ctx> {
  const gate = gateScope(meta.county);
  // A gate's action stays in the gate's scope, in which the transaction stands: it is not yet known who asks.
  const own = definition.kind === 'action' && definition.gate ? gate : scopeOf(actor);
  // The scope of who asks goes out with the first statement that needs it.
  const handle = house.db.handles(sql, gate);
  const inHouse = scopeOf(systemActor(meta.county));
  const ctx: Ctx = {
    sql: handle(own),
    actor,
    county: meta.county,
    today: house.clock.today(),
    now: house.clock.now(),
    calendar: await house.calendars.of(meta.county, handle(own)),
    vault: house.vault,
    house,
    may: definition.may,
    requestId: meta.requestId,
    record: entry => void entries.push({ action: definition.name, ...entry }),
    asHouse: async work => work(ofHouse),
    afterCommit: work => void after.push(work),
  };
  const ofHouse: Ctx = { ...ctx, sql: handle(inHouse) };
  return ctx;
}

function mayAtAll(house: House, definition: Action | Read, actor: Actor) {
  if (house.permissions.rights(actor, definition.may).length === 0 && actor.kind !== 'system')
    throw refuse(actor.kind === 'guest' ? 'sign-in-needed' : 'forbidden');
  if (definition.elevated && !actor.elevated) throw refuse('elevation-needed');
}

/** Performs an action and returns its result, or throws {@link Refusal}. */
export async function perform<S extends z.ZodType, O>(house: House, definition: Action<S, O>, identify: Identify, input: unknown, meta: Meta): Promise<O> {
  const after: (() => void | Promise<void>)[] = [];
  let who = 'guest';
  try {
    const result = await house.db.write(gateScope(meta.county), async (sql, last) => {
      const actor = await identify(sql);
      who = actor.id;
      mayAtAll(house, definition as unknown as Action, actor);
      const wanted = parse(definition.input, input);
      const entries: AuditEntry[] = [];
      const ctx = await context({ house, meta, definition: definition as unknown as Action, actor, sql, entries, after });
      const earlier = definition.creates ? await claim(ctx, definition.name, meta.key, wanted) : undefined;
      if (earlier) return earlier.response as O;
      const done = await definition.do(ctx, wanted);
      if (entries.length === 0) entries.push({ action: definition.name });
      if (definition.creates && meta.key) last(remember(ctx, definition.name, meta.key, done));
      last(
        append(
          ctx.sql,
          meta.county,
          {
            actor: actor.id,
            actorName: actor.name,
            day: ctx.today,
            requestId: meta.requestId,
            ...(meta.address ? { address: meta.address } : {}),
            ...(actor.standsInFor?.length ? { onBehalfOf: actor.standsInFor.map(s => s.id).join(',') } : {}),
          },
          entries,
        ),
      );
      return done;
    });
    for (const work of after) await work();
    return result;
  } catch (error) {
    // The transaction is gone, and its audit with it: a refused attempt is told to the log.
    if (error instanceof Refusal) house.log.info({ action: definition.name, actor: who, refused: error.code, requestId: meta.requestId }, 'refused');
    throw error;
  }
}

/** Reads, in a read-only transaction. */
export async function answer<S extends z.ZodType, O>(house: House, definition: Read<S, O>, identify: Identify, input: unknown, meta: Meta): Promise<O> {
  return house.db.read(gateScope(meta.county), async sql => {
    const actor = await identify(sql);
    mayAtAll(house, definition as unknown as Read, actor);
    const wanted = parse(definition.input, input);
    const ctx = await context({ house, meta, definition: definition as unknown as Read, actor, sql, entries: [], after: [] });
    return definition.do(ctx, wanted);
  });
}

/** bigint has no JSON: money and counters are decimal text. */
export const toJson = (value: unknown): string => JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v));

const hashOf = (input: unknown) => createHash('sha256').update(toJson(input)).digest('hex');

/** Takes the key for this transaction; a key that was used before gives the first result again. */
async function claim(ctx: Ctx, route: string, key: string | undefined, input: unknown): Promise<{ response: unknown } | undefined> {
  if (ctx.actor.kind === 'system' && !key) return undefined;
  if (!key || key.length > 100) throw refuse('key-needed');
  const body = hashOf(input);
  const [mine] = await ctx.sql`
    insert into idempotency (county, actor, route, key, body) values (${ctx.county}, ${ctx.actor.id}, ${route}, ${key}, ${body})
    on conflict do nothing returning 1 as taken`;
  if (mine) return undefined;
  const [earlier] = await ctx.sql<{ body: string; response: unknown }[]>`
    select body, response from idempotency
    where county = ${ctx.county} and actor = ${ctx.actor.id} and route = ${route} and key = ${key}`;
  if (!earlier) throw refuse('changed');
  if (earlier.body !== body) throw refuse('key-reused');
  return { response: earlier.response };
}

const remember = (ctx: Ctx, route: string, key: string, response: unknown) =>
  ctx.sql`
    update idempotency set response = ${toJson(response ?? null)}::jsonb
    where county = ${ctx.county} and actor = ${ctx.actor.id} and route = ${route} and key = ${key}`.execute();
