/** What differs between two versions of an item, field by field, in the words of its page. Pure. */
import type { Names } from './facts.ts';
import { type Item, kinds, onces, ways } from './item.ts';
import { amountInWords, ruleInWords } from './rules.ts';

export interface FieldChange {
  field: string;
  /** Lines that are gone, and lines that are new; of a text the whole. */
  before: string[];
  after: string[];
}

type Said = (item: Item) => string[];

const fields = (names: Names, titleOf: (item: string) => string): [string, Said][] => [
  ['名称', i => [i.title]],
  ['简介', i => [i.summary]],
  ['种类', i => [kinds[i.kind]]],
  ['方式', i => [ways[i.way]]],
  ['依据文件', i => [i.document]],
  ['条款', i => [i.place]],
  ['待部门确认', i => [i.assumed ? '是' : '否']],
  ['条件', i => i.rules.map(r => ruleInWords(r, names))],
  ['金额', i => [amountInWords(i.amount)]],
  ['申领开始', i => [i.from]],
  ['申领截止', i => [i.to]],
  ['次数', i => [onces[i.once]]],
  ['同一年不能重复享受', i => i.excludes.map(titleOf)],
  ['材料', i => i.materials.map(m => `${m.title}（${m.why}）`)],
  ['承诺审核时限', i => [`${i.promisedDays} 个工作日`]],
  ['咨询电话', i => [i.contact]],
];

/** The order of conditions or papers means nothing: only what is gone or new is a change. */
export function itemChanges(before: Item, after: Item, names: Names = {}, titleOf: (item: string) => string = () => '另一项政策'): FieldChange[] {
  return fields(names, titleOf).flatMap(([field, said]) => {
    const [was, is] = [said(before), said(after)];
    const change = { field, before: was.filter(line => !is.includes(line)), after: is.filter(line => !was.includes(line)) };
    return change.before.length + change.after.length > 0 ? [change] : [];
  });
}
