import { describe, expect, it } from 'vitest';
import { readCard, readScan } from './window-scan.ts';

describe('what is typed into the one field', () => {
  it.each([
    ['11010519491231002X', 'person'],
    ['110105 19491231 002x', 'person'],
    ['139 3456 7890', 'phone'],
    ['任海龙', 'words'],
    ['rhl', 'words'],
    ['0059', 'words'],
    // Eighteen digits, but no number of a person.
    ['141129-20241125-0059', 'words'],
    ['１４１１２９－２０２４１１２５－００５９ ', 'words'],
    ['110105194912310021', 'wrong'],
    ['', 'wrong'],
  ])('%s is %s', (text, is) => expect(readScan(text, '2024-11-25').is).toBe(is));

  it('is looked for as it stands on the receipt', () =>
    expect(readScan('１４１１２９－２０２４１１２５－００５９ ', '2024-11-25')).toEqual({ is: 'words', words: '141129-20241125-0059' }));

  it('is a Zhongyang code where it begins like one, and nothing else is', () => {
    const code = `ZY1${'A'.repeat(149)}`;
    expect(readCard(` ${code.toLowerCase()} `)).toEqual({ is: 'code', code: code.toLowerCase() });
    expect(readCard('ZY1')).toMatchObject({ is: 'wrong' });
  });

  it('is told apart from a card where only a card will do', () =>
    expect(readCard('141129-20241125-0059', '2024-11-25')).toMatchObject({ is: 'wrong', message: expect.stringContaining('办件编号') }));
});
