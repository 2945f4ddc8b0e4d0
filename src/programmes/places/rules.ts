/** 中政发〔2024〕16号 二（三）8: which place is near, which town is reached by a kiosk, what has to be confirmed. Pure. */
import { addDays, type Day, daysBetween } from '#platform/calendar';
import { type PlaceKind, type Point, reviewDays, type Way, ways } from './figures.ts';
import { distance, inWords } from './ground.ts';
import { type Hours, roundTheClock } from './hours.ts';

export interface Outage {
  since: Day;
  /** The first day on which it works again. */
  until: Day | null;
}

export interface Standing {
  validFrom: Day;
  /** The first day on which it is no more. */
  closedOn: Day | null;
}

/** Whether the place exists for people on this day. */
export const standsOn = (p: Standing, day: Day): boolean => p.validFrom <= day && (p.closedOn === null || day < p.closedOn);

export const brokenOn = <O extends Outage>(outages: readonly O[], day: Day): O | undefined =>
  outages.find(o => o.since <= day && (o.until === null || day < o.until));

export interface Kiosk extends Standing {
  kind: PlaceKind;
  town: string;
  hours: Hours;
  outages: readonly Outage[];
}

/** A kiosk that counts for its town on a day: there, reachable at every hour, and working. */
export const kioskWorks = (k: Kiosk, day: Day): boolean => k.kind === 'kiosk' && standsOn(k, day) && roundTheClock(k.hours) && !brokenOn(k.outages, day);

export interface Coverage {
  /** Towns with at least one kiosk that counts. */
  covered: string[];
  without: string[];
  /** Percent with one decimal; with fewer than 200 towns nothing below a target is rounded onto it. */
  share: number;
}

/** 二（三）8: how many of the towns have a 7×24 kiosk on a day. */
export function coverage(kiosks: readonly Kiosk[], towns: readonly string[], day: Day): Coverage {
  const working = new Set(kiosks.filter(k => kioskWorks(k, day)).map(k => k.town));
  const covered = towns.filter(t => working.has(t));
  return {
    covered,
    without: towns.filter(t => !working.has(t)),
    share: shareOf(covered.length, towns.length),
  };
}

export const shareOf = (some: number, all: number): number => (all === 0 ? 0 : Math.round((some * 1000) / all) / 10);

/** The fewest towns whose share reaches the percent: of six towns 70 % are five, since four are only 66.7 %. */
export const townsNeeded = (percent: number, towns: number): number => Math.ceil((percent * towns) / 100);

export type ReviewLight = 'green' | 'yellow' | 'red';

/** Yellow when less than a third of the days is left, red after the last. */
export function reviewLight(confirmedOn: Day, today: Day): ReviewLight {
  const left = daysBetween(today, reviewDue(confirmedOn));
  return left < 0 ? 'red' : left * 3 < reviewDays ? 'yellow' : 'green';
}

/** The last day on which the place can be confirmed in time. */
export const reviewDue = (confirmedOn: Day): Day => addDays(confirmedOn, reviewDays);

/** What somebody is looking for. */
export interface Wish {
  from?: Point | undefined;
  /** `thing:17` or `matter:social-security-card`. */
  subject?: string | undefined;
  kind?: PlaceKind | undefined;
  openNow?: boolean | undefined;
  /** With a ramp or a wheelchair. */
  stepFree?: boolean | undefined;
}

export interface Candidate extends Point {
  no: number;
  kind: PlaceKind;
  name: string;
  access: readonly string[];
  services: readonly { subject: string; way: Way }[];
  open: boolean;
  /** A kiosk out of order. */
  broken: boolean;
  approximate: boolean;
}

export interface Ranked<P> {
  place: P;
  /** Metres; null when it is not known from where. */
  metres: number | null;
  /** Why it stands here, for people. */
  why: string[];
}

export const stepFree = (access: readonly string[]): boolean => access.includes('ramp') || access.includes('wheelchair');

const kindOrder: readonly PlaceKind[] = ['hall', 'town-centre', 'business-station', 'kiosk', 'partner', 'village-station'];

/**
 * What fits the wish, what can be used now before what cannot, and then the nearest first; without a position by kind.
 * A kiosk out of order comes last: one would go there in vain.
 */
export function rank<P extends Candidate>(places: readonly P[], wish: Wish): Ranked<P>[] {
  const fits = (p: P) =>
    (!wish.subject || p.services.some(s => s.subject === wish.subject)) &&
    (!wish.kind || p.kind === wish.kind) &&
    (!wish.openNow || (p.open && !p.broken)) &&
    (!wish.stepFree || stepFree(p.access));
  return places
    .filter(fits)
    .map(place => {
      const metres = wish.from ? distance(wish.from, place) : null;
      const way = wish.subject ? place.services.filter(s => s.subject === wish.subject).map(s => ways[s.way]) : [];
      return {
        place,
        metres,
        why: [
          ...(metres === null ? [] : [`直线${inWords(metres)}${place.approximate ? '（位置是大致的）' : ''}`]),
          ...(way.length > 0 ? [`这件事可以${way.join('、')}`] : []),
          ...(place.broken ? ['设备故障，现在不能用'] : []),
        ],
      };
    })
    .sort(
      (a, b) =>
        Number(a.place.broken) - Number(b.place.broken) ||
        Number(b.place.open) - Number(a.place.open) ||
        (a.metres ?? 0) - (b.metres ?? 0) ||
        kindOrder.indexOf(a.place.kind) - kindOrder.indexOf(b.place.kind) ||
        a.place.no - b.place.no,
    );
}
