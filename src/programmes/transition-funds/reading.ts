/**
 * Reads the rows of a printed adjustment plan (the text of 中政发〔2024〕19号) without changing a figure. The print's columns are
 * torn in places: a sentence can go on after other rows, and a row can stand twice.
 */
import { fenOfWan, scaled } from '#platform/money';
import type { ProjectKind, Purse } from './figures.ts';
import type { Row, Sum } from './rules.ts';

export interface PlanRow extends Row {
  /** Its number in the print. */
  no: number;
  part: 'cut' | 'addition' | 'new';
  name: string;
  kind: ProjectKind;
  /** Its words as printed, lines joined. */
  text: string;
  /** Not carried out, or a reason in words: no arithmetic can check it. */
  open: boolean;
}

interface Scope {
  part: PlanRow['part'];
  kind?: ProjectKind;
}

export interface Plan {
  rows: PlanRow[];
  stated: (Sum & Scope & { words: string; count?: number })[];
  /** What headings say of a purse in a part, or in a kind of it. */
  statedOfPurses: (Scope & { purse: Purse; sum: bigint })[];
  /** Lines that belong to no row, and rows without end or without what is cut or added. */
  unread: string[];
}

const amountText = String.raw`(\d[\d,]*(?:\.\d+)?)`;
/** Spaces that the print put into numbers and between words and numbers. */
const tidy = (text: string) => text.replaceAll(/(\d)\.\s+(?=\d)/g, '$1.').replaceAll(/\s+/g, '');
const wanAfter = (text: string, words: string): bigint | undefined => {
  const found = new RegExp(`(?:${words})[为：:]?${amountText}(?:万元?|，|,|。|（)`).exec(text);
  return found ? (fenOfWan(found[1]!) ?? undefined) : undefined;
};

interface Item {
  no: number;
  text: string;
  part: PlanRow['part'];
  kind: ProjectKind;
}

const begins = /^(?:- )?([1-9]\d?)\.\s+(.*)$/;
const done = (text: string) => /。\s*$/.test(text);

export function readPlan(print: string): Plan {
  const from = print.search(/^一、整合规模/m);
  const to = print.search(/^四、工作要求/m);
  if (from < 0 || to < from) return { rows: [], stated: [], statedOfPurses: [], unread: [] };
  const items: Item[] = [];
  const heads: { text: string; part: PlanRow['part'] }[] = [];
  const orphans: string[] = [];
  let part: PlanRow['part'] = 'cut';
  let kind: ProjectKind = 'industry';
  for (const line of print
    .slice(from, to)
    .split('\n')
    .map(l => l.trim())) {
    if (line === '') continue;
    const last = items.at(-1);
    const start = begins.exec(line);
    const goesOn = last && !done(last.text) && /^\d+\.\s*\d+\s*万元/.test(line);
    if (start && !goesOn) {
      // Numbers run through both parts: a row of an earlier part can stand below a later heading.
      items.push({ no: Number(start[1]), text: start[2]!, part, kind });
      continue;
    }
    if (/^(?:[一二三四]、|[（(][一二三][）)]|调减资金的项目|2024 年使用衔接|产业类项目|其他类项目|乡村建设行动项目)/.test(line)) {
      if (/^三、/.test(line)) part = 'addition';
      if (/新增项目 ?1 ?个，涉及/.test(line) && /^[（(]二/.test(line)) part = 'new';
      for (const [key, words] of [
        ['industry', '产业类'],
        ['infrastructure', '基础设施'],
        ['construction', '乡村建设'],
        ['other', '其他类'],
      ] as const)
        if (line.replace(/^[（(][一二三][）)]\s*/, '').startsWith(words)) kind = key;
      heads.push({ text: line, part });
      continue;
    }
    const rest = line.replace(/^- /, '');
    if (last && !done(last.text)) last.text += rest;
    else if (heads.length > 0 && !done(heads.at(-1)!.text) && items.length === 0) heads.at(-1)!.text += rest;
    else orphans.push(rest);
  }
  return assemble(items, heads, orphans);
}

function assemble(items: Item[], heads: { text: string; part: PlanRow['part'] }[], orphans: string[]): Plan {
  const whole = items.filter(i => done(i.text));
  const torn = items.filter(i => !done(i.text));
  const same = (a: Item, b: Item) => a.no === b.no && tidy(b.text).startsWith(tidy(a.text).slice(0, 12));
  const left = orphans.filter(o => !whole.some(w => tidy(w.text).includes(tidy(o))));
  for (const item of torn.filter(t => !whole.some(w => same(t, w)))) while (left.length > 0 && !done(item.text)) item.text += left.shift()!;
  // How many rows the headings announce, in the part of additions and in that of new projects.
  const announced = (words: RegExp) => Number(heads.map(h => words.exec(tidy(h.text))?.[1]).find(n => n !== undefined) ?? 0);
  const fresh = announced(/^[（(]二[）)]新增项目(\d+)个/);
  const industry = announced(/^产业类项目(\d+)个/);
  const seen = new Set<string>();
  const lost = items.filter(i => !done(i.text) && !whole.some(w => same(i, w)));
  const read = items
    .filter(i => done(i.text))
    .map(item => {
      // A row that stands twice belongs where it was begun; numbers run on through a part whatever heading was torn between.
      const { kind } = torn.find(t => same(t, item)) ?? item;
      const part = item.part === 'new' && item.no > fresh ? 'addition' : item.part;
      return rowOf({ ...item, part, kind: part === 'addition' && item.no <= industry ? 'industry' : part === 'new' ? 'industry' : kind });
    })
    .filter(r => seen.size < seen.add(`${r.part} ${r.no} ${r.name}`).size);
  const rows = read.filter(r => r.change !== undefined) as PlanRow[];
  const blank = read.filter(r => r.change === undefined);
  const order = { cut: 0, addition: 1, new: 2 };
  rows.sort((x, y) => order[x.part] - order[y.part] || x.no - y.no);
  return { rows, ...statedIn(heads, rows), unread: [...left, ...[...lost, ...blank].map(i => `${i.no}. ${i.text}`)] };
}

function rowOf({ no, text, part, kind }: Item): Omit<PlanRow, 'change'> & { change: bigint | undefined } {
  const flat = tidy(text);
  const name = flat.split(/[：:]/)[0]!;
  const change = wanAfter(flat, '需核减资金') ?? wanAfter(flat, '需?新增安排');
  const parts = [...flat.matchAll(new RegExp(`使用衔接资金${amountText}万元，绩效评价问题整改资金${amountText}万元`, 'g'))].flatMap(m => [
    fenOfWan(m[1]!)!,
    fenOfWan(m[2]!)!,
  ]);
  const planned = wanAfter(flat, '2024年安排') ?? wanAfter(flat, '投资') ?? wanAfter(flat, '补贴资金|补助');
  const id = `${part}-${no}`;
  const base = { id, no, part, name, kind, text: flat, change, ...(parts.length === 2 ? { parts } : {}), ...(planned === undefined ? {} : { planned }) };
  if (part === 'cut') {
    const settled = wanAfter(flat, '实际结算支付|验收结算支付|根据验收支付|应补贴|项目合同价|成交价');
    return { ...base, open: settled === undefined, ...(settled === undefined ? {} : { settled }) };
  }
  const settled = wanAfter(flat, '决算价');
  const paidOut = wanAfter(flat, '已支付');
  if (settled !== undefined && paidOut !== undefined) return { ...base, settled, paid: paidOut, open: false };
  const quantity = new RegExp(`${amountText}万棒`).exec(flat)?.[1];
  const rate = new RegExp(`按照补贴标准[：:]${amountText}元/棒`).exec(flat)?.[1];
  if (!quantity || !rate) return { ...base, open: true };
  const due = new RegExp(`按照补贴标准[：:]${amountText}元/棒，应补贴${amountText}万元`).exec(flat)?.[2];
  return {
    ...base,
    open: false,
    quantity: fenOfWan(quantity)!,
    rate: scaled(rate, 6)!,
    // What was arranged before, at the old standard, is what was paid.
    ...(planned === undefined ? {} : { paid: planned }),
    ...(due ? { due: fenOfWan(due)! } : {}),
  };
}

const headings: { words: string; shape: RegExp; part: PlanRow['part']; kind?: ProjectKind }[] = [
  { words: '调减合计', shape: /^调减资金的项目(N)个，涉及资金(A)万元(P)?/, part: 'cut' },
  { words: '调减：产业类', shape: /^（一）产业类涉及(N)个项目，涉及资金(A)万元(P)?/, part: 'cut', kind: 'industry' },
  { words: '调减：基础设施', shape: /^（二）基础设施项目(N)个，涉及资金(A)万元(P)?/, part: 'cut', kind: 'infrastructure' },
  { words: '调减：其他类', shape: /^（三）其他类项目(N)个，涉及资金(A)万元(P)?/, part: 'cut', kind: 'other' },
  { words: '调增合计', shape: /^（一）调增资金项目(N)个，涉及资金(A)万元(P)?/, part: 'addition' },
  { words: '调增：产业类', shape: /其中产业类项目(N)个，涉及资金(A)万元(P)?/, part: 'addition', kind: 'industry' },
  { words: '新增合计', shape: /^[（(]二[）)]新增项目(N)个，涉及资金(A)万元(P)?/, part: 'new' },
];
const shapeOf = ({ source }: RegExp) =>
  new RegExp(
    source
      .replace('(N)', '(?<count>\\d+)')
      .replace('(A)', String.raw`(?<sum>\d[\d,]*(?:\.\d+)?)`)
      .replace('(P)?', String.raw`(?:，其中包含绩效评价问题整改资金(?<purse>\d[\d,]*(?:\.\d+)?)万元)?`),
  );

/** What headings say of the rows below them. */
function statedIn(heads: readonly { text: string }[], rows: readonly PlanRow[]): Pick<Plan, 'stated' | 'statedOfPurses'> {
  const found: Plan['stated'] = [];
  const ofPurses: Plan['statedOfPurses'] = [];
  for (const { text } of heads)
    for (const { words, shape, part, kind } of headings) {
      const said = shapeOf(shape).exec(tidy(text))?.groups;
      // What comes after 其中 is said of additions only: a cut's heading begins otherwise.
      if (!said || found.some(f => f.id === words)) continue;
      const of = rows.filter(r => r.part === part && (!kind || r.kind === kind)).map(r => r.id);
      const scope = { part, ...(kind ? { kind } : {}) };
      found.push({ id: words, words, of, sum: fenOfWan(said.sum!)!, count: Number(said.count), ...scope });
      if (said.purse) ofPurses.push({ ...scope, purse: 'rectification', sum: fenOfWan(said.purse)! });
    }
  return { stated: found, statedOfPurses: ofPurses };
}
