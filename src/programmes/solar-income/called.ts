/** The rule that anybody may call: `solar-allocation`. Money in yuan with two decimals. */
import { z } from 'zod';
import { refuse } from '#platform/actions';
import { fenOf, yuan } from '#platform/money';
import { rule } from '#platform/rules';
import { reward, pools as shares, tilts } from './figures.ts';
import { allocate, bandOf, type Village } from './rules.ts';

const amount = z.string().refine(text => (fenOf(text) ?? -1n) >= 0n, '金额写成 320.00 的样子，不小于 0');
const persons = z.number().int().min(0).max(10_000_000);

export const solarAllocation = rule({
  name: 'solar-allocation',
  summary: '光伏帮扶收益：按 6:2:1.5:0.5 分到各村（安置点），分到分，每一步为什么',
  input: z.strictObject({
    income: amount,
    villages: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(60),
          outOfPoverty: persons,
          general: persons,
          monitored: persons,
          collectiveIncome: amount.nullable(),
          model: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(200_000),
    tilt: z.strictObject({ low: amount, middle: amount }).optional(),
    reward: amount.optional(),
  }),
  citations: [shares.poverty.cite, tilts.low.cite],
  run({ income, villages, tilt, reward: rewarded }) {
    const seen = new Set<string>();
    const twice = villages.find(v => seen.size === seen.add(v.id).size);
    if (twice) throw refuse('input', { faults: [{ path: 'villages', message: `“${twice.id}”出现了两次` }] });
    // The county's own run asks for a decision at exactly 200,000; who calls from outside gets the reading that the interface names.
    const read = villages.map(({ collectiveIncome, model, ...v }): Village => {
      const income = collectiveIncome === null ? null : fenOf(collectiveIncome)!;
      return { ...v, collectiveIncome: income, ...(model ? { model } : {}), ...(bandOf({ collectiveIncome: income }) === null ? { band: 'middle' } : {}) };
    });
    const silent = read.filter(v => v.band).map(v => `“${v.id}”正好 20 万元，文件没有写归哪一档，按 20 万元以上算（三 4）`);
    const { why, pools, rows, left } = allocate(fenOf(income)!, read, {
      low: fenOf(tilt?.low ?? yuan(tilts.low.amount))!,
      middle: fenOf(tilt?.middle ?? yuan(tilts.middle.amount))!,
      reward: fenOf(rewarded ?? yuan(reward.amount))!,
    });
    return {
      answer: {
        pools: Object.fromEntries(Object.entries(pools).map(([id, fen]) => [id, yuan(fen)])),
        rows: rows.map(({ id, ...fen }) => ({ id, ...Object.fromEntries(Object.entries(fen).map(([column, n]) => [column, yuan(n)])) })),
        left: yuan(left),
      },
      why: [...why, ...silent],
    };
  },
});
