/** Keeping the hall: areas, queues, windows. The service owner's verbs. */
import { z } from 'zod';
import { action, type Ctx, refusals, refuse } from '#platform/actions';
import { endSeat, findQueue, queueFields, saveQueue, saveSeat, seatFields } from '#platform/queues';
import { currentVersion } from '#programmes/one-thing';
import { hallSite } from './figures.ts';
import { firstAreas, firstQueues, firstWindows } from './layout.ts';
import { areasOf } from './store.ts';

const refuseHall = refusals({
  'laid-out': [409, '大厅已经按“1+6+3”布置过了'],
});

export const layOut = action({
  name: 'hall.lay-out',
  may: 'hall.keep',
  summary: '按“1+6+3”布置大厅：区域、队、窗口，之后可以逐项修改',
  input: z.strictObject({}),
  output: z.object({ areas: z.number(), windows: z.number() }),
  async do(ctx) {
    const { sql, county } = ctx;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`hall ${county}`}, 0))`;
    if ((await areasOf(ctx)).length > 0) throw refuseHall('laid-out');
    for (const q of firstQueues) await saveQueue(ctx, q, null);
    for (const [i, a] of firstAreas.entries())
      await sql`
        insert into hall_area (county, id, kind, position, name, place, note, takes, queues)
        values (${county}, ${a.id}, ${a.kind}, ${i + 1}, ${a.name}, ${a.place}, ${a.note}, ${a.takes}, ${a.queues})`;
    for (const w of firstWindows) {
      const seat = crypto.randomUUID();
      await saveSeat(ctx, { id: seat, site: hallSite, number: w.number, name: w.name, serves: w.serves }, null);
      await sql`
        insert into hall_window (county, seat, area, units, matters, things)
        values (${county}, ${seat}, ${w.area}, ${w.units ?? []}, ${w.matters ?? []}, ${w.things ?? false})`;
    }
    ctx.record({ subject: 'hall', detail: { areas: firstAreas.length, windows: firstWindows.length } });
    return { areas: firstAreas.length, windows: firstWindows.length };
  },
});

const version = z.number().int().positive();

export const keepArea = action({
  name: 'hall.area',
  may: 'hall.keep',
  summary: '修改一个区域的名称、位置和说明',
  input: z.strictObject({
    areaId: z.string().max(60),
    version,
    name: z.string().trim().min(2, '名称至少 2 个字').max(30),
    place: z.string().trim().min(2, '请写明在大厅哪里').max(40),
    note: z.string().trim().max(120, '最多 120 个字'),
  }),
  async do(ctx, { areaId, version, name, place, note }) {
    const { count } = await ctx.sql`
      update hall_area set name = ${name}, place = ${place}, note = ${note}, version = version + 1
      where county = ${ctx.county} and id = ${areaId} and version = ${version}`;
    if (count !== 1) throw refuse('changed');
    ctx.record({ subject: `hall-area:${areaId}`, detail: { name, place, note } });
  },
});

export const keepQueue = action({
  name: 'hall.queue',
  may: 'hall.keep',
  summary: '修改一个队的时间、预约量和上限',
  input: z.strictObject({ queueId: z.string().max(60), version, ...queueFields }),
  async do(ctx, { queueId, version, ...fields }) {
    const queue = await findQueue(ctx, queueId);
    if (queue.site !== hallSite) throw refuse('not-found');
    await saveQueue(ctx, { ...queue, ...fields }, version);
  },
});

const windowFields = {
  ...seatFields,
  area: z.string().max(60),
  units: z.array(z.string().max(60)).max(60),
  matters: z.array(z.string().max(80)).max(300),
  things: z.boolean(),
};

/** Areas, queues, departments and matters that are named are there. */
async function checkWindow(ctx: Ctx, w: { area: string; serves: string[]; units: string[]; matters: string[] }) {
  const { catalogue } = await currentVersion(ctx);
  const areas = await areasOf(ctx);
  for (const id of w.serves) await findQueue(ctx, id);
  const unknown = [
    ...(areas.some(a => a.id === w.area) ? [] : [{ path: 'area', message: '没有这个区域' }]),
    ...w.units.filter(u => !catalogue.departments.some(d => d.id === u)).map(u => ({ path: 'units', message: `事项目录里没有部门 ${u}` })),
    ...w.matters.filter(m => !catalogue.matters.some(x => x.id === m)).map(m => ({ path: 'matters', message: `事项目录里没有 ${m}` })),
  ];
  if (unknown.length > 0) throw refuse('input', { detail: unknown[0]!.message, faults: unknown });
}

export const addWindow = action({
  name: 'hall.window-add',
  may: 'hall.keep',
  creates: true,
  summary: '增加一个窗口',
  input: z.strictObject(windowFields),
  output: z.object({ seat: z.string() }),
  async do(ctx, w) {
    await checkWindow(ctx, w);
    const seat = crypto.randomUUID();
    await saveSeat(ctx, { id: seat, site: hallSite, number: w.number, name: w.name, serves: w.serves }, null);
    await ctx.sql`
      insert into hall_window (county, seat, area, units, matters, things)
      values (${ctx.county}, ${seat}, ${w.area}, ${w.units}, ${w.matters}, ${w.things})`;
    ctx.record({ subject: `hall-window:${seat}`, detail: w });
    return { seat };
  },
});

export const changeWindow = action({
  name: 'hall.window-change',
  may: 'hall.keep',
  summary: '修改一个窗口：编号、名称、服务的队、受理的事项',
  input: z.strictObject({ seat: z.uuid(), version, seatVersion: version, ...windowFields }),
  async do(ctx, { seat, version, seatVersion, ...w }) {
    await checkWindow(ctx, w);
    await saveSeat(ctx, { id: seat, site: hallSite, number: w.number, name: w.name, serves: w.serves }, seatVersion);
    const { count } = await ctx.sql`
      update hall_window set area = ${w.area}, units = ${w.units}, matters = ${w.matters}, things = ${w.things}, version = version + 1
      where county = ${ctx.county} and seat = ${seat} and version = ${version}`;
    if (count !== 1) throw refuse('changed');
    ctx.record({ subject: `hall-window:${seat}`, detail: w });
  },
});

export const endWindow = action({
  name: 'hall.window-end',
  may: 'hall.keep',
  summary: '撤掉一个窗口，记录留着',
  input: z.strictObject({ seat: z.uuid(), seatVersion: version }),
  do: (ctx, { seat, seatVersion }) => endSeat(ctx, seat, seatVersion),
});
