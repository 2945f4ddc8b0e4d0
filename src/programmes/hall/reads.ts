/** What people and the service owner see of the hall. */
import { z } from 'zod';
import { type Ctx, read } from '#platform/actions';
import { listQueuesOf, listSeatsOf, queueViews } from '#platform/queues';
import { type Catalogue, currentVersion } from '#programmes/one-thing';
import { areaKinds, areasWanted, hallSite } from './figures.ts';
import { coverage, type MatterOf, windowsFor } from './rules.ts';
import { type Area, areasOf, type HallWindow, outsideOf, windowsOf } from './store.ts';

const mattersOf = (catalogue: Catalogue): (MatterOf & { name: string })[] =>
  catalogue.matters.map(m => ({ id: m.id, name: m.name, department: m.department, place: m.place }));

export async function laidOut(ctx: Ctx) {
  const [areas, windows, seats] = [await areasOf(ctx), await windowsOf(ctx), await ctx.asHouse(ctx => listSeatsOf(ctx, hallSite))];
  const standing = windows.flatMap(w => {
    const seat = seats.find(s => s.id === w.seat);
    return seat ? [{ ...w, number: seat.number, name: seat.name, state: seat.state, serves: seat.serves, seatVersion: seat.version }] : [];
  });
  return { areas, windows: standing.sort((a, b) => a.number - b.number) };
}
export type Standing = Awaited<ReturnType<typeof laidOut>>['windows'][number];

const span = z.object({ from: z.string(), to: z.string() });
const windowView = z.object({
  seat: z.string(),
  number: z.number(),
  name: z.string(),
  state: z.enum(['open', 'paused', 'closed']),
  /** Departments by their short names; empty: all of the area. */
  units: z.array(z.string()),
  /** The matters of the catalogue that it takes, by name. */
  matters: z.array(z.string()),
  things: z.boolean(),
});
const areaView = z.object({
  id: z.string(),
  kind: z.enum(['comprehensive', 'specialised', 'special']),
  name: z.string(),
  place: z.string(),
  note: z.string(),
  windows: z.array(windowView),
  queues: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      prefix: z.string(),
      today: z.array(span).nullable(),
      gives: z.boolean(),
      byPhone: z.boolean(),
      canBeBooked: z.boolean(),
      waiting: z.number(),
      seats: z.number(),
      minutes: z.number().nullable(),
    }),
  ),
});
export type AreaView = z.infer<typeof areaView>;

export const readHall = read({
  name: 'hall.show',
  may: 'hall.read',
  summary: '大厅：区域、窗口、办什么、现在等候和预计时间、今天的时间',
  input: z.strictObject({}),
  output: z.object({ today: z.string(), areas: z.array(areaView) }),
  async do(ctx) {
    const { areas, windows } = await laidOut(ctx);
    const { catalogue } = await currentVersion(ctx);
    const queues = await queueViews(ctx, await listQueuesOf(ctx, hallSite));
    const matters = mattersOf(catalogue);
    const short = (id: string) => catalogue.departments.find(d => d.id === id)?.short ?? id;
    return {
      today: ctx.today,
      areas: areas.map(a => ({
        ...{ id: a.id, kind: a.kind, name: a.name, place: a.place, note: a.note },
        windows: windows
          .filter(w => w.area === a.id)
          .map(w => ({
            ...{ seat: w.seat, number: w.number, name: w.name, state: w.state, things: w.things },
            units: w.units.map(short),
            matters: matters.filter(m => windowsFor(m, [w], [a]).length > 0).map(m => m.name),
          })),
        queues: a.queues.flatMap(id => queues.find(q => q.id === id) ?? []),
      })),
    };
  },
});

const named = z.object({ id: z.string(), name: z.string(), unit: z.string() });

export const readCoverage = read({
  name: 'hall.coverage',
  may: 'hall-coverage.read',
  summary: '进驻检查：目录里的每个事项有没有窗口受理，或列在清单上',
  input: z.strictObject({}),
  output: z.object({
    version: z.number(),
    total: z.number(),
    taken: z.number(),
    outside: z.number(),
    uncovered: z.array(named),
    twice: z.array(named),
    /** Areas by kind against the order's 1, 6 and 3. */
    areas: z.array(z.object({ kind: z.enum(['comprehensive', 'specialised', 'special']), wanted: z.number(), there: z.number() })),
  }),
  async do(ctx) {
    const { catalogue, version } = await currentVersion(ctx);
    const { areas, windows } = await laidOut(ctx);
    const matters = mattersOf(catalogue);
    const found = coverage(matters, windows, areas, await outsideOf(ctx), ctx.today);
    const short = (m: MatterOf) => ({ id: m.id, name: m.name, unit: catalogue.departments.find(d => d.id === m.department)?.short ?? m.department });
    return {
      version,
      total: matters.length,
      taken: found.taken.length,
      outside: found.outside.length,
      uncovered: found.uncovered.map(short),
      twice: found.twice.map(short),
      areas: (Object.keys(areaKinds) as (keyof typeof areaKinds)[]).map(kind => ({
        kind,
        wanted: areasWanted[kind],
        there: areas.filter(a => a.kind === kind && windows.some(w => w.area === a.id)).length,
      })),
    };
  },
});

/** Areas that stand with at least one window; for the indicators. */
export const areasStanding = async (ctx: Ctx): Promise<Area[]> => {
  const { areas, windows } = await laidOut(ctx);
  return areas.filter(a => windows.some(w => w.area === a.id));
};

const keptWindow = z.object({
  seat: z.string(),
  area: z.string(),
  number: z.number(),
  name: z.string(),
  state: z.enum(['open', 'paused', 'closed']),
  serves: z.array(z.string()),
  units: z.array(z.string()),
  matters: z.array(z.string()),
  things: z.boolean(),
  version: z.number(),
  seatVersion: z.number(),
});
export type KeptWindow = HallWindow & z.infer<typeof keptWindow>;
const keptQueue = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  hours: z.array(z.array(span)),
  slotMinutes: z.number(),
  slotCapacity: z.number(),
  bookDays: z.number(),
  mostWaiting: z.number(),
  mostRemote: z.number(),
  serviceMinutes: z.number(),
  version: z.number(),
});
export type KeptQueue = z.infer<typeof keptQueue>;

export const readPlan = read({
  name: 'hall.plan',
  may: 'hall.keep',
  summary: '维护大厅用：区域、窗口、队的全部设置，和可以选的部门、事项',
  input: z.strictObject({}),
  output: z.object({
    areas: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['comprehensive', 'specialised', 'special']),
        name: z.string(),
        place: z.string(),
        note: z.string(),
        queues: z.array(z.string()),
        version: z.number(),
      }),
    ),
    windows: z.array(keptWindow),
    queues: z.array(keptQueue),
    matters: z.array(named),
    units: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  async do(ctx) {
    const { areas, windows } = await laidOut(ctx);
    const { catalogue } = await currentVersion(ctx);
    const queues = await listQueuesOf(ctx, hallSite);
    return {
      areas: areas.map(({ id, kind, name, place, note, queues, version }) => ({ id, kind, name, place, note, queues, version })),
      windows,
      queues: queues.map(q => ({
        ...{ id: q.id, name: q.name, prefix: q.prefix, hours: q.hours.map(d => [...d]), slotMinutes: q.slotMinutes, slotCapacity: q.slotCapacity },
        ...{ bookDays: q.bookDays, mostWaiting: q.mostWaiting, mostRemote: q.mostRemote, serviceMinutes: q.serviceMinutes, version: q.version },
      })),
      matters: catalogue.matters.map(m => ({ id: m.id, name: m.name, unit: m.department })),
      units: catalogue.departments.map(d => ({ id: d.id, name: d.short })),
    };
  },
});
