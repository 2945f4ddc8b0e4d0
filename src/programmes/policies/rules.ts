/**
 * Who gets a benefit and how much: 中政发〔2024〕16号 二（三）7. Pure: no clock, no database; every reason is returned. A fact
 * that nobody knows is not a fact against the firm: the outcome is then `unknown`, and says who can supply it.
 */
import { addMonths, type Day, inChinese } from '#platform/calendar';
import { fenOf, hundredths, yuan } from '#platform/money';
import { defOf, type FactId, type Facts, type Names, optionName, sources, valueInWords } from './facts.ts';
import type { Amount, Condition, Item, Rule } from './item.ts';

export type Outcome = 'met' | 'unmet' | 'unknown';
export const outcomes: Record<Outcome, string> = { met: '符合', unmet: '不符合', unknown: '还缺信息' };

export interface Reason {
  outcome: Outcome;
  /** The condition in words. */
  condition: string;
  /** What is known; null where nothing is. */
  have: string | null;
  /** Where that is from. */
  source: string | null;
  /** Facts that are missing. */
  missing: FactId[];
}

export interface Match {
  outcome: Outcome;
  reasons: Reason[];
}

/** An earlier claim or grant of the same firm that still counts. */
export interface Held {
  /** The claim, or the grant where there was none. */
  ref: string;
  item: string;
  title: string;
  /** `ever`, or the year. */
  period: string;
  /** Calendar year in which it was granted. */
  year: string;
  /** Items that the version it stands on does not go together with. */
  excludes: readonly string[];
}

export interface Setting {
  names?: Names;
  held?: readonly Held[];
  /** The item that is looked at, as `held` and `excludes` name it. */
  item?: string;
  /** What sealed facts say is left out: for everybody but the firm. */
  masked?: boolean;
}

/** In which period the `once` of an item counts. */
export const periodOf = (item: Pick<Item, 'once'>, on: Day): string => (item.once === 'ever' ? 'ever' : on.slice(0, 4));

/** While a condition is being written its day may be missing. */
const dayInWords = (day: Day): string => (day === '' ? '（还没填）' : inChinese(day));

/** The condition as a sentence. */
export function inWords(c: Condition, names: Names = {}): string {
  const { title, unit } = defOf(c.fact);
  switch (c.op) {
    case 'is':
      return `${title}：${c.values.map(v => optionName(c.fact, v, names)).join('或')}`;
    case 'is-not':
      return `${title}不是${c.values.map(v => optionName(c.fact, v, names)).join('、')}`;
    case 'has':
      return `${title}中有${c.values.map(v => `“${optionName(c.fact, v, names)}”`).join('或')}`;
    case 'mentions':
      return `${title}含有${c.words.map(w => `“${w}”`).join('或')}`;
    case 'at-least':
      return `${title}不少于 ${c.number} ${unit ?? ''}`.trim();
    case 'at-most':
      return `${title}不超过 ${c.number} ${unit ?? ''}`.trim();
    case 'yes':
      return title;
    case 'no':
      return `不是${title}`;
    case 'within':
      return `${title}在最近 ${c.months} 个月内`;
    case 'before':
      return `${title}已满 ${c.months} 个月`;
    case 'from':
      return `${title}不早于${dayInWords(c.day)}`;
    case 'until':
      return `${title}不晚于${dayInWords(c.day)}`;
  }
}

/** A rule as a sentence, alternatives and all. */
export const ruleInWords = (rule: Rule, names: Names = {}): string =>
  'any' in rule ? `满足其中一项：${rule.any.map(c => inWords(c, names)).join('；')}` : inWords(rule, names);

function holds(c: Condition, value: unknown, today: Day): boolean {
  switch (c.op) {
    case 'is':
      return c.values.includes(String(value));
    case 'is-not':
      return !c.values.includes(String(value));
    case 'has':
      return c.values.some(v => (value as readonly string[]).includes(v));
    case 'mentions':
      return c.words.some(w => String(value).includes(w));
    case 'at-least':
      return Number(value) >= c.number;
    case 'at-most':
      return Number(value) <= c.number;
    case 'yes':
      return value === true;
    case 'no':
      return value === false;
    case 'within':
      return String(value) <= today && String(value) >= addMonths(today, -c.months);
    case 'before':
      return String(value) <= addMonths(today, -c.months);
    case 'from':
      return String(value) >= c.day;
    case 'until':
      return String(value) <= c.day;
  }
}

function judge(c: Condition, facts: Facts, today: Day, { names = {}, masked = false }: Setting): Reason {
  const fact = facts[c.fact];
  const condition = inWords(c, names);
  if (!fact) return { outcome: 'unknown', condition, have: null, source: null, missing: [c.fact] };
  if (fact.validUntil && fact.validUntil < today)
    return { outcome: 'unknown', condition, have: `原来的信息已于${inChinese(fact.validUntil)}过期`, source: sources[fact.source], missing: [c.fact] };
  const hidden = masked && defOf(c.fact).sealed;
  return {
    outcome: holds(c, fact.value, today) ? 'met' : 'unmet',
    condition,
    have: hidden ? '已核对，数值保密' : valueInWords(c.fact, fact.value, names),
    source: `${sources[fact.source]}${fact.asOf ? `，${inChinese(fact.asOf)}` : ''}`,
    missing: [],
  };
}

function judgeAny(conditions: readonly Condition[], facts: Facts, today: Day, setting: Setting): Reason {
  const all = conditions.map(c => judge(c, facts, today, setting));
  const outcome = all.some(r => r.outcome === 'met') ? 'met' : all.some(r => r.outcome === 'unknown') ? 'unknown' : 'unmet';
  const telling = all.filter(r => r.have !== null && (outcome !== 'met' || r.outcome === 'met'));
  return {
    outcome,
    condition: `满足其中一项：${all.map(r => r.condition).join('；')}`,
    have: telling.length > 0 ? telling.map(r => r.have).join('；') : null,
    source: telling.length > 0 ? [...new Set(telling.map(r => r.source))].join('；') : null,
    missing: outcome === 'unknown' ? all.flatMap(r => r.missing) : [],
  };
}

const judgeRule = (rule: Rule, facts: Facts, today: Day, setting: Setting): Reason =>
  'any' in rule ? judgeAny(rule.any, facts, today, setting) : judge(rule, facts, today, setting);

/** What the firm has already had: once a period, whatever an earlier version said of periods, and never beside an item where either names the other. */
function judgeHeld(item: Item, today: Day, { held = [], item: id }: Setting): Reason[] {
  const period = periodOf(item, today);
  const year = today.slice(0, 4);
  const same = held.find(h => h.item === id && (period === 'ever' || h.period === period || (h.period === 'ever' && h.year === year)));
  const others = held.filter(h => h.item !== id && h.year === year && (item.excludes.includes(h.item) || (id !== undefined && h.excludes.includes(id))));
  const reasons: Reason[] = [
    {
      outcome: same ? 'unmet' : 'met',
      condition: item.once === 'ever' ? '没有享受过这一项' : `${year} 年没有享受过这一项`,
      have: same ? '已经申领或享受过' : '没有申领过',
      source: '本系统的兑现记录',
      missing: [],
    },
  ];
  if (item.excludes.length > 0 || others.length > 0)
    reasons.push({
      outcome: others.length > 0 ? 'unmet' : 'met',
      condition: '同一年没有享受不能重复的政策',
      have: others.length > 0 ? others.map(o => `已享受“${o.title}”`).join('、') : '没有享受',
      source: '本系统的兑现记录',
      missing: [],
    });
  return reasons;
}

const worst = (reasons: readonly Reason[]): Outcome =>
  reasons.some(r => r.outcome === 'unmet') ? 'unmet' : reasons.some(r => r.outcome === 'unknown') ? 'unknown' : 'met';

/** Whether a firm of which `facts` are known gets `item` on a day, with every reason. */
export function match(item: Item, facts: Facts, today: Day, setting: Setting = {}): Match {
  const reasons = [...item.rules.map(r => judgeRule(r, facts, today, setting)), ...judgeHeld(item, today, setting)];
  return { outcome: worst(reasons), reasons };
}

export interface Reckoned {
  /** null while the fact it is counted from is unknown. */
  fen: bigint | null;
  /** The formula, line by line. */
  lines: string[];
  missing: FactId | null;
}

const needed = (text: string): bigint => {
  const fen = fenOf(text);
  if (fen === null) throw new Error(`no amount: ${text}`);
  return fen;
};

function capped(fen: bigint, cap: string | undefined, lines: string[]): Reckoned {
  const most = cap === undefined ? null : needed(cap);
  if (most === null) return { fen, lines, missing: null };
  return fen > most
    ? { fen: most, lines: [...lines, `最高 ${yuan(most)} 元，超过的不计：${yuan(most)} 元`], missing: null }
    : { fen, lines: [...lines, `没有超过最高额 ${yuan(most)} 元`], missing: null };
}

/** How much, in fen, and how it is counted. Shares are cut to the fen. */
export function reckon(amount: Amount, facts: Facts, today: Day): Reckoned {
  if (amount.kind === 'fixed') return { fen: needed(amount.yuan), lines: [`定额 ${yuan(needed(amount.yuan))} 元`], missing: null };
  const { title, unit = '' } = defOf(amount.fact);
  const fact = facts[amount.fact];
  if (!fact || (fact.validUntil && fact.validUntil < today)) return { fen: null, lines: [`按${title}计算，还不知道${title}`], missing: amount.fact };
  const n = Number(fact.value);
  const known = `${title} ${n} ${unit}（${sources[fact.source]}）`;
  if (amount.kind === 'per-unit') {
    const fen = (hundredths(n) * needed(amount.each)) / 100n;
    return capped(fen, amount.cap, [known, `${n} ${unit} × 每${unit} ${yuan(needed(amount.each))} 元 = ${yuan(fen)} 元`]);
  }
  if (amount.kind === 'share') {
    const fen = (hundredths(n) * hundredths(amount.percent)) / 10_000n;
    return capped(fen, amount.cap, [known, `${yuan(hundredths(n))} 元 × ${amount.percent}% = ${yuan(fen)} 元`]);
  }
  const reached = [...amount.tiers].sort((a, b) => b.from - a.from).find(t => n >= t.from);
  return reached
    ? { fen: needed(reached.yuan), lines: [known, `达到 ${reached.from} ${unit}的档：${yuan(needed(reached.yuan))} 元`], missing: null }
    : { fen: 0n, lines: [known, '没有达到最低的档'], missing: null };
}

/** The amount as a reader sees it before anything is known of the firm. */
export function amountInWords(a: Amount): string {
  if (a.kind === 'fixed') return `${plain(a.yuan)} 元`;
  const { title, unit = '' } = defOf(a.fact);
  const cap = 'cap' in a && a.cap ? `，最高 ${plain(a.cap)} 元` : '';
  if (a.kind === 'per-unit') return `${title}，每${unit} ${plain(a.each)} 元${cap}`;
  if (a.kind === 'share') return `${title}的 ${a.percent}%${cap}`;
  return `按${title}分档：${[...a.tiers]
    .sort((x, y) => x.from - y.from)
    .map(t => `满 ${t.from} ${unit} ${plain(t.yuan)} 元`)
    .join('；')}`;
}

const plain = (text: string) => text.replace(/\.00$/, '').replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Whether it can be claimed on a day. */
export const openOn = (item: Pick<Item, 'from' | 'to'>, day: Day): boolean => item.from <= day && day <= item.to;

/** Whether this year's money lasts: none given yet, none left, or less than this firm would get. */
export const moneyOf = (left: bigint | null, needed: bigint | null): 'none' | 'spent' | 'short' | 'there' =>
  left === null ? 'none' : left <= 0n ? 'spent' : needed !== null && needed > left ? 'short' : 'there';

/** Every fact that the conditions and the amount of an item ask for. */
export const factsOf = (item: Pick<Item, 'rules' | 'amount'>): FactId[] => [
  ...new Set([...item.rules.flatMap(r => ('any' in r ? r.any : [r])).map(c => c.fact), ...(item.amount.kind === 'fixed' ? [] : [item.amount.fact])]),
];
