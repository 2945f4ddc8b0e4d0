/** Tables that come in: facts of firms from departments, results of payments from the bank. */
import { isDay } from '#platform/calendar';
import { type Line, readTable } from '#platform/tables';
import { defOf, type FactId, type FactValue, facts, readFact } from './facts.ts';
import { mostLines } from './figures.ts';

/** One line of a table of facts that can be kept. */
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

/** What departments keep: the system's own facts come from elsewhere. */
const kept = Object.fromEntries(Object.entries(facts).flatMap(([id, def]) => (defOf(id as FactId).keeper ? [[id, def.title]] : [])));

export const factColumns = [
  { key: 'code', title: '统一社会信用代码', also: ['信用代码'], type: 'code', required: true },
  { key: 'fact', title: '信息项', type: 'choice', required: true, options: kept },
  { key: 'value', title: '内容', type: 'words', required: true },
  { key: 'asOf', title: '截至日期', type: 'day', required: true },
  { key: 'validUntil', title: '有效期至', type: 'day' },
] as const;

function factLine({ cells }: Line<typeof factColumns>, today: string): Omit<FactLine, 'line'> | string {
  const { code, fact, asOf, validUntil } = cells as { code: string; fact: FactId; asOf: string; validUntil: string | null };
  const value = readFact(fact, cells.value!, isDay);
  if ('fault' in value) return value.fault;
  if (asOf > today) return '截至日期不能晚于今天';
  if (validUntil && validUntil < asOf) return '有效期不能早于截至日期';
  return { code, fact, value: value.value, asOf, validUntil };
}

/** The lines that fit, and those that do not with why: what could not be read, or else what `one` says. */
function sorted<L extends { line: number; texts: string[]; problems: { message: string }[] }, T extends object>(
  lines: readonly L[],
  one: (line: L) => T | string,
) {
  const good: (T & { line: number })[] = [];
  const bad: LineFault[] = [];
  for (const line of lines) {
    const read = line.problems.length > 0 ? line.problems.map(p => p.message).join('；') : one(line);
    if (typeof read === 'string') bad.push({ line: line.line, text: line.texts.join(','), message: read });
    else good.push({ ...read, line: line.line });
  }
  return { good, bad };
}

/** Reads a table of facts line by line; what does not fit is told with its line and left out. */
export const readFactLines = async (file: Uint8Array | string, today: string): Promise<{ good: FactLine[]; bad: LineFault[] }> =>
  sorted(await readTable(file, factColumns, { most: mostLines }), line => factLine(line, today));

export const resultColumns = [
  { key: 'number', title: '支付编号', type: 'code', required: true },
  { key: 'result', title: '结果', type: 'choice', required: true, options: { paid: '成功', returned: '退回' } },
  { key: 'reason', title: '原因', type: 'words' },
] as const;

export interface ResultLine {
  number: string;
  paid: boolean;
  reason: string;
}

/** Reads the bank's answer: `成功` or `退回`, with a reason where it came back. */
export async function readResultLines(source: Uint8Array | string): Promise<{ good: ResultLine[]; bad: LineFault[] }> {
  const seen = new Set<string>();
  return sorted(
    await readTable(source, resultColumns, { most: mostLines, path: typeof source === 'string' ? 'csv' : 'file' }),
    ({ cells }): ResultLine | string => {
      const { number, result, reason } = cells as { number: string; result: string; reason: string | null };
      if (seen.has(number)) return `${number} 出现了两次`;
      if (result === 'returned' && !reason) return '退回的要写原因';
      seen.add(number);
      return { number, paid: result === 'paid', reason: reason ?? '' };
    },
  );
}
