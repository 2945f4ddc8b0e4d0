/** A year of solar income divided among 88, 10,000 and 100,000 villages: computed, explained cell by cell and kept by the action that an officer calls. */
import { systemActor } from '#platform/access';
import { knownActor, perform } from '#platform/actions';
import { openConnections } from '#platform/db';
import { runsOf } from '#platform/runs';
import { openClock, openHouse, openLog, prepareDatabase } from '../src/house.ts';
import type { Facts } from '../src/programmes/solar-income/facts.ts';
import { solarRun } from '../src/programmes/solar-income/runs.ts';
import { type Figure, median } from './report.ts';
import { freshFolder, removeFolder } from './server.ts';

const county = '141129';

/** Invented villages: every pool, every band, sites and villages that lead. */
const factsOf = (n: number): Facts => ({
  year: '2023',
  village: { kilowatts: 0, gross: 30_000_000_00n * BigInt(n), costs: 3_000_000_00n * BigInt(n), net: 27_000_000_00n * BigInt(n) },
  carried: null,
  moved: { listed: [], people: 0, unlisted: [] },
  central: { kilowatts: 0, gross: 0n, costs: 0n, net: 0n },
  places: Array.from({ length: n }, (_, i) => ({
    ...{ town: `t${i % 20}`, townName: `示范${i % 20}乡`, name: `示范${i}村`, site: i % 14 === 0, model: i % 17 === 0 },
    ...{ outOfPoverty: (i * 37) % 420, general: (i * 91) % 1900, monitored: (i * 13) % 25 },
    collectiveIncome: i % 14 === 0 ? null : BigInt(60_000_00 + ((i * 7919) % 500_000) * 100 + 1),
    ...{ payee: `示范${i}村`, payeeKind: 'village' as const },
  })),
});

export async function solar(): Promise<Figure[]> {
  const folder = freshFolder();
  const connections = await openConnections(folder);
  await prepareDatabase(connections);
  const house = await openHouse({ connections, dataDir: folder, log: openLog('silent'), clock: openClock('2024-11-04') });
  try {
    let rows = 0;
    const { compute, discard } = runsOf<Facts>({ ...solarRun, snapshot: async () => ({ facts: factsOf(rows), sources: [], lacks: [] }) });
    const who = knownActor(systemActor(county, '测量'));
    let asked = 0;
    const meta = () => ({ county, requestId: `bench:${++asked}`, key: `bench:${asked}` });
    /** Milliseconds; the run is put away again, so that the next finds none under way. */
    const timed = async (n: number): Promise<number> => {
      rows = n;
      const started = performance.now();
      const { id } = (await perform(house, compute, who, { period: '2024', parameters: {} }, meta())) as { id: string };
      const took = performance.now() - started;
      await perform(house, discard, who, { runId: id, version: 1 }, meta());
      return took;
    };
    await timed(88);
    const small: number[] = [];
    for (let i = 0; i < 5; i++) small.push(await timed(88));
    const middle = await timed(10_000);
    const large = await timed(100_000);
    return [
      { name: 'solar: 88 villages', value: median(small), unit: 'ms', bound: { at: 'most', value: 2000 } },
      { name: 'solar: 100,000 villages', value: large / 1000, unit: 's', detail: { 'ms a thousand': large / 100 } },
      // The machine is the same, so a row may cost little more among a hundred thousand than among ten thousand.
      {
        name: 'solar: a row of 100,000 against one of 10,000',
        value: large / 100_000 / (middle / 10_000),
        unit: '×',
        bound: { at: 'most', value: 1.5 },
        detail: { 'against one of 88': large / 100_000 / (median(small) / 88) },
      },
    ];
  } finally {
    await house.close();
    await connections.stop();
    removeFolder(folder);
  }
}
