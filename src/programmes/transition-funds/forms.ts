/** What is typed of a plan, checked alike in browser and server. Amounts in 万元 as decimal text, kept in fen. */
import { z } from 'zod';
import { fenOfWan, scaled } from '#platform/money';
import { kinds, type ProjectKind, type Purse, purses, type Season, seasons } from './figures.ts';
import { type Part, parts } from './plan.ts';
import { type RecordKind, recordKinds } from './way.ts';

const wanText = z
  .string()
  .trim()
  .refine(t => t === '' || (fenOfWan(t) !== null && fenOfWan(t)! >= 0n), '写成 688.79288 的样子，单位万元，不小于 0，最多六位小数');
const optional = wanText.default('');
const six = z
  .string()
  .trim()
  .refine(t => t === '' || (scaled(t, 6) !== null && scaled(t, 6)! >= 0n), '写成 0.8 的样子，不小于 0，最多六位小数')
  .default('');

export const rowInput = z.strictObject({
  part: z.enum(Object.keys(parts) as [Part]),
  no: z.number('请填序号').int('序号是整数').min(1, '从 1 开始').max(9999, '最大 9999'),
  name: z.string().trim().min(2, '请写项目名称，至少 2 个字').max(120, '最多 120 字'),
  kind: z.enum(Object.keys(kinds) as [ProjectKind]),
  planned: optional,
  settled: optional,
  quantity: six,
  rate: six,
  due: optional,
  paid: optional,
  change: wanText.refine(t => t !== '', '请填核减或新增的金额'),
  transition: optional,
  rectification: optional,
  central: optional,
  province: optional,
  city: optional,
  county: optional,
  text: z.string().trim().max(2000, '最多 2000 字').default(''),
  reason: z.string().trim().max(500, '最多 500 字').default(''),
  basis: z.string().trim().max(300, '最多 300 字').default(''),
  town: z.string().max(60).default(''),
  unit: z.string().max(60).default(''),
  /** Of the year's store; empty: by its name. */
  project: z.union([z.uuid(), z.literal('')]).default(''),
});
export type RowInput = z.infer<typeof rowInput>;

export const why = z.string().trim().min(2, '请写明为什么，至少 2 个字').max(300, '最多 300 字');

const thisYear = z.number('请填年度').int('年度是整数').min(2016, '从 2016 年起').max(2100, '年度不对');
export const headInput = {
  year: thisYear,
  season: z.enum(Object.keys(seasons) as [Season]).default('year-end'),
  title: z.string().trim().min(4, '请写标题，至少 4 个字').max(120, '最多 120 字'),
  number: z.string().trim().max(60, '最多 60 字').default(''),
};

export const sumInput = z.strictObject({
  part: z.enum(Object.keys(parts) as [Part]),
  kind: z.enum(['', ...Object.keys(kinds)] as ['', ...ProjectKind[]]),
  purse: z.enum(['', ...Object.keys(purses)] as ['', ...Purse[]]),
  /** Empty: nothing is stated. */
  sum: wanText,
  count: z.number().int('个数是整数').min(0, '不小于 0').max(9999).nullable(),
  reason: why,
});

/** What a unit asks to be changed of its project. */
export const requestInput = z.strictObject({
  part: z.enum(['cut', 'addition']),
  change: wanText.refine(t => t !== '' && fenOfWan(t) !== 0n, '请填调减或调增多少万元'),
  reason: z.string().trim().min(4, '请写明原因，至少 4 个字').max(300, '最多 300 字'),
  basis: z.string().trim().max(300, '最多 300 字').default(''),
});
export type RequestInput = z.input<typeof requestInput>;

const amountOf = wanText.refine(t => t === '' || fenOfWan(t)! > 0n, '金额要大于 0').default('');
/** A contract, an acceptance, a settlement, a hand-over: what each of them cannot be without. */
export const recordInput = z
  .strictObject({
    kind: z.enum(Object.keys(recordKinds) as [RecordKind]),
    number: z.string().trim().max(60, '最多 60 字').default(''),
    party: z.string().trim().min(2, '请填单位，至少 2 个字').max(120, '最多 120 字'),
    amount: amountOf,
    on: z.iso.date('请选日期'),
    passed: z.boolean().nullable().default(null),
    note: z.string().trim().max(500, '最多 500 字').default(''),
  })
  .superRefine((r, ctx) => {
    const lacks = (path: keyof typeof r, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    if (r.kind === 'contract' && r.number === '') lacks('number', '请填合同编号');
    if ((r.kind === 'contract' || r.kind === 'settlement') && r.amount === '') lacks('amount', '请填金额');
    if (r.kind === 'acceptance' && r.passed === null) lacks('passed', '请选验收结论');
    if (r.kind === 'acceptance' && r.passed === false && r.note.length < 4) lacks('note', '请写明要整改什么，至少 4 个字');
    if (r.kind === 'handover' && r.note.length < 2) lacks('note', '请写明移交的资产和数量');
  });
export type RecordInput = z.input<typeof recordInput>;
