/** The order's own figure for the things themselves. */

import type { Ctx } from '#platform/actions';
import { cite } from '#platform/citations';
import type { Indicator, Period } from '#platform/indicators';
import type { Thing } from './catalogue/schema.ts';
import { currentVersion } from './catalogue/versions.ts';
import { compositeTitle } from './faces.ts';

const annex = cite('中政发〔2024〕16号', '附件');

type Audience = Thing['audience'];

/** The things that the list has for the year, of firms or persons only where it says so. */
const ofYear = async (ctx: Ctx, { to }: Period, audience?: Audience) => {
  const { catalogue } = await currentVersion(ctx);
  return catalogue.things.filter(t => t.year === Number(to.slice(0, 4)) && (!audience || t.audience === audience));
};

const thingsIndicator = (
  { audience, ...words }: Pick<Indicator, 'id' | 'title' | 'counts' | 'citation'> & { audience?: Audience },
  targets: Record<2024 | 2025, number>,
): Indicator => ({
  ...words,
  unit: '项',
  targets: ([2024, 2025] as const).map(year => ({ from: `${year}-01-01`, by: `${year}-12-31`, value: targets[year] })),
  async measure(ctx, period) {
    const value = (await ofYear(ctx, period, audience)).length;
    const wanted = targets[Number(period.to.slice(0, 4)) as 2024 | 2025];
    return { value, ...(value < wanted ? { note: `附件清单这一年只列了 ${value} 项，比正文要求的少 ${wanted - value} 项；补哪几项等县行政审批局确定` } : {}) };
  },
  behind: async (ctx, period) => (await ofYear(ctx, period, audience)).map(t => ({ title: `${t.no}. ${t.name}`, link: `/things/${t.no}` })),
});

const counts = '清单上列在这一年、目录已经发布的一件事';

/** At least 22 things a year in 2024 and 2025. */
export const thingsAYear = thingsIndicator(
  { id: 'things', title: '完成的“高效办成一件事”', counts, citation: cite('中政发〔2024〕16号', '二（一）1') },
  { 2024: 22, 2025: 22 },
);

/** The annex, part by part: 2024 has 11 things of firms and 10 of persons, 2025 has 6 and 13. */
export const listedThings: Indicator[] = [
  thingsIndicator(
    { id: 'things-enterprise', title: '清单上的企业事项', counts: `${counts}，只数企业的`, citation: annex, audience: 'enterprise' },
    { 2024: 11, 2025: 6 },
  ),
  thingsIndicator(
    { id: 'things-individual', title: '清单上的个人事项', counts: `${counts}，只数个人的`, citation: annex, audience: 'individual' },
    { 2024: 10, 2025: 13 },
  ),
];

/** Every thing of the list with how many of its cases were finished in the time, first those of which none was. */
async function usedOf(ctx: Ctx, { from, to }: Period) {
  const { catalogue } = await currentVersion(ctx);
  const rows = await ctx.sql<{ subject: string; n: number; last: string }[]>`
    select subject, count(*)::int as n, max(finished_on) as last from case_file
    where county = ${ctx.county} and state = 'finished' and finished_on between ${from} and ${to} group by subject`;
  const of = new Map(rows.map(r => [Number(r.subject), r]));
  return catalogue.things.map(thing => ({ thing, finished: of.get(thing.no) })).sort((a, b) => Number(Boolean(a.finished)) - Number(Boolean(b.finished)));
}

/** By the end of 2027 the things of both lives, of persons and of firms, have arrived: somebody got each of them done. */
export const thingsUsed: Indicator = {
  id: 'things-used',
  title: '清单上真正办成过的一件事',
  unit: '项',
  counts: '清单上 40 项一件事中，从 2024 年起至少有一位群众或企业办结过一件的；只发布、还没有人办结的不算。“落地见效”没有写数，这样读待县行政审批局确认',
  citation: cite('中政发〔2024〕16号', '一'),
  targets: [{ from: '2024-01-01', by: '2027-12-31', value: 40 }],
  async measure(ctx, period) {
    const things = await usedOf(ctx, period);
    const value = things.filter(t => t.finished).length;
    return { value, numerator: value, denominator: things.length };
  },
  behind: async (ctx, period) =>
    (await usedOf(ctx, period)).map(({ thing, finished }) => ({
      title: `${thing.no}. ${thing.name}`,
      detail: finished ? `办结 ${finished.n} 件` : '还没有人办结',
      on: finished?.last ?? null,
      link: `/things/${thing.no}`,
    })),
};

const compositesOf = async (ctx: Ctx, { from, to }: Period) => {
  const { catalogue } = await currentVersion(ctx);
  return catalogue.composites.filter(x => x.onlineSince >= from && x.onlineSince <= to && x.onlineSince <= ctx.today);
};

/** Five composite licences in 2024, three more in 2025. */
export const compositesAYear: Indicator = {
  id: 'composites',
  title: '上线服务的“多业一证”',
  unit: '个',
  counts: '在这一年上线、到今天可以领取的行业综合许可证，其中每一张证照都有事项能办',
  citation: cite('中政发〔2024〕16号', '二（二）5'),
  targets: [
    { from: '2024-01-01', by: '2024-12-31', value: 5 },
    { from: '2025-01-01', by: '2025-12-31', value: 3 },
  ],
  measure: async (ctx, period) => ({ value: (await compositesOf(ctx, period)).length }),
  behind: async (ctx, period) =>
    (await compositesOf(ctx, period)).map(x => ({ title: compositeTitle(x), detail: x.plain, on: x.onlineSince, link: '/composites' })),
};

/** What a firm can open with everything it needs in one application: the annex's own example, and the trades that have one licence. */
async function tradesOf(ctx: Ctx, { to }: Period) {
  const { catalogue } = await currentVersion(ctx);
  const licensing = catalogue.things.find(t => t.id === 'company-licensing')!;
  const trades = catalogue.composites.filter(x => x.onlineSince <= to && x.onlineSince <= ctx.today);
  return [
    { title: '面包店', detail: licensing.situation, link: `/things/${licensing.no}` },
    ...trades.map(x => ({ title: x.name, detail: x.plain, on: x.onlineSince, link: '/composites' })),
  ];
}

/** 50 trades of 企业准营, of which the annex prints one. */
export const tradesInOne: Indicator = {
  id: 'trades',
  title: '“企业准营”能一次办完的行业',
  unit: '个',
  counts: '清单举例的面包店，加上已经上线综合许可证的行业；同一行业只算一次',
  citation: cite('中政发〔2024〕16号', '附件一（一）2'),
  targets: [{ from: '2024-01-01', by: '2024-12-31', value: 50 }],
  async measure(ctx, period) {
    return { value: (await tradesOf(ctx, period)).length, note: '清单只写了“50个”并举了面包店一例，其余行业没有列名，等县行政审批局确定' };
  },
  behind: tradesOf,
};
