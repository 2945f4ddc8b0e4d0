/** The hall of the demo county: laid out, with clerks at their windows, a morning that goes on, bookings, past days, lists. */
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, knownActor, perform } from '#platform/actions';
import { addDays, type Day, weekday } from '#platform/calendar';
import { type DemoCounty, type Dice, demoPassword, dice, type InventedStaff, loadStaff, personName } from '#platform/demo';
import { addPast, instantOf, listSeatsOf, type PastBooking, type PastTicket, sitDown } from '#platform/queues';
import { currentVersion } from '#programmes/one-thing';
import { layOut } from './actions.ts';
import { cityLists, outsideList, partnersOf } from './demo-cities.ts';
import { type CityScope, hallSite, ways } from './figures.ts';
import { firstQueues } from './layout.ts';

const addLists = action({
  name: 'demo.hall',
  may: 'demo.make',
  summary: '演示：不进大厅的清单、通办事项',
  input: z.object({ addedOn: z.string(), by: z.string() }),
  async do(ctx, { addedOn, by }) {
    const { catalogue } = await currentVersion(ctx);
    const named = (id: string | undefined, name = '', unit = '') => {
      const m = catalogue.matters.find(x => x.id === id);
      if (id && !m) throw new Error(`the catalogue has no matter ${id}`);
      return { matter: m?.id ?? null, name: m?.name ?? name, unit: m?.department ?? unit };
    };
    const outside = outsideList.map(e => ({ ...e, ...named(e.matter, e.name, e.unit), until: addDays(ctx.today, e.days), id: crypto.randomUUID() }));
    await ctx.sql`
      insert into outside_matter (county, id, matter, name, unit, reason, basis, done_at, valid_until, added_on)
      select ${ctx.county}, r.id, r.matter, r.name, r.unit, r.reason, r.basis, r."doneAt", r.until, ${addedOn}
      from jsonb_to_recordset(${JSON.stringify(outside)}::text::jsonb) as r (id uuid, matter text, name text, unit text, reason text, basis text, "doneAt" text, until date)`;
    await ctx.sql`
      insert into outside_change (county, entry, position, what, on_day, by_name, valid_until, reason)
      select county, id, 1, 'added', added_on, ${by}, valid_until, reason from outside_matter where county = ${ctx.county}`;
    const waysOf = Object.keys(ways);
    const cities = (Object.keys(cityLists) as CityScope[]).flatMap(scope =>
      ([2024, 2025] as const).flatMap(year =>
        cityLists[scope][year].map((entry, i) => ({
          ...(typeof entry === 'string' ? named(entry) : named(undefined, ...entry)),
          scope,
          partners: partnersOf[scope][i % 7 < 5 ? 0 : (i % 7) - 4]!,
          way: waysOf[i % 3],
          // From March to October, so that the year's list is whole before November.
          online: addDays(`${year}-03-04`, i * 8),
        })),
      ),
    );
    await ctx.sql`
      insert into city_matter (county, id, scope, matter, name, unit, partners, way, online_on)
      select ${ctx.county}, gen_random_uuid(), r.scope, r.matter, r.name, r.unit, r.partners, r.way, r.online
      from jsonb_to_recordset(${JSON.stringify(cities.filter(c => c.online <= ctx.today))}::text::jsonb)
        as r (scope text, matter text, name text, unit text, partners text, way text, online date)`;
    ctx.record({ detail: { outside: outside.length, cities: cities.length } });
    return (await listSeatsOf(ctx, hallSite)).map(s => ({ id: s.id, number: s.number, serves: s.serves }));
  },
});

/** Who sits where this morning; the others have gone to lunch or were not needed. */
const sitters: [number: number, account: string][] = [
  [1, 'window'],
  [3, 'window.2'],
  [15, 'window.3'],
  [13, 'helper'],
  [14, 'helper.2'],
  [2, 'clerk.approval'],
  [5, 'clerk.medical-insurance'],
  [6, 'clerk.human-resources'],
  [7, 'clerk.human-resources.2'],
  [8, 'clerk.housing-fund'],
  [9, 'clerk.natural-resources'],
  [11, 'clerk.public-security'],
  [12, 'clerk.taxation'],
];

/** Clerks whom the specialised departments have sent to the hall. */
function clerks(d: Dice): InventedStaff[] {
  return sitters
    .filter(([, account]) => account.startsWith('clerk.'))
    .map(([, login]) => ({
      ...{ id: d.uuid(), login, name: personName(d, d.chance(0.4) ? 'male' : 'female') },
      unit: login.replace(/^clerk\.|\.2$/g, ''),
      roles: [{ role: 'window-clerk', unit: '' }],
    }));
}

const minutes = (instant: string, n: number) => new Date(Date.parse(instant) + n * 60_000).toISOString();
const subjects: Record<string, string[]> = {
  'hall-approval': ['企业变更登记', '食品经营许可', '个体工商户登记'],
  'hall-public-service': ['困难残疾人生活补贴', '老年人补贴', '水电过户'],
  'hall-one-thing': ['新生儿出生', '开面馆', '买卖二手房'],
};
const outcomes = ['accepted', 'accepted', 'accepted', 'advice', 'result', 'incomplete'];

interface Seated {
  seat: string;
  staff: string;
}
interface Past {
  d: Dice;
  people: readonly string[];
  /** Open seats by queue. */
  seats: ReadonlyMap<string, readonly Seated[]>;
}

/** Tickets of one queue on one day: taken one after another, served by its seats; `until` cuts the day off where it is now. */
function dayOf({ d, people, seats }: Past, queue: (typeof firstQueues)[number], day: Day, from: string, count: number, until: string | null): PastTicket[] {
  const own = seats.get(queue.id) ?? [];
  const free = own.map(() => from);
  let at = from;
  return Array.from({ length: count }, (_, i): PastTicket => {
    at = minutes(at, d.between(2, Math.max(4, Math.round(queue.serviceMinutes / Math.max(1, own.length)))));
    const seq = i + 1;
    const person = d.chance(0.5) ? people[(i * 7 + queue.position * 13) % people.length]! : null;
    const ticket: PastTicket = {
      ...{
        queue: queue.id,
        day,
        seq,
        number: `${queue.prefix}${String(seq).padStart(3, '0')}`,
        person,
        holder: person ? `${person}:${seq}` : `phone:${queue.id}:${seq}`,
      },
      source: d.pick(['kiosk', 'kiosk', 'kiosk', 'phone', 'booking', 'window'] as const),
      subject: d.pick(subjects[queue.id] ?? ['']),
      priority: d.chance(0.1) ? d.pick(['old', 'old', 'disabled', 'soldier'] as const) : null,
      ...{ state: 'waiting', position: at, takenAt: at, calls: 0, calledAt: null, startedAt: null, endedAt: null, seat: null, staff: null, outcome: null },
    };
    if (own.length === 0) return until ? ticket : { ...ticket, state: 'left', endedAt: minutes(at, 30) };
    const next = free.indexOf([...free].sort()[0]!);
    const called = minutes([free[next]!, at].sort().at(-1)!, 1);
    if (until && called > until) return ticket;
    const shown = { ...ticket, calls: 1, calledAt: called, seat: own[next]!.seat, staff: own[next]!.staff };
    if (d.chance(0.06) && (!until || minutes(called, 4) < until)) {
      free[next] = minutes(called, 3);
      return { ...shown, state: 'missed', calls: 3, endedAt: free[next]! };
    }
    const started = minutes(called, 1);
    const ended = minutes(started, Math.max(2, Math.round(queue.serviceMinutes * (0.5 + d.next()))));
    free[next] = ended;
    if (until && ended > until) return started > until ? { ...shown, state: 'called' } : { ...shown, state: 'serving', startedAt: started };
    return { ...shown, state: 'done', startedAt: started, endedAt: ended, outcome: d.pick(outcomes) };
  });
}

const isWeekend = (day: Day) => [0, 6].includes(weekday(day));
/** Working days of the week before and after a day; holidays are left to the calendar of the pages. */
function weekdays(from: Day, step: 1 | -1, count: number): Day[] {
  const found: Day[] = [];
  for (let day = addDays(from, step); found.length < count; day = addDays(day, step)) if (!isWeekend(day)) found.push(day);
  return found;
}

const pastDays = 10;

export async function makeHall({ house, county, seed, cast, play }: DemoCounty): Promise<void> {
  const d = dice(seed).fork('hall');
  const who = knownActor(systemActor(county, '演示'));
  const meta = { county, requestId: 'demo-hall' };
  const [today, now] = [house.clock.today(), house.clock.now()];
  const sent = clerks(d);
  await perform(house, loadStaff, who, { staff: sent, passwordHash: await hash(demoPassword) }, meta);
  for (const s of sent) cast.staff[s.login] = s;
  const owner = await play('service-owner');
  await owner.does(layOut, {});
  const places = await perform(house, addLists, who, { addedOn: addDays(today, -80), by: cast.staff['service-owner']!.name }, meta);
  const seats = new Map<string, Seated[]>();
  for (const [number, account] of sitters) {
    const place = places.find(p => p.number === number)!;
    await (await play(account)).does(sitDown, { seatId: place.id });
    const first = place.serves[0]!;
    seats.set(first, [...(seats.get(first) ?? []), { seat: place.id, staff: cast.staff[account]!.id }]);
  }
  const people = cast.residents.map(p => p.id);
  const past: Past = { d, people, seats };
  const days = weekdays(today, -1, pastDays);
  const tickets = [
    ...days.flatMap(day => firstQueues.flatMap(q => dayOf(past, q, day, instantOf(day, '08:30'), d.between(4, 12), null))),
    ...firstQueues.flatMap(q => dayOf(past, q, today, minutes(now, -75), d.between(7, 11) + (seats.get(q.id)?.length ?? 0) * 2, now)),
  ].filter(t => t.takenAt <= now);
  await perform(house, addPast, who, { tickets, bookings: bookingsOf(d, today, people) }, meta);
}

/** Bookings of the next days and what became of those before. */
function bookingsOf(d: Dice, today: Day, people: readonly string[]): PastBooking[] {
  let n = 0;
  const one = (day: Day, state: PastBooking['state']): PastBooking => {
    const queue = firstQueues[(n * 5) % firstQueues.length]!;
    n++;
    return {
      ...{ number: String(20_000_000 + n * 7919), queue: queue.id, day, at: ['09:00', '09:30', '10:00', '10:30', '15:00', '15:30'][n % 6]!, state },
      person: people[(n * 3) % people.length]!,
      subject: d.pick(subjects[queue.id] ?? ['']),
    };
  };
  return [
    ...weekdays(today, -1, pastDays).flatMap(day => [one(day, 'arrived'), one(day, 'arrived'), one(day, n % 6 === 0 ? 'missed' : 'arrived')]),
    ...weekdays(today, 1, 4).flatMap((day, i) => Array.from({ length: 6 - i }, () => one(day, 'booked'))),
  ];
}
