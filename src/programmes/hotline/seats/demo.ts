/** Helper seats of the demo county: laid out, two helpers at work, talks of the last days with what came of them, people who wait. */
import { hash } from '@node-rs/argon2';
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, knownActor, perform } from '#platform/actions';
import { addDays, type Day, weekday } from '#platform/calendar';
import { type DemoCounty, demoPassword, dice, loadStaff, personName } from '#platform/demo';
import { addPast, instantOf, type PastTicket, sitDown } from '#platform/queues';
import { layOutSeats } from './layout.ts';
import { helpPlace } from './requests.ts';
import { outcomeOf, queueOf, type Result, type Way } from './words.ts';

/** A small county (tests) has seats and nobody who waits. */
const leastResidents = 100;
const pastDays = 10;

const talks: { subject: string; thing?: number; trouble: string; result: Result; told: string }[] = [
  {
    ...{ subject: '社保卡丢失补办', trouble: '不知道要不要本人去', result: 'explained' },
    told: '本人带身份证到人社专窗补办，当场能取；孩子的由父母带户口簿去。',
  },
  {
    ...{ subject: '城乡居民医保参保', trouble: '手机上填到一半不会填', result: 'filed' },
    told: '在电话里一项一项填完，已经提交，三个工作日内有结果短信。',
  },
  {
    ...{ subject: '个体工商户登记', trouble: '经营场所证明怎么开', result: 'incomplete' },
    told: '还差房东的房产证复印件和租赁合同，拍照传上来就能接着办。',
  },
  {
    ...{ subject: '老年人高龄津贴', trouble: '满 80 岁了没有收到', result: 'explained' },
    told: '从满 80 岁的下个月起发，由村委会报；已经帮您查到这个月在名单里。',
  },
  {
    ...{ subject: '不动产证更正', trouble: '证上名字写错一个字', result: 'other' },
    told: '要本人带身份证和证书到不动产专窗更正，已经帮您约好明天上午。',
  },
];

const loadTalks = action({
  name: 'demo.help-requests',
  may: 'demo.make',
  summary: '演示：帮办记录',
  input: z.object({ talks: z.custom<{ id: string; phone: string }[]>() }),
  async do(ctx, { talks }) {
    const rows = talks.map(({ phone, ...t }) => ({ county: ctx.county, ...t, phoneSealed: ctx.vault.seal(ctx.county, helpPlace(t.id), phone) }));
    await ctx.sql`insert into help_request ${ctx.sql(rows as never)}`;
    ctx.record({ detail: { talks: talks.length } });
  },
});

const minutes = (instant: string, n: number) => new Date(Date.parse(instant) + n * 60_000).toISOString();
function weekdaysBefore(today: Day, count: number): Day[] {
  const found: Day[] = [];
  for (let day = addDays(today, -1); found.length < count; day = addDays(day, -1)) if (![0, 6].includes(weekday(day))) found.push(day);
  return found;
}

export async function demoSeats({ house, county, seed, cast, play }: DemoCounty): Promise<void> {
  const { seats } = await (await play('service-owner')).does(layOutSeats, {});
  if (cast.residents.length < leastResidents) return;
  const d = dice(seed).fork('helper-seats');
  const who = knownActor(systemActor(county, '演示'));
  const meta = { county, requestId: 'demo-helpers' };
  const helpers = ['helper.3', 'helper.4'].map(login => ({
    ...{ id: d.uuid(), login, name: personName(d, d.chance(0.5) ? 'male' : 'female'), unit: 'approval' },
    roles: [{ role: 'helper', unit: '' }],
  }));
  await perform(house, loadStaff, who, { staff: helpers, passwordHash: await hash(demoPassword) }, meta);
  for (const h of helpers) cast.staff[h.login] = h;
  const seatOf: Record<Way, { id: string; staff: (typeof helpers)[number] }> = {
    phone: { id: seats.find(s => s.number === 1)!.id, staff: helpers[0]! },
    video: { id: seats.find(s => s.number === 3)!.id, staff: helpers[1]! },
  };
  for (const { id, staff } of Object.values(seatOf)) await (await play(staff.login)).does(sitDown, { seatId: id });

  const [today, now] = [house.clock.today(), house.clock.now()];
  const tickets: PastTicket[] = [];
  const requests: { id: string; phone: string }[] = [];
  const people = cast.residents.filter(p => p.phone);
  let n = 0;
  const talk = (way: Way, day: Day, seq: number, takenAt: string, done: boolean) => {
    const person = people[(n * 11) % people.length]!;
    const about = talks[n % talks.length]!;
    n++;
    const [called, ticket] = [minutes(takenAt, d.between(1, 9)), d.uuid()];
    const started = minutes(called, 1);
    const ended = minutes(started, d.between(4, way === 'phone' ? 14 : 20));
    const { id: seat, staff } = seatOf[way];
    tickets.push({
      ...{
        id: ticket,
        queue: queueOf[way],
        day,
        seq,
        number: `${way === 'phone' ? 'T' : 'V'}${String(seq).padStart(3, '0')}`,
        person: person.id,
        holder: person.id,
      },
      ...{ source: 'phone', subject: about.subject, priority: null, position: takenAt, takenAt },
      ...(done
        ? { state: 'done', calls: 1, calledAt: called, startedAt: started, endedAt: ended, seat, staff: staff.id, outcome: outcomeOf[about.result] }
        : { state: 'waiting', calls: 0, calledAt: null, startedAt: null, endedAt: null, seat: null, staff: null, outcome: null }),
    });
    const rated = done && d.chance(0.6);
    const low = rated && d.chance(0.1);
    requests.push({
      ...{ id: d.uuid(), person: person.id, subject: about.subject, trouble: about.trouble, phone: person.phone!, askedAt: takenAt, ticket },
      ...(done ? { result: about.result, told: about.told, endedAt: ended, endedBy: staff.id, endedByName: staff.name } : {}),
      ...(rated ? { grade: low ? 2 : d.between(4, 5), comment: low ? '等得久，讲得太快' : null, ratedAt: minutes(ended, 30) } : {}),
    } as never);
  };
  for (const day of weekdaysBefore(today, pastDays))
    for (const way of ['phone', 'video'] as const) {
      let at = instantOf(day, '08:40');
      for (let seq = 1; seq <= d.between(3, way === 'phone' ? 8 : 4); seq++) {
        talk(way, day, seq, at, true);
        at = minutes(at, d.between(20, 40));
      }
    }
  talk('phone', today, 1, minutes(now, -14), false);
  talk('phone', today, 2, minutes(now, -6), false);
  talk('video', today, 1, minutes(now, -4), false);
  await perform(house, addPast, who, { tickets, bookings: [] }, meta);
  // One shape for one statement: what a talk does not have is nothing.
  const shape = { result: null, told: null, endedAt: null, endedBy: null, endedByName: null, grade: null, comment: null, ratedAt: null };
  await perform(house, loadTalks, who, { talks: requests.map(r => ({ ...shape, ...r })) }, meta);
}
