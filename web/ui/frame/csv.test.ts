import { expect, it } from 'vitest';
import { cell, csvText } from './csv.ts';

it.each(['=1+1', '+86', '-2', '@SUM(A1)', '＝1+1', '＋86', '－2', '＠SUM', '\t=1', '\n=1'])('%j stays text in a spreadsheet', value =>
  expect(cell(value).replace(/^"/, '')).toMatch(/^'/),
);

it('leaves numbers and ordinary words as they are', () =>
  expect([cell(-2), cell('任海龙'), cell(null), cell('a,b'), cell('说“好”')]).toEqual(['-2', '任海龙', '', '"a,b"', '说“好”']));

it('begins with the mark by which a spreadsheet knows UTF-8', () => expect(csvText(['编号'], [['1']])).toBe('\uFEFF编号\r\n1\r\n'));
