/** Conditions as a sentence that an officer reads. */
import { expect, it } from 'vitest';
import type { Catalogue } from './schema.ts';
import { whenInWords } from './words.ts';

const question = (id: string, ask: string) => ({ id, ask, options: [{ value: 'yes', label: '是的' }] });
const catalogue = { questions: [question('local', '户口在本县吗？'), question('house', '有房吗？')] } as unknown as Catalogue;

it('says conditions in conditions without gaps between Chinese words', () =>
  expect(whenInWords(catalogue, { all: [{ local: 'yes' }, { any: [{ house: 'yes' }, { not: { local: 'yes' } }] }] })).toMatch(
    /^“户口在本县吗？”是“是的”，并且（“有房吗？”是“是的”，或者\S+）$/,
  ));

it('says how far a not reaches', () => {
  const both = '“户口在本县吗？”是“是的”，并且“有房吗？”是“是的”';
  expect(whenInWords(catalogue, { not: { local: 'yes', house: 'yes' } })).toBe(`不是：（${both}）`);
  expect(whenInWords(catalogue, { all: [{ not: { local: 'yes' } }, { house: 'yes' }] })).toBe('不是：“户口在本县吗？”是“是的”，并且“有房吗？”是“是的”');
});
