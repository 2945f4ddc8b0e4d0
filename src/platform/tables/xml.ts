/** The little of XML that workbooks are made of: elements and attributes by their plain names, whatever prefix a program gives them. */
import { SaxesParser } from 'saxes';
import { Damaged, damaged } from './zip.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface Handlers {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Characters that XML cannot hold, as spreadsheets write them: _x000D_. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replaceAll(/_x([\da-fA-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

/** Without the prefix. */
const plain = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Of an element's attributes the one of that plain name. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const own = attributes[name];
  if (own !== undefined) return own;
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}

/** Of what has not ended yet: far above any cell. */
const mostHeld = 16 * 1024 ** 2;

/** Takes XML piece by piece and tells what is in it. */
export function reader({ open, close, text }: Handlers): { take(piece: string): void; end(): void } {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let held = 0;
  parser.on('error', () => {
    throw damaged();
  });
  parser.on('opentag', ({ name, attributes }) => {
    held = 0;
    open?.(plain(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    held = 0;
    close?.(plain(name));
  });
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  return {
    take(piece) {
      held += piece.length;
      parser.write(piece);
      if (held > mostHeld) throw new Damaged('表里有一格长得不像表格，请检查以后再选');
    },
    end: () => void parser.close(),
  };
}

/** The same of a text that is there whole; a part that a workbook does not have says nothing. */
export function walk(xml: string, handlers: Handlers): void {
  if (xml === '') return;
  const { take, end } = reader(handlers);
  take(xml);
  end();
}

/** Every element of that plain name: its attributes. */
export function elements(xml: string, name: string): Attributes[] {
  const found: Attributes[] = [];
  walk(xml, { open: (n, attributes) => n === name && found.push(attributes) });
  return found;
}
