/**
 * One way to write, one way to read. An action names itself, who may, and its input; `perform` does the rest. Routes,
 * timers, the command line, imports and demo data all come through the same door.
 */
import type { z } from 'zod';
import type { Actor, Fields, Guarded, Permissions, Right, Role } from '../access/index.ts';
import type { AuditEntry } from '../audit/index.ts';
import type { Calendar, Day } from '../calendar/index.ts';
import type { Vault } from '../crypto/index.ts';
import type { Sql } from '../db/index.ts';
import { refuse } from './refusal.ts';

/** What an action or a read works with. There is no other ambient state. */
export interface Ctx {
  sql: Sql;
  actor: Actor;
  county: string;
  today: Day;
  /** The instant by the service's clock, ISO text. */
  now: string;
  calendar: Calendar;
  vault: Vault;
  house: House;
  /** The action that runs, as the permission table names it. */
  may: string;
  requestId: string;
  /** Adds an entry to the audit of this transaction. */
  record(entry: Omit<AuditEntry, 'action'> & { action?: string }): void;
  /**
   * Runs work of the house itself in this transaction, past the actor's own row-level security: opening another
   * department's task because this one is decided. The work gets a context whose statements run as the house; the actor
   * stays in the record.
   */
  asHouse<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** Runs after the commit; for what must not happen when the transaction fails. */
  afterCommit(work: () => void | Promise<void>): void;
}

/** What is put together in server.ts and cli.ts; rooms add to it by declaration merging. */
export interface House {
  permissions: Permissions;
}

type Schema = z.ZodType;

export interface Action<I extends Schema = Schema, O = unknown> {
  kind: 'action';
  name: string;
  /** Row of the permission table. */
  may: string;
  input: I;
  output?: z.ZodType<O>;
  /** Makes something new: needs an idempotency key. */
  creates?: boolean;
  /** Needs a sign-in of the last minutes (money, export, unmasking). */
  elevated?: boolean;
  /** Runs in the gate's scope: signing in, before it is known who asks. */
  gate?: boolean;
  /** One line for the API's description. */
  summary: string;
  do(ctx: Ctx, input: z.infer<I>): Promise<O>;
}

export interface Read<I extends Schema = Schema, O = unknown> {
  kind: 'read';
  name: string;
  may: string;
  input: I;
  output?: z.ZodType<O>;
  elevated?: boolean;
  summary: string;
  /** Reads nothing of a person: may be cached by everybody. */
  open?: boolean;
  do(ctx: Ctx, input: z.infer<I>): Promise<O>;
}

export const action = <I extends Schema, O>(definition: Omit<Action<I, O>, 'kind'>): Action<I, O> => ({ kind: 'action', ...definition });
export const read = <I extends Schema, O>(definition: Omit<Read<I, O>, 'kind'>): Read<I, O> => ({ kind: 'read', ...definition });

/**
 * The guard inside an action: this actor may do it to this very record. A record that the actor may not even see
 * answers as one that does not exist, because the caller finds nothing through row-level security before it gets here.
 */
export function guard(ctx: Ctx, record: Guarded, may = ctx.may): Right & { role: Role } {
  const right = ctx.house.permissions.on(ctx.actor, may, record);
  if (!right) throw refuse(ctx.actor.kind === 'guest' ? 'sign-in-needed' : 'forbidden');
  return right;
}

/** How much of this record the actor may read. */
export const fieldsOn = (ctx: Ctx, record: Guarded, may = ctx.may): Fields => guard(ctx, record, may).fields;
