import { expect, it } from 'vitest';
import { feesOf, type NoticeMatter } from './notice-words.ts';

const fees = (sum: string, ...described: string[]) =>
  feesOf({ fees: sum, matters: described.map(fee => ({ fee }) as NoticeMatter) } as Parameters<typeof feesOf>[0]);

it('names a fee that is known, and never calls free what a matter charges by its own scale', () => {
  expect(fees('80.00', '住宅每件80元')).toBe('80 元');
  expect(fees('0.00', '不收费', '非住宅每件550元；住宅每件80元；小微企业免收')).toBe('见各事项');
  expect(fees('0.00', '不收费')).toBe('不收费');
});
