/** The shape of an item as it comes in and is kept; what it has to mean beyond its shape is in forms.ts. */
import { z } from 'zod';
import { isDay } from '#platform/calendar';
import { type FactId, factIds } from './facts.ts';
import type { Item } from './item.ts';

export const day = z.string().refine(isDay, '日期写成 2024-12-25 的样子，并且要存在');
export const money = z.string().regex(/^\d{1,10}(\.\d{1,2})?$/, '金额写成元，最多两位小数，例如 5000.00');
const fact = z.enum(factIds as [FactId, ...FactId[]], '请选择一条企业信息');
const texts = z.array(z.string().trim().min(1).max(60)).min(1, '至少选一个').max(40);

const condition = z.discriminatedUnion('op', [
  z.strictObject({ fact, op: z.enum(['is', 'is-not', 'has']), values: texts }),
  z.strictObject({ fact, op: z.literal('mentions'), words: texts }),
  z.strictObject({ fact, op: z.enum(['at-least', 'at-most']), number: z.number('请填数字').min(0).max(1e9) }),
  z.strictObject({ fact, op: z.enum(['yes', 'no']) }),
  z.strictObject({ fact, op: z.enum(['within', 'before']), months: z.number('请填月数').int().min(1).max(600) }),
  z.strictObject({ fact, op: z.enum(['from', 'until']), day }),
]);

const amount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), yuan: money }),
  z.strictObject({ kind: z.literal('per-unit'), fact, each: money, cap: money.optional() }),
  z.strictObject({ kind: z.literal('share'), fact, percent: z.number('请填百分比').gt(0).max(100), cap: money.optional() }),
  z.strictObject({
    kind: z.literal('tiers'),
    fact,
    tiers: z
      .array(z.strictObject({ from: z.number('请填数字').min(0).max(1e9), yuan: money }))
      .min(1, '至少一档')
      .max(10),
  }),
]);

const words = (what: string, min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min, min > 1 ? `${what}至少 ${min} 个字` : `请填写${what}`)
    .max(max, `${what}最多 ${max} 个字`);

export const itemSchema: z.ZodType<Item, Item> = z.strictObject({
  title: words('名称', 4, 60),
  summary: words('简介', 10, 400),
  kind: z.enum(['award', 'subsidy', 'interest', 'refund', 'relief']),
  way: z.enum(['claim', 'without-claim']),
  document: words('依据文件', 4, 80),
  place: words('条款', 1, 60),
  assumed: z.boolean(),
  rules: z
    .array(z.union([condition, z.strictObject({ any: z.array(condition).min(2, '至少两项才能选其一').max(6) })]))
    .min(1, '至少要有一个条件')
    .max(20),
  amount,
  from: day,
  to: day,
  once: z.enum(['ever', 'year']),
  excludes: z.array(z.uuid()).max(20),
  materials: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), title: words('材料名称', 2, 60), why: words('要它做什么', 2, 120) })).max(8),
  promisedDays: z.number('请填天数').int().min(1, '至少 1 个工作日').max(60, '最多 60 个工作日'),
  contact: words('咨询电话', 5, 60),
});

/** A declared value, as JSON brings it. */
export const factValue = z.union([z.string().max(200), z.number(), z.boolean()]);
