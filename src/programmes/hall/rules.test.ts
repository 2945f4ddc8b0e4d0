/** Coverage of the matters and the term of the negative list, at below and above each figure. */
import { expect, it } from 'vitest';
import { coverage, outsideLight, termFault, windowsFor } from './rules.ts';

const areas = [
  { id: 'comprehensive', takes: ['approval', 'public-service'] },
  { id: 'tax', takes: ['taxation'] },
];
const windows = [
  { seat: '1', area: 'comprehensive', units: ['approval'], matters: [] },
  { seat: '2', area: 'comprehensive', units: ['health', 'civil-affairs'], matters: ['x'] },
  { seat: '3', area: 'tax', units: [], matters: [] },
];
const matter = (id: string, department: string, place: string) => ({ id, name: id, department, place });

it('gives a matter to the windows of its area that serve its department, and to those that name it', () => {
  const at = (m: ReturnType<typeof matter>) => windowsFor(m, windows, areas).map(w => w.seat);
  expect(at(matter('licence', 'approval', 'approval'))).toEqual(['1']);
  expect(at(matter('licence', 'approval', 'taxation'))).toEqual(['3']);
  expect(at(matter('birth', 'health', 'public-service'))).toEqual(['2']);
  expect(at(matter('x', 'water', 'real-estate'))).toEqual(['2']);
  expect(at(matter('y', 'water', 'public-service'))).toEqual([]);
});

it('finds what no window takes and no valid entry excuses, and what stands in both places', () => {
  const today = '2024-11-04';
  const matters = [
    matter('a', 'approval', 'approval'),
    matter('b', 'water', 'approval'),
    matter('c', 'water', 'approval'),
    matter('d', 'taxation', 'taxation'),
    matter('e', 'water', 'approval'),
  ];
  const entry = (id: string, validUntil: string, endedOn: string | null = null) => ({ matter: id, validUntil, endedOn });
  const found = coverage(
    matters,
    windows,
    areas,
    [entry('b', '2024-11-04'), entry('c', '2024-11-03'), entry('d', '2025-11-04'), entry('e', '2025-11-04', '2024-10-01')],
    today,
  );
  expect(Object.fromEntries(Object.entries(found).map(([k, v]) => [k, v.map((m: { id: string }) => m.id)]))).toEqual({
    taken: ['a'],
    outside: ['b'],
    uncovered: ['c', 'e'],
    twice: ['d'],
  });
});

it.each([
  ['2024-12-05', 'green'],
  ['2024-12-04', 'yellow'],
  ['2024-11-04', 'yellow'],
  ['2024-11-03', 'red'],
])('an entry until %s is %s on 2024-11-04', (validUntil, light) => expect(outsideLight({ validUntil, endedOn: null }, '2024-11-04')).toBe(light));

it.each([
  ['2024-11-04', '有效期要晚于今天'],
  ['2024-11-05', null],
  ['2025-11-04', null],
  ['2025-11-05', '有效期最长 12 个月，到期再评估'],
])('a term until %s: %s', (until, fault) => expect(termFault(until, '2024-11-04')).toBe(fault));
