/** The programme's SQL: areas, windows, the negative list, matters of the city. */
import type { Ctx } from '#platform/actions';
import type { Day } from '#platform/calendar';
import type { AreaKind, CityScope, Way } from './figures.ts';

export interface Area {
  id: string;
  kind: AreaKind;
  position: number;
  name: string;
  place: string;
  note: string;
  takes: string[];
  queues: string[];
  version: number;
}

export const areasOf = async (ctx: Ctx): Promise<Area[]> => [
  ...(await ctx.sql<Area[]>`
    select id, kind, position, name, place, note, takes, queues, version from hall_area where county = ${ctx.county} order by position`),
];

export interface HallWindow {
  seat: string;
  area: string;
  units: string[];
  matters: string[];
  things: boolean;
  version: number;
}

export const windowsOf = async (ctx: Ctx): Promise<HallWindow[]> => [
  ...(await ctx.sql<HallWindow[]>`
    select seat, area, units, matters, things, version from hall_window where county = ${ctx.county} order by seat`),
];

export interface Outside {
  id: string;
  matter: string | null;
  name: string;
  unit: string;
  reason: string;
  basis: string;
  doneAt: string;
  validUntil: Day;
  addedOn: Day;
  endedOn: Day | null;
  endReason: string | null;
  remindedFor: Day | null;
  version: number;
}
const outsideColumns = 'id, matter, name, unit, reason, basis, done_at, valid_until, added_on, ended_on, end_reason, reminded_for, version';

export const outsideOf = async (ctx: Ctx): Promise<Outside[]> => [
  ...(await ctx.sql<Outside[]>`
    select ${ctx.sql.unsafe(outsideColumns)} from outside_matter where county = ${ctx.county} order by ended_on is not null, valid_until, name limit 2000`),
];

export async function lockOutside(ctx: Ctx, id: string): Promise<Outside | null> {
  const [row] = await ctx.sql<Outside[]>`
    select ${ctx.sql.unsafe(outsideColumns)} from outside_matter where county = ${ctx.county} and id = ${id} for update`;
  return row ?? null;
}

export interface OutsideChange {
  entry: string;
  what: 'added' | 'prolonged' | 'ended';
  onDay: Day;
  byName: string;
  validUntil: Day | null;
  reason: string;
}

export const changesOf = async (ctx: Ctx): Promise<OutsideChange[]> => [
  ...(await ctx.sql<OutsideChange[]>`
    select entry, what, on_day, by_name, valid_until, reason from outside_change where county = ${ctx.county} order by entry, position`),
];

export const addChange = (ctx: Ctx, c: Omit<OutsideChange, 'onDay' | 'byName'>) =>
  ctx.sql`
    insert into outside_change (county, entry, position, what, on_day, by_name, valid_until, reason)
    select ${ctx.county}, ${c.entry}, (select count(*) from outside_change where county = ${ctx.county} and entry = ${c.entry}) + 1, ${c.what}, ${ctx.today},
      ${ctx.actor.name}, ${c.validUntil}, ${c.reason}`;

export interface CityMatter {
  id: string;
  scope: CityScope;
  matter: string | null;
  name: string;
  unit: string;
  partners: string;
  way: Way;
  onlineOn: Day;
  endedOn: Day | null;
  endReason: string | null;
  version: number;
}

export const cityMattersOf = async (ctx: Ctx): Promise<CityMatter[]> => [
  ...(await ctx.sql<CityMatter[]>`
    select id, scope, matter, name, unit, partners, way, online_on, ended_on, end_reason, version from city_matter
    where county = ${ctx.county} order by ended_on is not null, scope, online_on desc, name limit 2000`),
];

/** Matters that went online within a period and were there on its last day. */
export const onlineWithin = async (ctx: Ctx, scope: CityScope, from: Day, to: Day): Promise<CityMatter[]> => [
  ...(await ctx.sql<CityMatter[]>`
    select id, scope, matter, name, unit, partners, way, online_on, ended_on, end_reason, version from city_matter
    where county = ${ctx.county} and scope = ${scope} and online_on between ${from} and ${to} and online_on <= ${ctx.today}
      and (ended_on is null or ended_on > ${to}) order by online_on, name limit 1000`),
];
