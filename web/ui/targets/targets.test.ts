/** How targets are said and ordered, whatever their unit. */
import { expect, it } from 'vitest';
import { byClause, figure, gapInWords } from './targets.ts';

it.each([
  [22, '项', '22 项'],
  [83.3, '%', '83.3%'],
  [2000, '万元', '2,000 万元'],
  [1999.995, '万元', '2,000 万元'],
])('%d in %s is %s', (value, unit, text) => expect(figure(value, unit)).toBe(text));

it.each([
  [30, 29, '项', '还差 1 项'],
  [70, 66.7, '%', '还差 3.3 个百分点'],
  [2000, 1800.5, '万元', '还差 199.5 万元'],
  [2000, 2100, '万元', ''],
  [5, 5, '项', ''],
])('of %d in hand %d %s: “%s”', (target, value, unit, text) => expect(gapInWords({ target, value, unit })).toBe(text));

it('goes through the document clause by clause, and through a clause by time', () => {
  const of = (place: string, by: string) => ({ citation: { document: '中政发〔2024〕16号', place }, by, title: place }) as never;
  const groups = byClause([
    of('二（三）8', '2025-12-31'),
    of('二（一）2', '2024-12-31'),
    of('二（三）8', '2024-12-31'),
    of('二（二）5', '2024-12-31'),
    of('一', '2027-12-31'),
    of('二（一）1', '2024-12-31'),
  ]);
  expect(groups.map(g => g.place)).toEqual(['一', '二（一）1', '二（一）2', '二（二）5', '二（三）8']);
  expect(groups[4]!.targets.map(t => t.by)).toEqual(['2024-12-31', '2025-12-31']);
});
