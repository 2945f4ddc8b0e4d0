/** What has to fit beyond its shape: an item before it is published, and files that come in. The same in browser and server. */
import { isDay } from '#platform/calendar';
import { defOf, type FactId, type FactValue, facts, isFact, readFact } from './facts.ts';
import { type Condition, type Item, opsOf } from './item.ts';
import { fenOf } from './money.ts';

export interface Fault {
  path: string;
  message: string;
}

function conditionFaults(c: Condition, path: string): Fault[] {
  const def = defOf(c.fact);
  if (!(opsOf[def.kind] as readonly string[]).includes(c.op)) return [{ path: `${path}.op`, message: `“${def.title}”不能这样比较` }];
  if ('values' in c && def.options)
    return c.values.filter(v => !(v in def.options!)).map(v => ({ path: `${path}.values`, message: `“${def.title}”没有“${v}”这个选项` }));
  return [];
}

function amountFaults({ amount }: Item): Fault[] {
  const path = 'item.amount';
  const faults: Fault[] = [];
  const positive = (text: string, at: string) => {
    if (!fenOf(text)) faults.push({ path: at, message: '金额必须大于 0' });
  };
  if (amount.kind === 'fixed') positive(amount.yuan, `${path}.yuan`);
  else {
    const def = defOf(amount.fact);
    if (def.kind !== 'number' || def.sealed) faults.push({ path: `${path}.fact`, message: `不能按“${def.title}”计算金额：要选不保密的数字` });
    if (amount.kind === 'share' && def.unit !== '元') faults.push({ path: `${path}.fact`, message: '按比例计算的，要选以元计的信息' });
    if (amount.kind === 'per-unit') positive(amount.each, `${path}.each`);
    if (amount.kind !== 'tiers' && amount.cap !== undefined) positive(amount.cap, `${path}.cap`);
    if (amount.kind === 'tiers') {
      const steps = amount.tiers.map(t => t.from);
      if (new Set(steps).size !== steps.length) faults.push({ path: `${path}.tiers`, message: '两档的起点不能相同' });
      amount.tiers.forEach((t, i) => {
        positive(t.yuan, `${path}.tiers.${i}.yuan`);
      });
    }
  }
  return faults;
}

/** Every reason why an item cannot be published as it stands. */
export function itemFaults(item: Item): Fault[] {
  const faults = item.rules.flatMap((r, i) =>
    'any' in r ? r.any.flatMap((c, j) => conditionFaults(c, `item.rules.${i}.any.${j}`)) : conditionFaults(r, `item.rules.${i}`),
  );
  if (item.from > item.to) faults.push({ path: 'item.to', message: '截止日不能早于开始日' });
  const asked = [...item.rules.flatMap(r => ('any' in r ? r.any : [r])).map(c => c.fact), ...(item.amount.kind === 'fixed' ? [] : [item.amount.fact])];
  const declared = asked.find(f => defOf(f).declarable);
  if (item.way === 'without-claim' && declared) faults.push({ path: 'item.way', message: `免申即享不能用要企业承诺的信息：“${defOf(declared).title}”` });
  if (item.way === 'without-claim' && item.materials.length > 0) faults.push({ path: 'item.way', message: '免申即享不能要企业交材料' });
  return [...faults, ...amountFaults(item)];
}

/** Lines of a CSV text with quotes; empty lines are left out. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const end = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    end();
    if (row.some(c => c !== '')) rows.push(row);
    row = [];
  };
  const source = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < source.length; i++) {
    const c = source.charAt(i);
    if (quoted) {
      if (c === '"' && source[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === ',') end();
    else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
  }
  endRow();
  return rows;
}

/** One line of a file of facts that can be kept. */
export interface FactLine {
  line: number;
  code: string;
  fact: FactId;
  value: FactValue;
  asOf: string;
  validUntil: string | null;
}

export interface LineFault {
  line: number;
  text: string;
  message: string;
}

export const factHead = ['统一社会信用代码', '信息项', '内容', '截至日期', '有效期至'] as const;

const byTitle = new Map(Object.entries(facts).map(([id, def]) => [def.title as string, id as FactId]));

function factLine([code = '', title = '', content = '', asOf = '', until = '']: readonly string[], today: string): Omit<FactLine, 'line'> | string {
  const fact = byTitle.get(title) ?? (isFact(title) ? title : undefined);
  if (!fact || !defOf(fact).keeper) return `没有“${title}”这个可以录入的信息项`;
  const value = readFact(fact, content, isDay);
  if ('fault' in value) return value.fault;
  if (!isDay(asOf)) return '截至日期写成 2024-12-25 的样子';
  if (asOf > today) return '截至日期不能晚于今天';
  if (until !== '' && (!isDay(until) || until < asOf)) return '有效期要写成日期，不能早于截至日期';
  return { code, fact, value: value.value, asOf, validUntil: until || null };
}

/** Reads the lines of a file whose first line is its head: those that fit, and those that do not with why. */
function readLines<T extends object>(
  rows: readonly string[][],
  one: (row: readonly string[]) => T | string,
): { good: (T & { line: number })[]; bad: LineFault[] } {
  const good: (T & { line: number })[] = [];
  const bad: LineFault[] = [];
  for (const [i, row] of rows.entries()) {
    const read = one(row);
    if (typeof read === 'string') bad.push({ line: i + 2, text: row.join(','), message: read });
    else good.push({ ...read, line: i + 2 });
  }
  return { good, bad };
}

const wrongHead = (head: readonly string[] | undefined, message: string) => ({ good: [], bad: [{ line: 1, text: head?.join(',') ?? '', message }] });

/** Reads a file of facts line by line; what does not fit is told with its line and left out. */
export function readFactLines(text: string, today: string): { good: FactLine[]; bad: LineFault[] } {
  const [head, ...rows] = readCsv(text);
  if (!head || factHead.some((title, i) => head[i] !== title)) return wrongHead(head, `第一行应为：${factHead.join('、')}`);
  return readLines(rows, row => factLine(row, today));
}

export const resultHead = ['支付编号', '结果', '原因'] as const;
export interface ResultLine {
  number: string;
  paid: boolean;
  reason: string;
}

/** Reads the bank's answer: `成功` or `退回`, with a reason where it came back. */
export function readResultLines(text: string): { good: ResultLine[]; bad: LineFault[] } {
  const [head, ...rows] = readCsv(text);
  const at = resultHead.map(title => head?.indexOf(title) ?? -1);
  if (at[0] === -1 || at[1] === -1) return wrongHead(head, `第一行要有：${resultHead.join('、')}`);
  const seen = new Set<string>();
  return readLines(rows, row => {
    const [number = '', result = '', reason = ''] = at.map(n => (n < 0 ? '' : (row[n] ?? '')));
    if (seen.has(number)) return `${number} 出现了两次`;
    if (result !== '成功' && result !== '退回') return '结果只能是“成功”或“退回”';
    if (result === '退回' && reason === '') return '退回的要写原因';
    seen.add(number);
    return { number, paid: result === '成功', reason };
  });
}
