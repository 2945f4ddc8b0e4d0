/** What a model says and no source says: numbers, days, amounts, units, telephones, addresses, promises. Pure. */
import { model } from './figures.ts';

const digits: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const steps: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 二十三 → 23, 三百 → 300, 二〇二五 → 2025. */
export function numeral(text: string): number {
  if (![...text].some(c => c in steps || c === '万')) return Number([...text].map(c => digits[c]).join(''));
  const [high, low] = text.includes('万') ? [text.slice(0, text.indexOf('万')), text.slice(text.indexOf('万') + 1)] : ['', text];
  const small = (t: string) => {
    let [sum, last] = [0, 0];
    for (const c of t) {
      if (c in steps) {
        sum += (last || 1) * steps[c]!;
        last = 0;
      } else last = digits[c]!;
    }
    return sum + last;
  };
  return (high ? small(high) * 10_000 : 0) + small(low);
}

const chinese = /[零〇一二两三四五六七八九十百千万]+(?=\s*(?:个|天|日|元|份|次|年|月|周岁|岁|号|小时|分钟|折|倍|成|项|件|户|人|条|款|角|分钱|万|块))/g;

/** Every number of a text in digits, so that 三天 and 3 天 are one. 一个、一次 are words rather than numbers. */
export function numbersOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').replaceAll(/(\d)[,，](?=\d{3})/g, '$1');
  const found = new Set([...plain.matchAll(/\d+(?:\.\d+)?/g)].map(m => String(Number(m[0]))));
  for (const [written] of plain.matchAll(chinese)) if (written !== '一') found.add(String(numeral(written)));
  return found;
}

const unit = /[\p{Script=Han}]{1,10}?(?:局|委员会|委|中心|管理部|大队|支队|派出所|公司|银行|法院|检察院|人行|海关|联合会|残联|武装部|医院|学校)/gu;

/** What changes what somebody has to do or pay: may be said only where a source says so. */
const promises = [
  '免费',
  '不收费',
  '不用交',
  '不用到现场',
  '无需',
  '不需要',
  '当天',
  '当场',
  '立等',
  '马上',
  '一定能',
  '保证',
  '肯定',
  '必须',
  '不能',
  '不可以',
  '承诺',
];

const leads = /https?:|www\.|\]\(|<[a-z/!]|[\w.+-]+@[\w-]+\./i;

export function unfounded(text: string, sources: string): string[] {
  const wrong: string[] = [];
  if (text === '' || [...text].length > model.length) wrong.push('length');
  if (leads.test(text)) wrong.push('link');
  const known = numbersOf(sources);
  for (const n of numbersOf(text)) if (!known.has(n)) wrong.push(`number ${n}`);
  const plain = sources.normalize('NFKC');
  // A number keeps its unit of time: 5 个工作日 is not 5 天.
  for (const [, n, of] of text.normalize('NFKC').matchAll(/(\d+(?:\.\d+)?)\s*(个工作日|天|个月|年|小时|元|万元|%|份|次)/g))
    if (!new RegExp(`(?<!\\d)${n!.replace('.', '\\.')}\\s*${of}`).test(plain)) wrong.push(`number ${n}${of}`);
  for (const [name] of text.matchAll(unit)) {
    // The pattern may take words before the name with it: some ending of it has to stand in the sources.
    const endings = Array.from({ length: Math.max(1, name.length - 2) }, (_, i) => name.slice(i));
    if (!endings.some(e => e.length > 2 && sources.includes(e))) wrong.push(`unit ${name}`);
  }
  for (const word of promises) if (text.includes(word) && !sources.includes(word)) wrong.push(`promise ${word}`);
  return wrong;
}
