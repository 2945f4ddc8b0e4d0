/** Text in, paragraphs, lists and links out; nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, difference, inline, linkFaults, plainText, targetOf } from './answer-text.ts';

describe('an answer’s text', () => {
  it('has paragraphs, lists and links', () => {
    expect(blocksOf('先说一句\n再说一句\n\n- 一\n- [二](thing:17)\n\n1. 甲\n2. 乙')).toEqual([
      { kind: 'p', lines: [['先说一句'], ['再说一句']] },
      { kind: 'ul', lines: [['一'], [{ text: '二', to: { kind: 'thing', id: '17' } }]] },
      { kind: 'ol', lines: [['甲'], ['乙']] },
    ]);
  });
  it.each([
    ['thing:17', 'thing'],
    ['matter:birth-certificate', 'matter'],
    ['page:/wallet', 'page'],
    ['tel:12345', 'tel'],
    ['https://www.gov.cn/a?b=1', 'web'],
  ])('follows %s', (written, kind) => expect(targetOf(written)?.kind).toBe(kind));
  it.each(['javascript:alert', 'http://x.cn', 'data:text/html', 'page://evil.cn', 'page:https:', 'thing:x', 'tel:abc', '//evil.cn', 'https:'])(
    'never follows %s',
    written => {
      expect(targetOf(written)).toBeNull();
      expect(inline(`看[这里](${written})`)).toEqual([`看[这里](${written})`]);
    },
  );
  it('names every link that leads nowhere', () => {
    const known = { things: new Set(['17']), matters: new Set(['a']) };
    expect(linkFaults('[好](thing:17)[没有](thing:99)[坏](javascript:x)[无](matter:b)', known)).toHaveLength(3);
  });
  it('loses no character of what was typed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const shown = blocksOf(text)
          .flatMap(b => b.lines.map(l => l.map(p => (typeof p === 'string' ? p : p.text)).join('')))
          .join('');
        const letters = (t: string) => t.replaceAll(/[^\p{L}]/gu, '');
        expect(letters(shown)).toBe(letters(plainText(text)));
      }),
    );
  });
});

it('shows what went and what came between two editions', () => {
  expect(difference('一\n二\n三', '一\n二改\n三\n四')).toEqual([
    { sign: ' ', line: '一' },
    { sign: '-', line: '二' },
    { sign: '+', line: '二改' },
    { sign: ' ', line: '三' },
    { sign: '+', line: '四' },
  ]);
});
