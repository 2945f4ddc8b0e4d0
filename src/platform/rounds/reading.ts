/** A table that was filled in elsewhere, read into a draft: nothing is kept before the reporter has looked at it and saves. */
import { z } from 'zod';
import { type Ctx, guard, read, refuse } from '../actions/index.ts';
import { linesOf, Seals, shown, type Values } from '../registers/index.ts';
import { tooLarge } from '../tables/pure.ts';
import { kindShape, mostRows, periodShape, unitShape } from './filling.ts';
import { formOf, type RoundKind } from './kinds.ts';
import { rowsNow } from './reads.ts';
import { isFixed, type ReportRow } from './rules.ts';
import { currentOf, placeAt, versionsOf } from './store.ts';

const keyOf = (kind: RoundKind, cells: Values) => (kind.rows === 'one' ? '' : kind.rows.key.map(k => String(cells[k] ?? '').replaceAll(/\s/g, '')).join('\t'));

/** A cell as somebody would type it. */
function typed(kind: RoundKind, cells: Values): Record<string, string> {
  const seen = shown(formOf(kind), cells);
  return Object.fromEntries(
    kind.columns.flatMap(c => {
      const value = seen[c.key] ?? null;
      if (value === null) return [];
      return [[c.key, typeof value === 'boolean' ? (value ? '是' : '否') : (c.options?.[String(value)] ?? String(value))]];
    }),
  );
}

export const readFilled = read({
  name: 'round.reading',
  may: 'round.write',
  summary: '读入填好的表：只放进填报页，保存以后才算',
  input: z.strictObject({ kind: kindShape, period: periodShape, unit: unitShape, file: z.base64().max(950_000, tooLarge) }),
  output: z.object({
    rows: z.array(z.object({ id: z.string(), values: z.record(z.string(), z.string()), note: z.string() })),
    problems: z.array(z.object({ line: z.number(), column: z.string(), message: z.string() })),
  }),
  async do(ctx: Ctx, { file, ...at }) {
    guard(ctx, { units: [at.unit] });
    const place = await placeAt(ctx, at.kind, at.period, at.unit);
    const { kind } = place;
    if (kind.rows === 'one') throw refuse('wrong-state', '这张报表只有一行，直接填');
    const now = await rowsNow(ctx, place, currentOf(await versionsOf(ctx, place)));
    const there = new Map(now.map(r => [keyOf(kind, r.cells), r]));
    const lines = await Array.fromAsync(linesOf(formOf(kind), Buffer.from(file, 'base64'), { most: mostRows }, new Seals(ctx).seal));
    const problems = lines.flatMap(l => l.problems.map(({ line, column, message }) => ({ line, column, message })));
    const seen = new Map<ReportRow | string, Record<string, string>>();
    for (const { line, values } of lines) {
      const row = there.get(keyOf(kind, values));
      if (!row && !kind.rows.added) {
        problems.push({ line, column: '', message: '系统里没有这一行' });
        continue;
      }
      // What the system fills is not taken from a table.
      const mine = Object.fromEntries(Object.entries(typed(kind, values)).filter(([k]) => !row || !isFixed(kind.columns.find(c => c.key === k)!, row)));
      seen.set(row ?? `own-${crypto.randomUUID().slice(0, 8)}`, mine);
    }
    const known = now.map(r => ({ id: r.id, values: seen.get(r) ?? {}, note: r.note }));
    const fresh = [...seen].flatMap(([id, values]) => (typeof id === 'string' ? [{ id, values, note: '' }] : []));
    return { rows: [...known, ...fresh], problems };
  },
});
