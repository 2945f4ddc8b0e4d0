/** How words sound: pinyin without tones, with the pairs that people here mix up made the same. */
import { pinyin } from 'pinyin-pro';

/** zh, ch, sh as z, c, s; -ng as -n: what the dialect does not tell apart, and what is typed wrong most. */
export const folded = (letters: string): string =>
  letters
    .replaceAll(/([zcs])h/g, '$1')
    .replaceAll('ng', 'n')
    .replaceAll('v', 'u')
    .replaceAll('ü', 'u');

/** One sound a character; letters and digits stay as they are. */
export const syllables = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array', v: true });

export const soundOf = (text: string): string => folded(syllables(text).join(''));

/**
 * The smallest number of letters to change so that `wanted` occurs in `text`, and where it ends; a swap of two letters
 * counts as one. Only up to `most`.
 */
export function within(text: string, wanted: string, most: number): { end: number; off: number } | null {
  let before: number[] = [];
  let last = Array.from({ length: text.length + 1 }, () => 0);
  for (let i = 1; i <= wanted.length; i++) {
    const row = [i];
    for (let j = 1; j <= text.length; j++) {
      const same = wanted[i - 1] === text[j - 1] ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && wanted[i - 1] === text[j - 2] && wanted[i - 2] === text[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = last;
    last = row;
    if (Math.min(...row) > most) return null;
  }
  const off = Math.min(...last);
  return off <= most ? { end: last.indexOf(off), off } : null;
}
