/** The little of XML that workbooks are made of: elements by their plain names, whatever prefix a program gives them. */

import { Damaged } from './zip.ts';

export interface Handlers {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

const token = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[?!][^>]*>|([^<]+)/g;
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const entity = (whole: string, ref: string) =>
  ref[0] !== '#' ? (named[ref] ?? whole) : String.fromCodePoint(ref[1] === 'x' ? Number.parseInt(ref.slice(2), 16) : Number(ref.slice(1)));
export const plain = (text: string): string => (text.includes('&') ? text.replaceAll(/&(#x[\da-fA-F]{1,5}|#\d{1,6}|\w+);/g, entity) : text);

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Characters that XML cannot hold, as spreadsheets write them: _x000D_. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replaceAll(/_x([\da-fA-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

const looks = new Map<string, RegExp>();
const lookFor = (name: string) => {
  const known = looks.get(name) ?? new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  looks.set(name, known);
  return known;
};

/** Of an element's attributes the one of that plain name. */
export function attribute(attributes: string, name: string): string | undefined {
  // As nearly every program writes it; ten million times in a large workbook.
  const at = attributes.indexOf(` ${name}="`);
  if (at >= 0) return plain(attributes.slice(at + name.length + 3, attributes.indexOf('"', at + name.length + 3)));
  if (!attributes.includes(name)) return undefined;
  const found = lookFor(name).exec(attributes);
  return found ? plain(found[1] ?? found[2]!) : undefined;
}

export function walk(xml: string, { open, close, text }: Handlers): void {
  // A workbook of a hundred thousand rows has ten million of these: no iterator between, and the place is this walk's own.
  const look = new RegExp(token);
  for (let m = look.exec(xml); m; m = look.exec(xml)) {
    const name = m[2];
    if (m[6] !== undefined) text(plain(m[6]));
    else if (m[5] !== undefined) text(m[5]);
    else if (name && m[1]) close(name);
    else if (name) {
      open(name, m[3]!);
      if (m[4]) close(name);
    }
  }
}

/** Every element of that plain name: its attributes. */
export function elements(xml: string, name: string): string[] {
  const found: string[] = [];
  walk(xml, { open: (n, attributes) => n === name && found.push(attributes), close() {}, text() {} });
  return found;
}

/** Of what has not ended yet: far above any row. */
const mostHeld = 16 * 1024 ** 2;

/** A long part, cut behind elements of that name that have ended, so that what is held stays short; last comes what follows them. */
export async function* cut(texts: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  const ends = new RegExp(`</(?:[\\w.-]+:)?${name}>|<(?:[\\w.-]+:)?${name}\\b[^<>]*/>`, 'g');
  let kept = '';
  for await (const text of texts) {
    // Only what is new can hold an end, but for one that the last piece began.
    const from = Math.max(0, kept.length - name.length - 20);
    kept += text;
    ends.lastIndex = from;
    let to = 0;
    for (let m = ends.exec(kept); m; m = ends.exec(kept)) to = ends.lastIndex;
    if (kept.length > mostHeld) throw new Damaged('表里有一行长得不像表格，请检查以后再选');
    if (to === 0) continue;
    yield kept.slice(0, to);
    kept = kept.slice(to);
  }
  yield kept;
}
