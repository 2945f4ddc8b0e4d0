/** Finding a thing by what people say, type and mistype. */
import { describe, expect, it } from 'vitest';
import { filesCatalogue } from './install.ts';
import { search } from './search.ts';

const catalogue = filesCatalogue();
const first = (q: string, n = 1) =>
  search(catalogue, q)
    .slice(0, n)
    .map(h => h.id);

describe('search', () => {
  it.each([
    ['开面馆', 7],
    ['kaimianguan', 7],
    ['kmg', 7],
    ['kaimiangaun', 7],
    ['开面管', 7],
    ['我想开一家面馆', 7],
    ['生孩子', 17],
    ['shenghaizi', 17],
    ['上户口', 17],
    ['老人去世', 16],
    ['laorenqushi', 16],
    ['卖房', 14],
    ['二手房过户', 14],
    ['退休', 21],
    ['tuixiu', 21],
    ['领结婚证', 13],
    ['公租房', 38],
    ['工伤', 35],
    ['残疾证', 20],
    ['失业金', 37],
    ['盖房子', 33],
    ['注册公司', 1],
    ['gongjijin贷款', 40],
    ['教师资格证', 28],
    ['社保卡丢了', 19],
    ['我想给孩子上户口', 17],
    ['俺爹没了', 16],
    ['没单位自己咋交养老保险', 12],
    ['房子被烧了政府管不管', 31],
    ['当完兵回来落户找谁', 15],
    ['店里要接三相电', 8],
  ])('%s finds thing %i', (query, no) => {
    expect(first(query, 2)).toContain(no);
  });
  it('goes by the word that is said whole before the same characters here and there', () => {
    expect(first('社保卡丢了')).toEqual([19]);
  });
  it('says why it was found, in words that people know', () => {
    expect(search(catalogue, 'kmg')[0]!.because).toBe('开面馆');
  });
  it('finds every thing by its own name, its pinyin and each of its keywords', () => {
    for (const thing of catalogue.things) {
      expect(first(thing.name), thing.name).toEqual([thing.no]);
      for (const word of thing.keywords) expect(first(word, 4), `${word} → ${thing.name}`).toContain(thing.no);
    }
  });
  it('finds nothing in nonsense and survives anything typed', () => {
    expect(search(catalogue, '   ')).toEqual([]);
    expect(search(catalogue, 'qqqqqqqqxxxx')).toEqual([]);
    for (const q of ['%', "'", '\\', '((', '𬭚', '🙂', 'a'.repeat(500)]) expect(() => search(catalogue, q)).not.toThrow();
  });
});
