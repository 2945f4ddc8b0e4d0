import { describe, expect, it } from 'vitest';
import { everyRow, mostRows, NotWhole, type Reached } from './every-row.ts';

/** A list of numbers as a server gives it. */
const served =
  (total: (request: number) => number, asked: number[] = []) =>
  async (page: number, size: number) => {
    asked.push(page);
    const all = total(asked.length);
    return { items: Array.from({ length: Math.max(0, Math.min(size, all - (page - 1) * size)) }, (_, i) => (page - 1) * size + i), total: all };
  };

describe('taking a whole list along', () => {
  it('takes every row once, over as many pages as there are, and says how far it is', async () => {
    const at: Reached[] = [];
    const rows = await everyRow(
      served(() => 1203),
      a => at.push(a),
    );
    expect(rows).toEqual(Array.from({ length: 1203 }, (_, i) => i));
    expect(at).toEqual([
      { rows: 500, total: 1203 },
      { rows: 1000, total: 1203 },
    ]);
    expect(await everyRow(served(() => 0))).toEqual([]);
    expect(await everyRow(served(() => 500))).toHaveLength(500);
  });

  it('takes nothing of a list that is longer than the bound, and says how long it is', async () => {
    expect(await everyRow(served(() => mostRows))).toHaveLength(mostRows);
    const asked: number[] = [];
    const refused = await everyRow(
      served(() => mostRows + 1, asked),
      () => {},
    ).catch((e: unknown) => e);
    expect(refused).toMatchObject({ why: 'too-long', total: mostRows + 1 });
    expect(asked).toEqual([1]);
  });

  it('begins again when rows come or go meanwhile, and gives up rather than leave one out', async () => {
    const asked: number[] = [];
    const rows = await everyRow(served(n => (n < 2 ? 900 : 901), asked));
    expect(rows).toEqual(Array.from({ length: 901 }, (_, i) => i));
    expect(asked).toEqual([1, 2, 1, 2]);
    await expect(everyRow(served(n => 900 + n))).rejects.toThrow(NotWhole);
    // Fewer rows than the count says: never a file that looks whole.
    await expect(everyRow(async () => ({ items: [], total: 3 }))).rejects.toMatchObject({ why: 'unsteady' });
  });
});
