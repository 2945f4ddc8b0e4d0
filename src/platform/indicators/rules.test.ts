/** A target of the order: 2024 at least 30 matters. */
import { expect, it } from 'vitest';
import { stateOf } from './index.ts';

const of2024 = { from: '2024-01-01', by: '2024-12-31', value: 30 };

it.each([
  [30, '2024-03-01', 'met'],
  [31, '2025-02-01', 'met'],
  [29, '2023-12-31', 'ahead'],
  [29, '2024-01-01', 'open'],
  // A third of 366 days is 122: on 31 August 123 are left, with that day itself.
  [29, '2024-08-31', 'open'],
  [29, '2024-09-01', 'open'],
  [29, '2024-09-02', 'late'],
  [29, '2024-12-31', 'late'],
  [29, '2025-01-01', 'missed'],
] as const)('%i on %s is %s', (value, today, state) => {
  expect(stateOf(of2024, value, today)).toBe(state);
});
