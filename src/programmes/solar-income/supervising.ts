/** Supervision of use and of paying: what is red for some days is a duty of its town, money that does not come one of the company; both end by themselves when it is mended. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type Ctx, guard, type House, knownActor, perform, refuse } from '#platform/actions';
import { addWorkdays, type Day } from '#platform/calendar';
import type { Job } from '#platform/jobs';
import { yuan } from '#platform/money';
import { type DutyKind, openDuty, settleDuty } from '#platform/supervision';
import { supervised } from './figures.ts';
import { solarRun } from './runs.ts';
import { company } from './stations.ts';
import type { VillageUseNow } from './use.ts';
import { usesOf } from './uses.ts';

export const useKind: DutyKind = {
  id: 'solar-use',
  title: '光伏收益使用督办',
  prefix: '光',
  days: 10,
  source: 'assumed',
  openedBy: ['programme-officer', 'supervisor', 'leader'],
};
export const payKind: DutyKind = { id: 'solar-pay', title: '光伏收益拨付督办', prefix: '光拨', days: 5, source: 'assumed', openedBy: [] };

const keyOf = (u: { town: string; payee: string }) => `${u.town} ${u.payee}`;

interface Breached {
  town: string;
  payee: string;
  fault: string;
  since: Day;
  duty: string | null;
}

const openBreaches = ({ sql, county }: Ctx, year: string) =>
  sql<Breached[]>`select town, payee, fault, since, duty from solar_breach where county = ${county} and year = ${year} and ended_on is null`;

/** Duties that are not over, by village. */
export async function openDuties({ sql, county }: Ctx, year: string): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ town: string; payee: string; duty: string }[]>`
    select distinct b.town, b.payee, b.duty from solar_breach b join duty d on d.county = b.county and d.id = b.duty
    where b.county = ${county} and b.year = ${year} and b.ended_on is null and d.state in ('open', 'answered')`;
  return new Map(rows.map(r => [keyOf(r), r.duty]));
}

/** Opens it and remembers which breaches it is about. */
async function supervise(ctx: Ctx, year: string, u: VillageUseNow, words = ''): Promise<string> {
  const what = u.breaches.map(b => b.words).join('；');
  const id = await openDuty(ctx, {
    ...{ kind: useKind.id, unit: `town-${u.town}`, title: `${u.payee}：${what}`.slice(0, 200) },
    body: `${year} 年到村 ${yuan(u.got)} 元，已分配 ${yuan(u.distributed)} 元，其中到户 ${yuan(u.toHouseholds)} 元。${what}（中政办发〔2024〕28号 三 6）。${words}`,
  });
  await note(ctx, year, u, id);
  return id;
}

/** Breaches that are there stand with the day on which they were first seen. */
const note = (ctx: Ctx, year: string, u: VillageUseNow, duty: string | null) =>
  ctx.asHouse(async ({ sql, county, today }) => {
    const faults = u.breaches.map(b => b.fault);
    await sql`
      insert into solar_breach (county, year, town, payee, fault, since)
      select ${county}, ${year}, ${u.town}, ${u.payee}, f, ${today} from unnest(${faults as string[]}::text[]) f
      where not exists (select 1 from solar_breach b where b.county = ${county} and b.year = ${year} and b.town = ${u.town} and b.payee = ${u.payee}
        and b.fault = f and b.ended_on is null) on conflict do nothing`;
    if (duty)
      await sql`
        update solar_breach set duty = ${duty} where county = ${county} and year = ${year} and town = ${u.town} and payee = ${u.payee} and ended_on is null`;
  });

export const urgeUse = action({
  name: 'solar-use.urge',
  may: 'solar-use.urge',
  creates: true,
  summary: '对一个村超限的使用发督办，由乡镇答复',
  input: z.strictObject({
    year: z.string().regex(/^\d{4}$/, '年度写成 2024 的样子'),
    ...{ town: z.string().max(40), payee: z.string().max(60), words: z.string().trim().max(500).optional() },
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { year, town, payee, words }) {
    guard(ctx, { units: ['rural-revitalisation'] });
    const { use, duty } = await ctx.asHouse(async ctx => ({
      use: (await usesOf(ctx, year)).find(u => u.town === town && u.payee === payee),
      duty: (await openDuties(ctx, year)).get(keyOf({ town, payee })),
    }));
    if (!use) throw refuse('not-found');
    if (use.breaches.length === 0) throw refuse('wrong-state', `${payee}没有超限的`);
    if (duty) throw refuse('wrong-state', `${payee}的督办还没有办结`);
    return { id: await supervise(ctx, year, use, words) };
  },
});

/** One village's breaches against what was seen before: what began, what is mended, and whether its town is asked now. */
async function watchVillage(ctx: Ctx, year: string, u: VillageUseNow, before: readonly Breached[]): Promise<'opened' | 'ended' | null> {
  const red = u.breaches.filter(b => b.light === 'red');
  await note(ctx, year, { ...u, breaches: red }, null);
  const mended = before.filter(b => !u.breaches.some(now => now.fault === b.fault));
  for (const b of mended)
    await ctx.sql`
      update solar_breach set ended_on = ${ctx.today}
      where county = ${ctx.county} and year = ${year} and town = ${u.town} and payee = ${u.payee} and fault = ${b.fault} and ended_on is null`;
  const duty = before.find(b => b.duty)?.duty;
  if (duty && mended.length > 0 && mended.length === before.length && red.length === 0) {
    await settleDuty(ctx, duty, '已经整改到位，不再超限');
    return 'ended';
  }
  const due = before.some(b => b.duty === null && !mended.includes(b) && addWorkdays(ctx.calendar, b.since, supervised.after) < ctx.today);
  // Asked once: what the supervisor has closed is not asked again before it was mended.
  if (duty || !due || red.length === 0) return null;
  await supervise(ctx, year, u);
  return 'opened';
}

const lateTitle = (title: string) => `${title}逾期没有拨付到位`;

/** 四（三）: the company pays in time. */
async function watchPaying(ctx: Ctx): Promise<void> {
  const { sql, county } = ctx;
  const runs = await sql<{ title: string; finalOn: Day; listed: boolean; unpaid: number }[]>`
    select r.title, r.final_on, l.run is not null as listed,
      (select count(*)::int from solar_payment p where p.county = r.county and p.run = r.id and p.state not in ('paid', 'none')) as unpaid
    from run r left join solar_payment_list l on l.county = r.county and l.run = r.id
    where r.county = ${county} and r.kind = ${solarRun.id} and r.state = 'final'`;
  const open = await sql<{ id: string; title: string }[]>`
    select id, title from duty where county = ${county} and kind = ${payKind.id} and state in ('open', 'answered')`;
  for (const r of runs) {
    const late = (!r.listed || r.unpaid > 0) && addWorkdays(ctx.calendar, r.finalOn, supervised.payWithin) < ctx.today;
    const duty = open.find(d => d.title === lateTitle(r.title));
    if (late && !duty)
      await openDuty(ctx, {
        ...{ kind: payKind.id, unit: company, title: lateTitle(r.title) },
        body: `${r.title} ${r.finalOn} 生效，${r.listed ? `还有 ${r.unpaid} 笔没有到账` : '还没有建立拨付清单'}（中政办发〔2024〕28号 四（三））。全部到账以后自动办结。`,
      });
    if (!late && duty) await settleDuty(ctx, duty.id, '已经全部到账');
  }
}

export const watchUse = action({
  name: 'solar-use.watch',
  may: 'solar-use.watch',
  summary: '超限几天的村转督办，整改以后自动办结；到期没有拨付到位的也转督办',
  input: z.strictObject({}),
  output: z.object({ opened: z.number(), ended: z.number() }),
  do: asker =>
    asker.asHouse(async ctx => {
      const now = Number(ctx.today.slice(0, 4));
      const found = { opened: 0, ended: 0 };
      for (const year of [String(now - 1), String(now)]) {
        const before = Map.groupBy(await openBreaches(ctx, year), keyOf);
        for (const u of await usesOf(ctx, year)) {
          const done = await watchVillage(ctx, year, u, before.get(keyOf(u)) ?? []);
          if (done) found[done]++;
        }
      }
      await watchPaying(ctx);
      return found;
    }),
});

export const watchJob = (house: House): Job => ({
  name: 'solar-use',
  cron: '20 8 * * *',
  handle: async (_, county) =>
    void (await perform(house, watchUse, knownActor(systemActor(county, '计时')), {}, { county, requestId: `solar:${house.clock.now()}` })),
});
