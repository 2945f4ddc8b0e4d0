/** The year's notice to the towns: what came, what was given out, who broke a limit; as it goes out it is kept. */
import { z } from 'zod';
import type { Ctx } from '#platform/actions';
import { type BulletinView, bulletinOf } from '#platform/bulletins';
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

export const solarNotice = bulletinOf<NoticeFigures>({
  id: 'solar-notice',
  may: { read: 'solar-use.read', issue: 'solar-notice.issue' },
  summary: { read: '光伏收益年终通报：各乡镇到户率、待拨付率，超限的村', issue: '发出光伏收益年终通报：数字留底，各乡镇收到' },
  unit: 'rural-revitalisation',
  period: { key: 'year', shape: year },
  figures,
  figuresOf,
  against: (now, year, today) => (today <= `${year}-12-31` ? '这一年还没有过完，年终通报明年 1 月起发' : now.all.villages === 0 ? '这一年还没有到账的' : null),
  told: now => now.byTown.map(t => `town-${t.town}`),
  template: 'solar-notice',
  link: year => `/desk/solar/notice?year=${year}`,
});
export type YearNotice = BulletinView<NoticeFigures>;
