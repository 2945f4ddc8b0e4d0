/** Playing people: one door per person, so that demo and tests do what a browser would do. */
import type { z } from 'zod';
import { gateScope } from '../access/index.ts';
import { type Action, answer, type House, type Identify, perform, type Read } from '../actions/index.ts';
import { actorOf, openSession } from '../identity/index.ts';
import type { InventedStaff } from './load.ts';
import type { InventedFirm, InventedPerson } from './people.ts';

/** Everybody of the demo county. */
export interface Cast {
  /** Those whom one can sign in as, by account. */
  people: Record<string, InventedPerson>;
  firms: Record<string, InventedFirm>;
  /** Staff by login. */
  staff: Record<string, InventedStaff>;
  /** Everybody else, for cases. */
  residents: InventedPerson[];
  residentFirms: InventedFirm[];
}

/** What a room or a programme gets to make its part of the demo county with. */
export interface DemoCounty {
  house: House;
  county: string;
  seed: number;
  cast: Cast;
  /** Somebody signed in, by account of the demo. */
  play(account: string): Promise<Player>;
}

export interface Player {
  does<S extends z.ZodType, O>(action: Action<S, O>, input: z.input<S>): Promise<O>;
  reads<S extends z.ZodType, O>(read: Read<S, O>, input: z.input<S>): Promise<O>;
}

/** Somebody signed in. Each player has one session; what they may is resolved anew at every step. */
export function players(house: House, county: string): (kind: 'person' | 'staff', id: string) => Promise<Player> {
  const known = new Map<string, Player>();
  let step = 0;
  return async (kind, id) => {
    const there = known.get(id);
    if (there) return there;
    const { token } = await house.db.write(gateScope(county), sql => openSession(sql, county, { kind, id }));
    // Who plays has just shown the second factor: nobody sits at a telephone here.
    const identify: Identify = async sql => ({ ...(await actorOf(sql, county, token, house.clock.today())), elevated: true });
    const meta = () => ({ county, requestId: `play:${++step}`, key: `play:${id}:${step}` });
    const player: Player = {
      does: (action, input) => perform(house, action, identify, input, meta()),
      reads: (read, input) => answer(house, read, identify, input, meta()),
    };
    known.set(id, player);
    return player;
  };
}

/** By account of the demo, residents and staff alike. */
export function castPlayers(house: House, county: string, cast: Cast): DemoCounty['play'] {
  const play = players(house, county);
  return async account => {
    const person = cast.people[account];
    const id = person?.id ?? cast.staff[account]?.id;
    if (!id) throw new Error(`no demo account ${account}`);
    return play(person ? 'person' : 'staff', id);
  };
}

/** The smallest honest photo: one white pixel as PNG. */
export const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
