/** Chinese words, pinyin and initials for searching; one place for every list and index. */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { pinyin } from 'pinyin-pro';

let jieba: Jieba | undefined;
/** Words that the dictionary splits wrongly: places and terms of the county. */
const own = [
  '下枣林乡',
  '宁乡镇',
  '枝柯镇',
  '金罗镇',
  '暖泉镇',
  '武家庄镇',
  '公积金',
  '社保卡',
  '营业执照',
  '身份证',
  '户口本',
  '新生儿',
  '二手房',
  '公租房',
  '残疾证',
  '食品经营许可',
];

function cutter(): Jieba {
  if (jieba) return jieba;
  jieba = Jieba.withDict(dict);
  jieba.loadDict(Buffer.from(own.map(w => `${w} 100000 n`).join('\n')));
  return jieba;
}

/** The words of a text, long ones also in their parts, without punctuation. */
export const words = (text: string): string[] => [
  ...new Set(
    cutter()
      .cutForSearch(text.normalize('NFKC').toLowerCase(), true)
      .map(w => w.trim())
      .filter(w => /[\p{L}\p{N}]/u.test(w)),
  ),
];

/** Where the words of a text are, each character in one of them: only those that the dictionary knows are more than one character. */
export function wordSpans(text: string): { from: number; to: number }[] {
  let from = 0;
  return cutter()
    .cut(text, false)
    .map(word => {
      const span = { from, to: from + word.length };
      from = span.to;
      return span;
    });
}

/** `开面馆` → `kaimianguan`. Letters and digits stay. */
export const inPinyin = (text: string): string =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join('')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** `开面馆` → `kmg`. */
export const initials = (text: string): string =>
  pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

const literal = (q: string) => q.replaceAll(/[%_\\]/g, '\\$&');

/** What somebody types, as the pattern of `like` that finds it anywhere in a text of {@link searchText}: characters, pinyin or initials. */
export const likeOf = (q: string): string => anywhere(q.normalize('NFKC').toLowerCase());

/** The pattern of `ilike` that finds it anywhere in a text that is kept as it was written. */
export const anywhere = (q = ''): string => `%${literal(q)}%`;

/** The pattern of `ilike` that finds it where a text begins. */
export const beginning = (q: string): string => `${literal(q)}%`;

/** One line that a `like` search finds by characters, pinyin and initials. */
export const searchText = (parts: readonly string[]): string => {
  const plain = parts.filter(Boolean).map(p => p.normalize('NFKC').toLowerCase());
  return [...new Set(plain.flatMap(p => (/\p{Script=Han}/u.test(p) ? [p, inPinyin(p), initials(p)] : [p])))].join(' ');
};
