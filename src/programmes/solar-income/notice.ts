/** The year's notice to the towns: what came, what was given out, who broke a limit; as it goes out it is kept. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '#platform/actions';
import { notifyUnit } from '#platform/notices';
import { hundredths, summed, type UseFigures, useFigures } from './use-figures.ts';
import { usesOf } from './uses.ts';
import { towns } from './villages.ts';

const text = z.string();
const year = z.string().regex(/^\d{4}$/, '年度写成 2024 的样子');
const figures = z.object({
  ...{ year: text, title: text, words: z.array(text), all: useFigures },
  byTown: z.array(useFigures.extend({ town: text, name: text })),
  villages: z.array(z.object({ town: text, name: text, payee: text, words: text })),
});
export type NoticeFigures = z.infer<typeof figures>;

const percent = (of: string, whole: string) => (Number(whole) === 0 ? '—' : `${(hundredths(of, whole) / 100).toFixed(1)}%`);
const said = (f: UseFigures) =>
  `到村 ${f.got} 元，到户 ${f.toHouseholds} 元（${percent(f.toHouseholds, f.got)}），待拨付 ${f.left} 元（${percent(f.left, f.got)}）`;

async function figuresOf(ctx: Ctx, year: string): Promise<NoticeFigures> {
  const uses = await usesOf(ctx, year);
  const nameOf = new Map(towns().map(t => [t.id, t.name]));
  const byTown = [...Map.groupBy(uses, u => u.town)].map(([town, list]) => ({ town, name: nameOf.get(town) ?? town, ...summed(list) }));
  const red = uses.filter(u => u.light === 'red');
  const all = summed(uses);
  return {
    ...{ year, title: `${year} 年光伏帮扶收益使用情况通报`, all, byTown },
    villages: red.map(u => ({
      ...{ town: u.town, name: nameOf.get(u.town) ?? u.town, payee: u.payee },
      words: u.breaches
        .filter(b => b.light === 'red')
        .map(b => b.words)
        .join('；'),
    })),
    words: [
      `${year} 年，${all.villages} 个收款单位${said(all)}。`,
      ...(red.length > 0
        ? [
            `超过规定的 ${red.length} 个：${byTown
              .filter(t => t.red > 0)
              .map(t => `${t.name} ${t.red} 个`)
              .join('，')}。请有关乡镇逐村核实、整改。`,
          ]
        : ['没有超过规定的村。']),
    ],
  };
}

const issued = z.object({ no: z.number(), figures, because: text, issuedByName: text, issuedOn: text });

const issuedOf = ({ sql, county }: Ctx, year: string) =>
  sql<z.infer<typeof issued>[]>`
    select no, figures, because, issued_by_name, issued_on from solar_notice where county = ${county} and year = ${year} order by no desc`;

export const yearNotice = read({
  name: 'solar-notice.read',
  may: 'solar-use.read',
  summary: '光伏收益年终通报：各乡镇到户率、待拨付率，超限的村',
  input: z.strictObject({ year }),
  /** `moved`: what went out last is not what holds now. */
  output: z.object({ now: figures, issued: z.array(issued), moved: z.boolean(), mayIssue: z.boolean() }),
  async do(ctx, { year }) {
    const mayIssue = ctx.house.permissions.on(ctx.actor, 'solar-notice.issue', { units: ['rural-revitalisation'] }) !== null;
    return ctx.asHouse(async ctx => {
      const [now, issued] = [await figuresOf(ctx, year), await issuedOf(ctx, year)];
      // The database keeps fields in an order of its own.
      return { now, issued: [...issued], moved: issued.length > 0 && !isDeepStrictEqual(issued[0]!.figures, now), mayIssue };
    });
  },
});
export type YearNotice = z.infer<NonNullable<typeof yearNotice.output>>;

export const issueNotice = action({
  name: 'solar-notice.issue',
  may: 'solar-notice.issue',
  creates: true,
  summary: '发出光伏收益年终通报：数字留底，各乡镇收到',
  input: z.strictObject({ year, because: z.string().trim().max(300, '最多 300 字') }),
  output: z.object({ no: z.number() }),
  async do(ctx, { year, because }) {
    guard(ctx, { units: ['rural-revitalisation'] });
    if (ctx.today <= `${year}-12-31`) throw refuse('wrong-state', '这一年还没有过完，年终通报明年 1 月起发');
    const { no, now } = await ctx.asHouse(async ctx => {
      const { sql, county, actor, today } = ctx;
      await sql`select pg_advisory_xact_lock(hashtextextended(${`solar notice ${county} ${year}`}, 0))`;
      const [last] = await issuedOf(ctx, year);
      const now = await figuresOf(ctx, year);
      if (now.all.villages === 0) throw refuse('wrong-state', '这一年还没有到账的');
      if (last && because.length < 2) throw refuse('input', { faults: [{ path: 'because', message: '已经发过，再发要写明原因' }] });
      const no = (last?.no ?? 0) + 1;
      await sql`
        insert into solar_notice (county, year, no, figures, because, issued_by, issued_by_name, issued_on)
        values (${county}, ${year}, ${no}, ${JSON.stringify(now)}::text::jsonb, ${because}, ${actor.id}, ${actor.name}, ${today})`;
      return { no, now };
    });
    for (const t of now.byTown)
      await notifyUnit(ctx, `town-${t.town}`, { template: 'solar-notice', data: { title: now.title }, link: `/desk/solar/notice?year=${year}` });
    ctx.record({ subject: `solar-notice:${year}`, detail: { no, because } });
    return { no };
  },
});
