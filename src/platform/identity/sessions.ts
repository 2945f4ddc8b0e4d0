/**
 * Sessions: opaque tokens, stored hashed, resolved at every request together with the roles and mandates of the moment.
 * Staff: 15 minutes idle, 12 hours at most (等保 2.0); residents: 2 hours idle, 12 hours at most.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type Actor, type Grant, guest, type Role } from '../access/index.ts';
import type { Day } from '../calendar/index.ts';
import type { Sql } from '../db/index.ts';
import { inSubject } from './standing.ts';

export interface Session {
  actor: Actor;
  csrf: string;
  tokenHash: string;
  /** Seen more than a minute ago: worth writing down again. */
  stale: boolean;
}

const idleMinutes = { staff: 15, person: 120 } as const;
const longestHours = 12;
const elevationMinutes = 5;

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
const random = () => randomBytes(32).toString('base64url');

/** Opens a session and returns its token; earlier sessions of the same browser are the caller's to close. */
export async function openSession(
  sql: Sql,
  county: string,
  who: { kind: 'person' | 'staff'; id: string },
  address?: string,
  elevated = false,
): Promise<{ token: string; csrf: string }> {
  const token = random();
  const csrf = random();
  const now = new Date().toISOString();
  await sql`
    insert into session (county, token_hash, kind, subject, csrf, made_at, seen_at, elevated_until, address)
    values (${county}, ${hashToken(token)}, ${who.kind}, ${who.id}, ${csrf}, ${now}, ${now},
      ${elevated ? new Date(Date.now() + elevationMinutes * 60_000).toISOString() : null}, ${address ?? null})`;
  return { token, csrf };
}

export const closeSession = (sql: Sql, county: string, tokenHash: string) => sql`delete from session where county = ${county} and token_hash = ${tokenHash}`;

export const touchSession = (sql: Sql, county: string, tokenHash: string) =>
  sql`update session set seen_at = now() where county = ${county} and token_hash = ${tokenHash}`;

interface Row {
  kind: 'person' | 'staff';
  subject: string;
  csrf: string;
  madeAt: string;
  seenAt: string;
  elevatedUntil: string | null;
  personName: string | null;
  mandates: { principal: string; things: number[] | null }[] | null;
  staffName: string | null;
  staffPerson: string | null;
  grants: { role: Role; unit: string }[] | null;
  standsIn: { id: string; name: string; grants: { role: Role; unit: string }[] | null }[] | null;
}

/** Who the token belongs to now; null for none, an idle or an old one. Runs in the gate's scope. */
export async function resolveSession(sql: Sql, county: string, tokenHash: string, today: Day): Promise<Session | null> {
  const [row] = await sql<Row[]>`
    select s.kind, s.subject, s.csrf, s.made_at, s.seen_at, s.elevated_until,
      p.name as person_name,
      (select jsonb_agg(jsonb_build_object('principal', m.principal, 'things', m.things)) from mandate m
        where s.kind = 'person' and m.county = s.county and m.agent = s.subject and m.state = 'active'
          and m.from_day <= ${today} and (m.to_day is null or m.to_day >= ${today})) as mandates,
      st.name as staff_name, st.person as staff_person,
      (select jsonb_agg(jsonb_build_object('role', r.role, 'unit', r.unit)) from staff_role r
        where r.county = s.county and r.staff = st.id) as grants,
      (select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'grants',
          (select jsonb_agg(jsonb_build_object('role', r.role, 'unit', r.unit)) from staff_role r
            where r.county = f.county and r.staff = f.id and r.unit <> '')))
        from delegation d join staff f on f.county = d.county and f.id = d.from_staff
        where d.county = s.county and d.to_staff = st.id and d.state = 'active'
          and d.from_day <= ${today} and d.to_day >= ${today}) as stands_in
    from session s
    left join person p on s.kind = 'person' and p.county = s.county and p.id = s.subject and p.status = 'alive'
    left join staff st on s.kind = 'staff' and st.county = s.county and st.id = s.subject and st.active
    where s.county = ${county} and s.token_hash = ${tokenHash}`;
  if (!row) return null;
  const now = Date.now();
  const seen = Date.parse(row.seenAt);
  if (now - seen > idleMinutes[row.kind] * 60_000 || now - Date.parse(row.madeAt) > longestHours * 3_600_000) return null;
  const actor = row.kind === 'person' ? personActor(county, row) : staffActor(county, row);
  if (!actor) return null;
  actor.elevated = row.elevatedUntil !== null && Date.parse(row.elevatedUntil) > now;
  return { actor, csrf: row.csrf, tokenHash, stale: now - seen > 60_000 };
}

function personActor(county: string, row: Row): Actor | null {
  if (row.personName === null) return null;
  return {
    kind: 'person',
    id: row.subject,
    name: row.personName,
    county,
    person: row.subject,
    parties: [row.subject, ...(row.mandates ?? []).flatMap(m => m.things?.map(t => inSubject(m.principal, String(t))) ?? m.principal)],
    grants: [{ role: 'resident' }],
    elevated: false,
  };
}

const grantsOf = (rows: { role: Role; unit: string }[] | null): Grant[] => (rows ?? []).map(r => (r.unit ? { role: r.role, unit: r.unit } : { role: r.role }));

function staffActor(county: string, row: Row): Actor | null {
  if (row.staffName === null) return null;
  const own = grantsOf(row.grants);
  const lent = (row.standsIn ?? []).flatMap(s => grantsOf(s.grants));
  return {
    kind: 'staff',
    id: row.subject,
    name: row.staffName,
    county,
    ...(row.staffPerson ? { person: row.staffPerson } : {}),
    parties: [],
    grants: [...own, ...lent.filter(l => !own.some(o => o.role === l.role && o.unit === l.unit))],
    ...(row.standsIn?.length ? { standsInFor: row.standsIn.map(({ id, name }) => ({ id, name })) } : {}),
    elevated: false,
  };
}

/** The actor of a token, or a guest. */
export async function actorOf(sql: Sql, county: string, token: string | undefined, today: Day): Promise<Actor> {
  return (token && (await resolveSession(sql, county, hashToken(token), today))?.actor) || guest(county);
}
