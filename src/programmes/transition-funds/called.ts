/** The rule that anybody may call: `funds-check`. Amounts in 万元 as decimal text with up to six decimals. */
import { z } from 'zod';
import { refuse } from '#platform/actions';
import { cite } from '#platform/citations';
import { fenOfWan, scaled, wanOf } from '#platform/money';
import { rule } from '#platform/rules';
import { document } from './figures.ts';
import { check, findingsOf, type Row, rateThatFits } from './rules.ts';

const wan = z.string().refine(text => fenOfWan(text) !== null, '金额写成 688.79288 的样子，单位万元，最多六位小数');
const amount = wan.refine(text => (fenOfWan(text) ?? 0n) >= 0n, '不小于 0');
const id = z.string().min(1).max(60);

const words = {
  cut: '计划 − 结算 ≠ 核减',
  addition: '应付 − 已付 ≠ 新增',
  due: '数量 × 标准 ≠ 应补贴',
  settlement: '数量 × 标准 ≠ 结算',
  parts: '分项 ≠ 合计',
  sum: '各行相加 ≠ 合计',
};

export const fundsCheck = rule({
  name: 'funds-check',
  summary: '衔接资金调整方案：每一行、每个合计算得对不对；只指出，不改数',
  input: z.strictObject({
    projects: z
      .array(
        z.strictObject({
          id,
          planned: amount,
          settled: amount.optional(),
          quantity: amount.optional(),
          rate: amount.optional(),
          paid: amount.optional(),
          change: wan,
        }),
      )
      .max(100_000),
    stated: z.array(z.strictObject({ of: z.array(id).min(1).max(100_000), sum: wan })).max(10_000),
  }),
  citations: [cite(document, '二'), cite(document, '三')],
  run({ projects, stated }) {
    const fen = (text: string | undefined) => (text === undefined ? undefined : fenOfWan(text)!);
    const rows = projects.map(({ id, planned, change, ...more }): Row => {
      const known = Object.entries(more).filter((e): e is [keyof typeof more, string] => e[1] !== undefined);
      return {
        id,
        planned: fen(planned)!,
        change: fen(change)!,
        ...Object.fromEntries(known.map(([key, text]) => [key, key === 'rate' ? scaled(text, 6)! : fen(text)!])),
      };
    });
    const ids = new Set<string>();
    for (const [i, row] of rows.entries())
      if (ids.size === ids.add(row.id).size) throw refuse('input', { faults: [{ path: `projects.${i}.id`, message: `“${row.id}”出现了两次` }] });
    for (const [i, s] of stated.entries())
      for (const of of s.of) if (!ids.has(of)) throw refuse('input', { faults: [{ path: `stated.${i}.of`, message: `没有“${of}”这一行` }] });
    const found = check(
      rows,
      stated.map((s, i) => ({ id: `stated.${i}`, of: s.of, sum: fen(s.sum)! })),
    );
    const byId = new Map(rows.map(r => [r.id, r]));
    return {
      answer: { findings: found.map(f => ({ id: f.id, kind: f.kind, stated: wanOf(f.stated), computed: wanOf(f.computed) })) },
      why: [
        `查了 ${rows.length} 行、${stated.length} 个合计，${found.length} 处对不上`,
        ...found.map(f => {
          const row = byId.get(f.id);
          const fits = row && f.kind === 'addition' ? rateThatFits(row) : null;
          return `${f.id}：${words[f.kind]}，写的是 ${wanOf(f.stated)}，算出来是 ${wanOf(f.computed)}${fits !== null ? `；标准为 ${wanOf(fits)} 时相符` : ''}`;
        }),
        ...rows
          .filter(r => findingsOf(r).length === 0 && r.settled === undefined && r.quantity === undefined)
          .map(r => `${r.id}：没有结算或数量，这一行无法核算`),
      ],
    };
  },
});
