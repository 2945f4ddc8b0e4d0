/** Days, four eyes, and what is somebody's. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryStates } from './forms.ts';
import { answers, dateFaults, dueOf, lightOf, masked, neverPublished, personalData, refusedMove, reviewsOwn, withoutWho } from './rules.ts';

describe('an entry’s days', () => {
  const until = { validUntil: '2024-12-25', reviewBy: '2025-06-30' };
  it('is an answer on its last day and none on the next; without an end it always is', () => {
    expect(['2024-12-24', '2024-12-25', '2024-12-26'].map(d => answers(until, d))).toEqual([true, true, false]);
    expect(answers({ validUntil: null }, '2099-01-01')).toBe(true);
  });
  it('is due on the day that comes first', () => {
    expect(dueOf(until)).toBe('2024-12-25');
    expect(dueOf({ validUntil: '2026-01-01', reviewBy: '2025-06-30' })).toBe('2025-06-30');
    expect(dueOf({ validUntil: null, reviewBy: '2025-06-30' })).toBe('2025-06-30');
  });
  it('turns yellow 30 days before and red the day after', () => {
    expect(['2024-11-24', '2024-11-25', '2024-12-25', '2024-12-26'].map(d => lightOf(until, d))).toEqual(['green', 'yellow', 'yellow', 'red']);
  });
  it('is refused with an end or a second look that has passed, or one in more than two years', () => {
    const paths = (validUntil: string | null, reviewBy: string) => dateFaults({ validUntil, reviewBy }, '2024-11-04').map(f => f.path);
    expect(paths('2024-11-04', '2024-11-05')).toEqual([]);
    expect(paths('2024-11-03', '2024-11-04')).toEqual(['validUntil', 'reviewBy']);
    expect(paths(null, '2026-11-04')).toEqual([]);
    expect(paths(null, '2026-11-05')).toEqual(['reviewBy']);
  });
});

it('is reviewed by nobody who wrote in it, and moves only as it may', () => {
  expect([reviewsOwn(['a', 'b'], 'b'), reviewsOwn(['a', 'b'], 'c')]).toEqual([true, false]);
  const may = (move: Parameters<typeof refusedMove>[0]) => entryStates.filter(s => refusedMove(move, s) === null);
  expect(may('edit')).toEqual(['draft']);
  expect(may('publish')).toEqual(['review']);
  expect(may('return')).toEqual(['review']);
  expect(may('drop')).toEqual(['draft', 'review']);
  expect(may('revise')).toEqual(['published', 'expired', 'withdrawn']);
});

describe('what is somebody’s', () => {
  const kinds = (text: string, names: string[] = []) => personalData(text, names).map(p => p.kind);
  it.each([
    ['打 13812345678 找我', ['mobile']],
    ['+86 138-1234-5678', ['mobile']],
    ['我的号 １３８１２３４５６７８', ['mobile']],
    ['身份证 11010519491231002X', ['identity']],
    ['身份证110105 19491231 002X', ['identity']],
    ['卡号 6222 0212 3456 7890 123', ['account']],
    ['座机 0358-5022222', ['number']],
    ['邮箱 wang.xm@example.com', ['mail']],
    ['车 晋J12345 的事', ['plate']],
  ])('is found in “%s”', (text, wanted) => expect(kinds(text)).toEqual(wanted));
  it.each(['打 12345 或 12333', '2024-09-01 到 2024-12-25', '交 400 元，补 670 元', '中政办发〔2024〕25号', '2000 万元', '1+6+3'])('is not in “%s”', text =>
    expect(kinds(text)).toEqual([]),
  );
  it('is a name of the ticket, and never shows what it found', () => {
    expect(kinds('李秀英家的事', ['李秀英', '王'])).toEqual(['name']);
    expect(personalData('13812345678')[0]!.what).toBe('手机号（尾号 5678）');
  });
  it('may be a unit’s telephone in an answer, but nobody’s own', () => {
    expect(neverPublished).not.toContain('number');
    expect(neverPublished).toEqual(expect.arrayContaining(['identity', 'mobile', 'account', 'name']));
  });
  it('leaves no long number, wherever it stands and however it is broken up', () => {
    const part = fc.constantFrom('我家', ' ', '，', '低保', '2024-09-01', '400元');
    const number = fc
      .tuple(fc.constantFrom('13', '15', '18'), fc.stringMatching(/^\d{9}$/), fc.constantFrom('', ' ', '-'))
      .map(([a, b, sep]) => `${a}${b.slice(0, 1)}${sep}${b.slice(1, 5)}${sep}${b.slice(5)}`);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), number, fc.array(part, { maxLength: 4 }), (before, n, after) => {
        const hidden = masked(`${before.join('')}电话${n}，${after.join('')}`);
        expect(hidden.replaceAll(/\D/g, '')).not.toContain(n.replaceAll(/\D/g, ''));
        expect(hidden).toContain('某号码');
      }),
    );
  });
  it('is taken out before a question is understood', () => {
    expect(withoutWho('我叫王小明，合作医疗交多少钱，我电话13812345678')).toBe('，合作医疗交多少钱，');
  });
  it('leaves the question readable', () => {
    expect(masked('我叫王小明，低保2024-09-01停了，打13812345678')).toBe('我叫某某，低保2024-09-01停了，打某号码');
  });
});
