/** Which unit answers for which part of a snapshot (三 5), and what of it is not filled in. Pure. */
import type { Values } from '#platform/registers';
import { movedOf } from './moved.ts';
import { company, seasons } from './stations.ts';
import { towns } from './villages.ts';

export interface Held {
  villages: readonly Values[];
  stations: readonly Values[];
  earnings: readonly Values[];
  moved: readonly Values[];
}

interface Source {
  title: string;
  unit: string;
  unitName: string;
  /** What is signed: every figure with the name of its row, in an order of its own. */
  part(all: Held): unknown[];
}

const isSite = (v: Values) => v.sort === 'site';
const inOrder = (rows: readonly Values[], key: (v: Values) => string) => [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
const placed = (v: Values) => `${String(v.town)} ${String(v.name)}`;
const columns =
  (keys: readonly string[], which: (v: Values) => boolean = () => true) =>
  (all: Held) =>
    inOrder(all.villages.filter(which), placed).map(v => [placed(v), ...keys.map(k => v[k] ?? null)]);

export const sources = {
  revitalisation: {
    title: '脱贫、监测户人口，安置点同步搬迁人口，示范村',
    unit: 'rural-revitalisation',
    unitName: '县乡村振兴局',
    part: all =>
      inOrder(all.villages, placed).map(v => [
        placed(v),
        ...['sort', 'outOfPoverty', 'monitored', 'model'].map(k => v[k] ?? null),
        isSite(v) ? (v.general ?? null) : null,
        // Signatures from before it was asked stay what they were.
        ...((v.withoutMoved ?? null) === null ? [] : [v.withoutMoved]),
      ]),
  },
  police: { title: '行政村一般农户人口', unit: 'public-security', unitName: '县公安局', part: columns(['general'], v => !isSite(v)) },
  organisation: { title: '上年村集体经济收入', unit: 'organisation', unitName: '县委组织部', part: columns(['collectiveIncome'], v => !isSite(v)) },
  company: {
    title: '电站收入和支出',
    unit: company,
    unitName: '县扶贫开发公司',
    part: ({ stations, earnings }) =>
      [...inOrder(stations, v => String(v.name)), ...inOrder(earnings, v => `${String(v.station)} ${String(v.season)}`)].map(v =>
        Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
  },
} satisfies Record<string, Source>;
export type SourceKey = keyof typeof sources;

export interface Lack {
  what: string;
  names: string[];
}

/** A village by its town, because names come twice in a county. */
export const saidOf = (v: Values): string => `${towns().find(t => t.id === v.town)?.name ?? ''}${String(v.name)}`;

const empty = (all: Held, key: string, what: string, which: (v: Values) => boolean = () => true): Lack[] => {
  const names = all.villages.filter(v => which(v) && (v[key] ?? null) === null).map(saidOf);
  return names.length > 0 ? [{ what, names }] : [];
};

/** Villages and sites of the county that the register does not have. */
function absent(all: Held): Lack[] {
  const there = new Set(all.villages.map(placed));
  const names = towns().flatMap(t => [...t.villages, ...t.sites].filter(name => !there.has(`${t.id} ${name}`)).map(name => t.name + name));
  return names.length > 0 ? [{ what: '台账里没有', names }] : [];
}

function withoutEarnings({ stations, earnings }: Held): Lack[] {
  const known = new Set(stations.map(s => String(s.name)));
  const there = new Set(earnings.map(e => `${String(e.station)} ${String(e.season)}`));
  const missing = [...known].flatMap(name =>
    Object.entries(seasons)
      .filter(([season]) => !there.has(`${name} ${season}`))
      .map(([, title]) => `${name}${title}`),
  );
  const strange = [...new Set(earnings.map(e => String(e.station)).filter(name => !known.has(name)))];
  return [
    ...(known.size === 0 ? [{ what: '没有登记', names: ['光伏电站'] }] : []),
    ...(missing.length > 0 ? [{ what: '没有填电站收支', names: missing }] : []),
    ...(strange.length > 0 ? [{ what: '收支里有、电站台账里没有', names: strange }] : []),
  ];
}

/** Nobody counts at a site and in the village that they left. */
function movedLacks(all: Held): Lack[] {
  const { differing, unsaid } = movedOf(all.villages, all.moved);
  return [
    ...(differing.length > 0 ? [{ what: '安置点的人数与搬迁人员名单不一致', names: [...differing] }] : []),
    ...(unsaid.length > 0 ? [{ what: '有人搬到安置点，没有说明人口里已除去搬走的人', names: [...unsaid] }] : []),
  ];
}

/** What a unit still has to fill in before it can sign. */
export function missingOf(key: SourceKey, all: Held): Lack[] {
  switch (key) {
    case 'revitalisation':
      return [
        ...absent(all),
        ...empty(all, 'outOfPoverty', '没有填脱贫人口'),
        ...empty(all, 'monitored', '没有填监测户人口'),
        ...empty(all, 'general', '没有填同步搬迁的一般农户人口', isSite),
        ...movedLacks(all),
      ];
    case 'police':
      return empty(all, 'general', '没有填一般农户人口', v => !isSite(v));
    case 'organisation':
      return empty(all, 'collectiveIncome', '没有填村集体经济收入', v => !isSite(v));
    case 'company':
      return withoutEarnings(all);
  }
}
