/** The enrolment of a whole county: 106,805 persons checked and marked, handed to tax, paid, billed; each against a bare load of as many rows into the same database in the same run. */

import { z } from 'zod';
import { systemActor } from '#platform/access';
import { type Action, action, type House, knownActor, perform } from '#platform/actions';
import { openConnections } from '#platform/db';
import { dice, identityNumber, personName } from '#platform/demo';
import { handOver, keptRows, putRows, Seals, type Values } from '#platform/registers';
import { openClock, openHouse, openLog, prepareDatabase } from '../src/house.ts';
import { insured, listsOf, payments, period, towns } from '../src/programmes/medical-insurance/lists.ts';
import { checkLists, collectPayments, markPersons } from '../src/programmes/medical-insurance/steps.ts';
import { subsidyRuns } from '../src/programmes/medical-insurance/subsidy-run.ts';
import type { Sort } from '../src/programmes/medical-insurance/words.ts';
import type { Figure } from './report.ts';
import { freshFolder, removeFolder } from './server.ts';

const persons = Number(process.env.BENCH_PERSONS ?? 106_805);
const county = '141129';
const aided: Sort[] = ['destitute', 'low-income', 'monitored-sudden', 'returned-to-poverty', 'out-of-poverty'];

/** What the demo's own way would take an hour for: everybody at once. */
const load = action({
  name: 'bench.load',
  may: 'demo.make',
  summary: 'bench',
  input: z.strictObject({}),
  async do(ctx) {
    const d = dice(7);
    const seals = new Seals(ctx);
    const places = towns().flatMap(t => t.villages.map(v => ({ town: t.id, village: v.name })));
    const people: Values[] = [];
    const lists = new Map<string, Values[]>(listsOf.map(l => [l.id, []]));
    for (let i = 0; i < persons; i++) {
      const place = places[i % places.length]!;
      const birth = `${1935 + (i % 85)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (Math.floor(i / 85) % 28)).padStart(2, '0')}`;
      const sex = i % 2 === 0 ? 'male' : 'female';
      const identity = seals.seal('identity', identityNumber(d, String(110101 + (Math.floor(i / 500) % 8)), birth, sex, Math.floor(i / 1020) % 500));
      const row = { ...place, name: personName(d, sex), identity };
      people.push({ ...row, household: `H${Math.floor(i / 4)}`, phone: seals.seal('phone', `139${String(10_000_000 + i)}`), local: true });
      const sort = aided[i % 40];
      if (sort) lists.get(listsOf.find(l => l.due && l.sorts.includes(sort))!.id)!.push({ ...row, sort, since: '2024-01-01' });
      if (birth < '1954') lists.get(`insurance-elderly-${place.town}`)!.push({ ...row, sort: 'elderly', since: '2024-01-01' });
    }
    await seals.keep();
    const unique = [...new Map(people.map(p => [p.identity, p])).values()];
    await putRows(ctx, insured.id, period, unique, '试验');
    for (const [list, rows] of lists) {
      const kind = ctx.house.registers[list]!;
      const one = [...new Map(rows.map(r => [`${r.identity} ${r.sort}`, r])).values()];
      if (one.length === 0) continue;
      await putRows(ctx, list, period, one, '试验');
      if (kind.handedTo) await handOver(ctx, kind, { period, to: 'medical-insurance' });
    }
    return unique.length;
  },
});

/** As many rows as plain as a database takes them: the cells of the register into a table without an index but its key. */
const bare = action({
  name: 'bench.bare',
  may: 'demo.make',
  summary: 'bench',
  input: z.strictObject({}),
  async do(ctx) {
    const rows = (await keptRows(ctx, insured.id, period)).map(({ id, cells }) => ({ id, cells }));
    const started = performance.now();
    await ctx.sql`create temporary table bare (county text, id uuid, cells jsonb, primary key (county, id)) on commit drop`;
    await ctx.sql`insert into bare select ${ctx.county}, x.id, x.cells from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x (id uuid, cells jsonb)`;
    return (performance.now() - started) / 1000;
  },
});

const toTax = action({
  name: 'bench.to-tax',
  may: 'demo.make',
  summary: 'bench',
  input: z.strictObject({}),
  do: ctx => handOver(ctx, insured, { period, to: 'taxation' }),
});

/** Everybody pays what is theirs, and tax hands it over. */
const pay = action({
  name: 'bench.pay',
  may: 'demo.make',
  summary: 'bench',
  input: z.strictObject({}),
  async do(ctx) {
    const rows = await keptRows(ctx, insured.id, period);
    await putRows(
      ctx,
      payments.id,
      period,
      rows
        .filter(r => r.cells.category !== 'exempt')
        .map((r, i) => ({
          voucher: `V${i}`,
          name: r.cells.name!,
          identity: r.cells.identity!,
          amount: r.cells.share ?? '40000',
          paidOn: '2024-10-18',
          channel: 'wechat',
        })),
      '试验',
    );
    await handOver(ctx, payments, { period, to: 'medical-insurance' });
  },
});

export async function insurance(): Promise<Figure[]> {
  const folder = freshFolder();
  const connections = await openConnections(folder);
  await prepareDatabase(connections);
  const house: House & { close(): Promise<void> } = await openHouse({ connections, dataDir: folder, log: openLog('silent'), clock: openClock('2024-10-20') });
  const figures: Figure[] = [];
  const did = async <T>(what: Action<never, T> | Action, input: object = {}): Promise<{ result: T; seconds: number }> => {
    const started = performance.now();
    process.stderr.write(`  ${(what as Action).name} …\n`);
    const result = (await perform(house, what as Action, knownActor(systemActor(county, 'bench')), input, { county, requestId: 'bench' })) as T;
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(`    ${seconds.toFixed(1)} s\n`);
    return { result, seconds };
  };
  try {
    const { result, seconds } = await did<number>(load as never);
    figures.push({ name: 'insurance: persons and lists brought in', value: seconds, unit: 's', detail: { persons: result } });
    const { result: plain } = await did<number>(bare as never);
    const against = (name: string, seconds: number, most: number, detail: Record<string, number> = {}) =>
      figures.push({
        name: `insurance: ${name}`,
        value: seconds / plain,
        unit: '× bare load',
        bound: { at: 'most', value: most },
        detail: { s: seconds, ...detail },
      });
    against('check', (await did(checkLists as never, { year: 2025 })).seconds, 12);
    const marked = await did<{ marked: number }>(markPersons as never, { year: 2025 });
    against('mark, every row with history', marked.seconds, 30, { marked: marked.result.marked });
    against('hand to tax', (await did(toTax as never)).seconds, 12);
    await did(pay as never);
    const collected = await did<{ enrolled: number }>(collectPayments as never, { year: 2025 });
    against('collect, every row with history', collected.seconds, 30, { enrolled: collected.result.enrolled });
    against('bill', (await did(subsidyRuns.compute as never, { period })).seconds, 12);
  } finally {
    await house.close();
    await connections.stop();
    removeFolder(folder);
  }
  return figures;
}
