/** The order's own figure for the things themselves. */

import type { Ctx } from '#platform/actions';
import { cite } from '#platform/citations';
import type { Indicator, Period } from '#platform/indicators';
import { currentVersion } from './catalogue/versions.ts';
import { compositeTitle } from './faces.ts';

const ofYear = async (ctx: Ctx, { to }: Period) => {
  const { catalogue } = await currentVersion(ctx);
  return catalogue.things.filter(t => t.year === Number(to.slice(0, 4)));
};

/** At least 22 things a year in 2024 and 2025. */
export const thingsAYear: Indicator = {
  id: 'things',
  title: '完成的“高效办成一件事”',
  unit: '项',
  counts: '清单上列在这一年、目录已经发布、现在可以申请的一件事',
  citation: cite('中政发〔2024〕16号', '二（一）1'),
  targets: [
    { from: '2024-01-01', by: '2024-12-31', value: 22 },
    { from: '2025-01-01', by: '2025-12-31', value: 22 },
  ],
  measure: async (ctx, period) => ({ value: (await ofYear(ctx, period)).length }),
  behind: async (ctx, period) => (await ofYear(ctx, period)).map(t => ({ title: `${t.no}. ${t.name}`, link: `/things/${t.no}` })),
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
