/** The rules that anybody may call: `insurance-share` and `insurance-window`. Money in yuan with two decimals. */
import { z } from 'zod';
import { refuse } from '#platform/actions';
import { isDay } from '#platform/calendar';
import { yuan } from '#platform/money';
import { rule } from '#platform/rules';
import { type AidIdentity, aids, elderlyFrom, gathering, insuranceYear, paymentDays, personalShare, settings, waitingMonths } from './figures.ts';
import { shareOf, windowOf } from './rules.ts';

const day = z.string().refine(isDay, '日期写成 2024-12-25 的样子，并且要存在');
const stated = (Object.keys(aids) as AidIdentity[]).filter((id): id is Exclude<AidIdentity, 'elderly'> => id !== 'elderly');
const money = (fen: bigint | null) => (fen === null ? null : yuan(fen));

/** Nobody is born after the day on which it is asked. */
const bornBefore = (birth: string | undefined, on: string) => {
  if (birth !== undefined && birth > on) throw refuse('input', { faults: [{ path: 'birth', message: '出生日期在查询的日期以后，请核对' }] });
};

export const insuranceShare = rule({
  name: 'insurance-share',
  summary: '城乡居民医保：2025 年度个人缴多少、谁替缴多少，为什么',
  input: z.strictObject({
    year: z.literal(insuranceYear),
    on: day,
    birth: day,
    localHousehold: z.boolean(),
    identities: z.array(z.enum(stated as [(typeof stated)[number], ...typeof stated])).max(stated.length),
  }),
  citations: [personalShare.cite, ...Object.values(aids).map(a => a.cite), elderlyFrom.cite].filter(
    (c, i, all) => all.findIndex(x => x.place === c.place) === i,
  ),
  run({ on, birth, localHousehold, identities }) {
    bornBefore(birth, on);
    const { identity, person, shares, considered, why } = shareOf({ on, birth, localHousehold, identities });
    return {
      answer: {
        identity,
        person: money(person),
        shares: shares.map(s => ({ payer: s.payer, amount: money(s.amount) })),
        considered: considered.map(c => ({ identity: c.identity, person: money(c.person) })),
      },
      why,
    };
  },
});

export const insuranceWindow = rule({
  name: 'insurance-window',
  summary: '城乡居民医保：这一天能不能缴 2025 年度的费，从哪天起享受待遇，有没有等待期',
  input: z.strictObject({
    on: day,
    birth: day.optional(),
    lastInsuredYear: z.number().int().min(1990).max(insuranceYear).optional(),
    newlyAidedOn: day.optional(),
    perMissedYear: z.number().int().min(settings.perMissedYear.least).max(settings.perMissedYear.most).optional(),
  }),
  citations: [gathering.cite, waitingMonths.cite, { ...paymentDays.cite }, { ...personalShare.cite, place: '四（二）' }].filter(
    (c, i, all) => all.findIndex(x => x.place === c.place) === i,
  ),
  run({ on, birth, lastInsuredYear, newlyAidedOn, perMissedYear }) {
    bornBefore(birth, on);
    const { why, ...answer } = windowOf({
      on,
      ...(birth ? { birth } : {}),
      ...(lastInsuredYear === undefined ? {} : { lastInsuredYear }),
      ...(newlyAidedOn ? { newlyAidedOn } : {}),
      ...(perMissedYear === undefined ? {} : { perMissedYear }),
    });
    return { answer, why };
  },
});
