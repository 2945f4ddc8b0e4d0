import { expect, it } from 'vitest';
import { feesOf, type NoticeMatter, perhaps, spared, toBring } from './notice-words.ts';

const fees = (sum: string, ...described: string[]) =>
  feesOf({ fees: sum, matters: described.map(fee => ({ fee }) as NoticeMatter) } as Parameters<typeof feesOf>[0]);

it('names a fee that is known, and never calls free what a matter charges by its own scale', () => {
  expect(fees('80.00', '住宅每件80元')).toBe('80 元');
  expect(fees('0.00', '不收费', '非住宅每件550元；住宅每件80元；小微企业免收')).toBe('见各事项');
  expect(fees('0.00', '不收费')).toBe('不收费');
});

it('promises to be spared only what the county can look up; what others may not answer may have to be brought', () => {
  const material = (id: string, ways: string[], unsure = false) => ({ id, ways, unsure });
  const notice = {
    materials: [
      material('own', ['upload']),
      material('ours', ['wallet', 'query', 'upload']),
      material('theirs', ['query', 'upload'], true),
      material('later', ['result']),
    ],
  } as never;
  const ids = (of: typeof spared) => of(notice).map(m => m.id);
  expect([ids(toBring), ids(perhaps), ids(spared)]).toEqual([['own'], ['theirs'], ['ours', 'later']]);
});
