/**
 * How an answer is written: plain text with empty lines between paragraphs, `- ` and `1. ` lists, and links
 * `[words](target)`. There is no other markup and no HTML: what is none of these is text, and shown as text.
 */

export type Inline = string | { text: string; to: Target };

/** Where a link leads: things, matters and entries by their id, pages of this site, the telephone, addresses with https. */
export type Target =
  | { kind: 'thing' | 'matter' | 'entry'; id: string }
  | { kind: 'page'; path: string }
  | { kind: 'tel'; number: string }
  | { kind: 'web'; url: string };

export interface Block {
  kind: 'p' | 'ul' | 'ol';
  /** One line of a paragraph, or one item of a list. */
  lines: Inline[][];
}

const link = /\[([^[\]\n]{1,60})\]\(([^()\s]{1,200})\)/g;

/** The target that is written, or null where it is none that a page may follow. */
export function targetOf(written: string): Target | null {
  const [, scheme, rest = ''] = /^([a-z]+):(.+)$/.exec(written) ?? [];
  switch (scheme) {
    case 'thing':
      return /^\d{1,3}$/.test(rest) ? { kind: 'thing', id: rest } : null;
    case 'matter':
      return /^[a-z0-9-]{1,80}$/.test(rest) ? { kind: 'matter', id: rest } : null;
    case 'entry':
      return /^[0-9a-f-]{36}$/.test(rest) ? { kind: 'entry', id: rest } : null;
    case 'page':
      return /^\/[a-z0-9/_-]{0,80}$/.test(rest) && !rest.startsWith('//') ? { kind: 'page', path: rest } : null;
    case 'tel':
      return /^[0-9-]{3,20}$/.test(rest) ? { kind: 'tel', number: rest } : null;
    case 'https':
      return URL.canParse(written) ? { kind: 'web', url: written } : null;
    default:
      return null;
  }
}

/** A line with its links; a link that leads nowhere stays as it was typed. */
export function inline(line: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const found of line.matchAll(link)) {
    const to = targetOf(found[2]!);
    if (!to) continue;
    if (found.index > at) parts.push(line.slice(at, found.index));
    parts.push({ text: found[1]!, to });
    at = found.index + found[0].length;
  }
  if (at < line.length) parts.push(line.slice(at));
  return parts;
}

const bullet = /^\s*[-•·]\s+/;
const number = /^\s*\d{1,2}[.、．]\s*/;

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = null as Block | null;
  for (const line of text.replaceAll('\r', '').split('\n')) {
    if (line.trim() === '') {
      open = null;
      continue;
    }
    const kind = bullet.test(line) ? 'ul' : number.test(line) ? 'ol' : 'p';
    if (open?.kind !== kind) {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    open.lines.push(inline(line.replace(kind === 'ul' ? bullet : kind === 'ol' ? number : /^\s+/, '').trimEnd()));
  }
  return blocks;
}

/** The text without its marks: for searching, for reading aloud, for a model. */
export const plainText = (text: string): string => text.replaceAll(link, (whole, words: string, to: string) => (targetOf(to) ? words : whole));

/** Every link that is written and leads nowhere: form of the target, or a thing or matter that is not in the catalogue. */
export function linkFaults(text: string, known: { things: ReadonlySet<string>; matters: ReadonlySet<string> }): string[] {
  return [...text.matchAll(link)].flatMap(([, words, written]) => {
    const to = targetOf(written!);
    if (!to) return [`“${words}”的链接写错了：${written}`];
    if (to.kind === 'thing' && !known.things.has(to.id)) return [`“${words}”：目录里没有第 ${to.id} 件事`];
    if (to.kind === 'matter' && !known.matters.has(to.id)) return [`“${words}”：目录里没有事项 ${to.id}`];
    return [];
  });
}

/** Lines of the older and the newer text, with what went and what came: longest common subsequence. */
export function difference(before: string, after: string): { sign: ' ' | '-' | '+'; line: string }[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  const lines: { sign: ' ' | '-' | '+'; line: string }[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ sign: ' ', line: a[i]! });
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || table[i + 1]![j]! >= table[i]![j + 1]!)) lines.push({ sign: '-', line: a[i++]! });
    else lines.push({ sign: '+', line: b[j++]! });
  }
  return lines;
}
