import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newCounty } from '../../testing/index.ts';
import { anywhere, beginning, likeOf, searchText } from './index.ts';

const typed = fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a', 'B', '户', '口', '（', '1'), minLength: 1, maxLength: 6 });

it('finds what is typed as it is written, whatever a pattern would read as its own', async () => {
  const county = await newCounty();
  const pairs = fc.sample(fc.tuple(typed, typed), { numRuns: 200, seed: 7 });
  const tried = pairs.flatMap(([q, rest]) => [
    { text: rest + q + rest, like: anywhere(q.toLowerCase()), found: true },
    { text: q + rest, like: beginning(q), found: true },
    { text: searchText([rest + q]), like: likeOf(q), found: true },
    ...['%', '_', '\\'].map(own => ({ text: rest.replaceAll(/[%_\\]/g, ''), like: anywhere(own), found: false })),
  ]);
  const wrong = await county.owner`
    select * from jsonb_to_recordset(${JSON.stringify(tried)}::text::jsonb) as t (text text, "like" text, found boolean)
    where (text ilike "like") <> found`;
  expect(wrong).toHaveLength(0);
  await county.close();
});
