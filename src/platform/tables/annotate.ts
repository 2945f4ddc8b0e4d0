/** What came in goes back with its errors: wrong cells red, and why in a last column. Everything else stays as it was written, so its XML is changed as text. */
import type { Column } from './columns.ts';
import { faultTitle, type Layout, plainTitle } from './layout.ts';
import { isXlsx } from './pure.ts';
import { found, type Problem } from './table.ts';
import { openXlsx, type Sheet } from './workbook.ts';
import { framed, frameOf, red, refOf, textCell } from './write.ts';
import { Damaged, rezipped, textOf, textsOf } from './zip.ts';

interface Fault {
  /** Which of the columns are wrong, from 0. */
  at: Set<number>;
  text: string;
}

/** The workbook that came with its errors; a table of text or an `.xls` becomes one. */
export async function* annotated(source: Uint8Array, columns: readonly Column[], problems: readonly Problem[]): AsyncGenerator<Uint8Array> {
  const { sheet, layout } = await found(source, columns);
  const had = layout.titles.findIndex(t => plainTitle(t) === faultTitle);
  const last = had < 0 ? layout.titles.length : had;
  const faults = faultsOf(layout, problems);
  if (!isXlsx(source)) return yield* made(sheet, layout, faults, last);
  const book = await openXlsx(source);
  const part = book.sheets.find(s => s.name === sheet.name)!.part;
  const styles = await textOf(book.parts, book.styles);
  const { xml, count } = reddened(styles);
  const replaced = new Map<string, AsyncIterable<string> | string[]>([[part, marked(cut(textsOf(book.parts, part)), { faults, last, to: layout.to, count })]]);
  if (count > 0) replaced.set(book.styles, [xml]);
  yield* rezipped(book.parts, replaced);
}

function faultsOf({ columns }: Layout, problems: readonly Problem[]): ReadonlyMap<number, Fault> {
  const faults = new Map<number, Fault>();
  for (const { line, column, message } of problems) {
    const fault = faults.get(line) ?? { at: new Set(), text: '' };
    const at = columns.findIndex(c => c?.title === column);
    if (at >= 0) fault.at.add(at);
    fault.text += `${fault.text ? '；' : ''}${column ? `${column}：` : ''}${message}`;
    faults.set(line, fault);
  }
  return faults;
}

async function* made(sheet: Sheet, { titles, to }: Layout, faults: ReadonlyMap<number, Fault>, last: number) {
  const columns = Array.from({ length: Math.max(titles.length, last + 1) }, (_, i) => ({ title: titles[i] ?? faultTitle, type: 'words' as const }));
  const frame = await frameOf(sheet.name || '表', columns);
  const text = frame.styles[0]!;
  const rows = async function* () {
    for await (const { line, texts } of sheet.rows()) {
      const fault = faults.get(line);
      const shown = Array.from({ length: Math.max(texts.length, last + 1) }, (_, i) => texts[i] ?? '');
      shown[last] = line === to ? faultTitle : line > to ? (fault?.text ?? '') : shown[last]!;
      const cells = shown.map((t, i) => (t || fault?.at.has(i) ? textCell(refOf(line, i), t, fault?.at.has(i) ? frame.wrong : text) : ''));
      yield `<row r="${line}">${cells.join('')}</row>`;
    }
  };
  yield* framed(frame, rows());
}

const element = (name: string) => `<((?:[\\w.-]+:)?${name})\\b((?:[^<>"']|"[^"]*"|'[^']*')*?)(?:/>|>([\\s\\S]*?)</\\1>)`;

/** Every style a second time, with a red ground: that of n is n more. */
function reddened(styles: string): { xml: string; count: number } {
  const fills = new RegExp(element('fills')).exec(styles);
  const uses = new RegExp(element('cellXfs')).exec(styles);
  if (!fills?.[3] || !uses?.[3]) return { xml: styles, count: 0 };
  const p = uses[1]!.slice(0, -'cellXfs'.length);
  const at = Array.from(fills[3].matchAll(new RegExp(element('fill'), 'g'))).length;
  const ground = `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="FF${red}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`;
  const own = Array.from(uses[3].matchAll(new RegExp(element('xf'), 'g')), m => m[0]);
  const reds = own.map(x =>
    x.replace(/\s(fillId|applyFill)\s*=\s*("[^"]*"|'[^']*')/g, '').replace(/^<[\w.:-]+/, begin => `${begin} fillId="${at}" applyFill="1"`),
  );
  const more = (whole: RegExpExecArray, body: string) => `<${whole[1]}>${whole[3]}${body}</${whole[1]}>`;
  // Counts are said for the eye only, and left out.
  return { xml: styles.replace(fills[0], () => more(fills, ground)).replace(uses[0], () => more(uses, reds.join(''))), count: own.length };
}

interface Marks {
  faults: ReadonlyMap<number, Fault>;
  /** The column of the errors, and the last line of the heading. */
  last: number;
  to: number;
  /** How many styles there were. */
  count: number;
}

/** Of an element's attributes, as they are written, the one of that name. */
const attribute = (attributes: string, name: string): string | undefined => {
  const [, double, single] = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? [];
  return double ?? single;
};

/** Of what has not ended yet: far above any row. */
const mostHeld = 16 * 1024 ** 2;

/** A sheet, cut behind rows that have ended, so that what is held stays short; last comes what follows them. */
async function* cut(texts: AsyncIterable<string>): AsyncGenerator<string> {
  const ends = /<\/(?:[\w.-]+:)?row>|<(?:[\w.-]+:)?row\b[^<>]*\/>/g;
  let kept = '';
  for await (const text of texts) {
    // Only what is new can hold an end, but for one that the last piece began.
    ends.lastIndex = Math.max(0, kept.length - 'row'.length - 20);
    kept += text;
    let to = 0;
    for (let m = ends.exec(kept); m; m = ends.exec(kept)) to = ends.lastIndex;
    if (kept.length > mostHeld) throw new Damaged('表里有一行长得不像表格，请检查以后再选');
    if (to === 0) continue;
    yield kept.slice(0, to);
    kept = kept.slice(to);
  }
  yield kept;
}

const rowElement = new RegExp(element('row'), 'g');
const cellElement = new RegExp(element('c'), 'g');

async function* marked(pieces: AsyncIterable<string>, marks: Marks): AsyncGenerator<string> {
  let line = 0;
  for await (const piece of pieces)
    yield piece.replaceAll(rowElement, (whole, name: string, attributes: string, body = '') => {
      line = Number(attribute(attributes, 'r') ?? line + 1);
      return line < marks.to ? whole : rowWith(name, attributes, body, line, marks);
    });
}

function rowWith(name: string, attributes: string, body: string, line: number, { faults, last, to, count }: Marks): string {
  const p = name.slice(0, -'row'.length);
  const fault = faults.get(line);
  const cells = new Map<number, string>();
  let at = -1;
  for (const [whole, , said, inner] of body.matchAll(cellElement)) {
    const ref = attribute(said!, 'r');
    at = ref ? columnOf(ref) : at + 1;
    if (at === last) continue;
    const style = Number(attribute(said!, 's') ?? 0) + count;
    const rest = said!.replace(/\ss\s*=\s*("[^"]*"|'[^']*')/, '');
    cells.set(at, fault?.at.has(at) && count > 0 ? `<${p}c${rest} s="${style}"${inner === undefined ? '/>' : `>${inner}</${p}c>`}` : whole);
  }
  if (count > 0) for (const i of fault?.at ?? []) if (!cells.has(i)) cells.set(i, `<${p}c r="${refOf(line, i)}" s="${count}"/>`);
  const text = line === to ? faultTitle : fault?.text;
  if (text)
    cells.set(
      last,
      textCell(refOf(line, last), text, 0)
        .replaceAll(/<(\/?)(?=c |c>|is>|t )/g, `<$1${p}`)
        .replaceAll('</t>', `</${p}t>`),
    );
  const sorted = [...cells].sort(([a], [b]) => a - b).map(([, xml]) => xml);
  return `<${name}${attributes.replace(/\sspans\s*=\s*("[^"]*"|'[^']*')/, '')}>${sorted.join('')}</${name}>`;
}

const columnOf = (ref: string): number => [...ref.replace(/\d+$/, '')].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;
