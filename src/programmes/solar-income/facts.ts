/** What a year is divided by and among, read out of the registers' rows: places in the county's order, net income of stations. Pure. */
import type { Values } from '#platform/registers';
import { sites } from './figures.ts';
import { type Moved, movedOf } from './moved.ts';
import type { Held } from './sources.ts';
import { costsOf } from './stations.ts';
import { towns } from './villages.ts';

export interface Place {
  town: string;
  townName: string;
  name: string;
  site: boolean;
  outOfPoverty: number;
  general: number;
  monitored: number;
  /** Fen; null for a site. */
  collectiveIncome: bigint | null;
  model: boolean;
  /** Who is paid (三 1–3). */
  payee: string;
  payeeKind: 'town' | 'village';
}

export interface Net {
  /** Of stations that are registered: compared with the document's. */
  kilowatts: number;
  gross: bigint;
  costs: bigint;
  net: bigint;
}

export interface Facts {
  /** The figures stand at the end of this year, and the income is of it. */
  year: string;
  village: Net;
  central: Net;
  /** What the last final run did not divide, and its title; null: there is none before. */
  carried: { amount: bigint; from: string } | null;
  places: readonly Place[];
  /** Sites whose people are known by name, and those of which only heads are counted. */
  moved: Pick<Moved, 'listed' | 'people' | 'unlisted'>;
}

const count = (v: Values, key: string) => Number(v[key] ?? 0);

function netOf(held: Held, sort: 'village' | 'central'): Net {
  const stations = held.stations.filter(s => s.sort === sort);
  const names = new Set(stations.map(s => String(s.name)));
  const rows = held.earnings.filter(e => names.has(String(e.station)));
  const gross = rows.reduce((sum, e) => sum + BigInt(String(e.gross ?? 0)), 0n);
  const costs = rows.reduce((sum, e) => sum + costsOf(e), 0n);
  return { kilowatts: stations.reduce((sum, s) => sum + Number(s.kilowatts ?? 0), 0), gross, costs, net: gross - costs };
}

function placesOf(held: Held): Place[] {
  const rows = new Map(held.villages.map(v => [`${String(v.town)} ${String(v.name)}`, v]));
  return towns().flatMap(town => {
    const place = (name: string, site: boolean): Place[] => {
      const v = rows.get(`${town.id} ${name}`);
      if (!v) return [];
      const paid = sites.find(s => s.site === name);
      return [
        {
          ...{ town: town.id, townName: town.name, name, site },
          ...{ outOfPoverty: count(v, 'outOfPoverty'), general: count(v, 'general'), monitored: count(v, 'monitored') },
          collectiveIncome: site ? null : BigInt(String(v.collectiveIncome ?? 0)),
          model: v.model === true,
          // The document writes 福禄裕村, the county's list 福禄峪村: it is one village and one payment.
          payee: site ? (paid?.payee ?? name).replace('福禄裕', '福禄峪') : name,
          payeeKind: paid?.kind === 'town' ? 'town' : 'village',
        },
      ];
    };
    return [...town.villages.flatMap(name => place(name, false)), ...town.sites.flatMap(name => place(name, true))];
  });
}

export const factsOf = (year: string, held: Held, carried: Facts['carried'] = null): Facts => ({
  year,
  carried,
  village: netOf(held, 'village'),
  central: netOf(held, 'central'),
  places: placesOf(held),
  moved: movedOf(held.villages, held.moved),
});

export const keyOf = (p: Pick<Place, 'town' | 'name'>): string => `${p.town}/${p.name}`;
