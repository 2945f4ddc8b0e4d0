/** 九（一）: the targets against live figures. */
import type { Ctx } from '#platform/actions';
import type { Indicator, Period } from '#platform/indicators';
import { gathering, targets } from './figures.ts';
import { ofCategory, type Part, parts } from './figures-now.ts';
import { percent, ratesOf } from './progress.ts';
import { categories } from './words.ts';

const until = (ctx: Ctx, { to }: Period) => (ctx.today < to ? ctx.today : to);
const townNames = async ({ sql, county }: Ctx) =>
  new Map(
    (await sql<{ id: string; name: string }[]>`select substr(id, 6) as id, name from unit where county = ${county} and id like 'town-%'`).map(t => [
      t.id,
      t.name,
    ]),
  );

const indicator = (category: keyof typeof targets): Indicator => ({
  id: `insurance-${category}`,
  title: `${categories[category]}居民医保参保率`,
  unit: '%',
  counts: `台账上的${categories[category]}里，税务推送的缴费对上了的；有凭证不用在这里参保的不在分母里`,
  citation: targets[category].cite,
  targets: [{ from: gathering.from, by: gathering.to, value: targets[category].percent }],
  async measure(ctx, period) {
    const { due, enrolled } = ofCategory(await parts(ctx, until(ctx, period)), category);
    return {
      ...{ value: percent(enrolled, due) ?? 0, numerator: enrolled, denominator: due },
      ...(due === 0 ? { note: '参保对象的台账还是空的' } : {}),
    };
  },
  async behind(ctx, period) {
    const names = await townNames(ctx);
    const open = (p: Part) => ratesOf(p).missing;
    return (await parts(ctx, until(ctx, period)))
      .filter(p => p.category === category && open(p) > 0)
      .sort((a, b) => open(b) - open(a))
      .slice(0, 1000)
      .map(p => ({
        title: `${names.get(p.town) ?? p.town}${p.village}`,
        detail: `还没缴 ${open(p)} 人，已参保 ${p.enrolled} / ${p.due}`,
        link: `/desk/insurance/missing?town=${p.town}&village=${encodeURIComponent(p.village)}&category=${category}`,
      }));
  },
});

export const insuranceIndicators: Indicator[] = [indicator('ordinary'), indicator('aided'), indicator('out-of-poverty')];
