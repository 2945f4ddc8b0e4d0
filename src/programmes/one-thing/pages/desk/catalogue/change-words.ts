/** Differences in words: where (the labels of the editor), and what, before and after. Pure. */

import type { When } from '../../../catalogue/conditions.ts';
import type { Change } from '../../../catalogue/diff.ts';
import type { Catalogue, EntryKind } from '../../../catalogue/schema.ts';
import { named, whenInWords } from '../../../catalogue/words.ts';
import { choicesOf } from './choices.ts';
import { inner, isMap, type Json, listOf, mapOf, type Spec, type Target, textOf } from './spec.ts';
import { sectionsOf } from './specs.ts';

const nameOf = (c: Catalogue, of: Target, id: string) => choicesOf(c, of).find(o => o.value === id)?.label ?? id;

function sourceWords(c: Catalogue, ref: string): string {
  if (ref === 'assumed') return '待部门确认';
  const cut = ref.indexOf(':');
  return cut < 0 ? ref : `${c.sources.find(s => s.id === ref.slice(0, cut))?.title ?? ref.slice(0, cut)} ${ref.slice(cut + 1)}`;
}

/** What is wanted of another entry, with the parts of its use. */
const useSpecs = (flags: Readonly<Record<string, string>> | undefined): Spec[] => [
  { key: 'when', label: '什么情形', as: 'when' },
  { key: 'as', label: '这里的叫法', as: 'text' },
  { key: 'after', label: '等哪些办好', as: 'words' },
  ...Object.entries(flags ?? {}).map(([key, label]): Spec => ({ key, label, as: 'yes' })),
];

const partsInWords = (c: Catalogue, specs: readonly Spec[], map: Record<string, Json>) =>
  specs.flatMap(s => (map[s.key] === undefined ? [] : `${s.label}：${valueInWords(c, s, map[s.key])}`)).join('，');

export function valueInWords(c: Catalogue, spec: Spec, value: Json): string {
  if (value === undefined || value === null) return '没有';
  switch (spec.as) {
    case 'yes':
      return value ? '是' : '否';
    case 'choice':
      return spec.options[textOf(value)] ?? textOf(value);
    case 'ref':
      return nameOf(c, spec.of, textOf(value));
    case 'refs':
      return listOf(value)
        .map(v => nameOf(c, spec.of, textOf(v)))
        .join('、');
    case 'when':
      return isMap(value) ? whenInWords(c, value as When) : String(value);
    case 'source':
      return sourceWords(c, textOf(value));
    case 'number':
      return `${String(value)}${spec.suffix ? ` ${spec.suffix}` : ''}`;
    case 'words':
    case 'lines':
      return Array.isArray(value) ? value.map(String).join('；') || '没有' : String(value);
    case 'uses':
    case 'order': {
      const of = spec.as === 'order' ? 'matters' : spec.of;
      const one = (x: Json) => {
        const map = isMap(x) ? x : { id: x };
        const more = partsInWords(c, useSpecs(spec.as === 'uses' ? spec.flags : undefined), map);
        return `${nameOf(c, of, textOf(map.id))}${more ? `（${more}）` : ''}`;
      };
      return Array.isArray(value) ? value.map(one).join('；') || '没有' : one(value);
    }
    case 'list':
      return listOf(value)
        .map(x => (isMap(x) ? partsInWords(c, spec.specs, x) : String(x)))
        .join('；');
    case 'part':
    case 'variant':
      return partsInWords(c, inner(spec, value), mapOf(value));
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

/** A part as the server writes it: text as it is, everything else as JSON. */
function read(text: string | null): Json {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

const result: Spec[] = sectionsOf('matters').flatMap(s =>
  s.specs.flatMap(p => (p.key === 'result' && p.as === 'variant' ? p.cases.flatMap(x => x.specs) : [])),
);

/** A place in a list that has no name. */
const nth = (segment: string) => (/^\d+$/.test(segment) ? `第 ${Number(segment) + 1} 项` : segment);

/** The spec at the end of a path, and the path in words. Ids on the way become names. */
function follow(c: Catalogue, kind: EntryKind, path: string): { where: string; spec: Spec } {
  const [first = '', ...rest] = path.split('.');
  let spec: Spec = sectionsOf(kind)
    .flatMap(s => s.specs)
    .find(s => s.key === first) ?? { key: first, label: first, as: 'text' };
  const words = [spec.label];
  for (const [i, segment] of rest.entries()) {
    if (spec.as === 'sources') {
      words.push(spec.facts[segment] ?? segment);
      spec = { key: segment, label: '', as: 'source' };
    } else if ((spec.as === 'uses' || spec.as === 'order') && i === 0) {
      const of = spec.as === 'order' ? 'matters' : spec.of;
      words.push(nth(nameOf(c, of, segment)));
      const next = rest[1];
      if (next === undefined) break;
      const use: Spec | undefined = useSpecs(spec.as === 'uses' ? spec.flags : undefined).find(s => s.key === next);
      if (!use) break;
      words.push(use.label);
      spec = use;
      const waits = next === 'after' ? rest[2] : undefined;
      if (waits) {
        words.push(named(c.matters, waits.replace('?', '')));
        return { where: words.join(' · '), spec: { key: 'wait', label: '等', as: 'choice', options: { [waits]: waits.endsWith('?') ? '要办才等' : '等' } } };
      }
      break;
    } else if (spec.as === 'facts' || spec.as === 'words' || spec.as === 'lines') {
      return { where: words.join(' · '), spec: { key: segment, label: '', as: 'text' } };
    } else {
      const inside: Spec[] = spec.as === 'variant' ? result : spec.as === 'part' || spec.as === 'list' ? spec.specs : [];
      const next = inside.find(s => s.key === segment);
      words.push(next?.label ?? nth(segment));
      if (next) spec = next;
      // An item of a list: its own parts follow.
    }
  }
  return { where: words.join(' · '), spec };
}

/** Where in the editor a fault is, e.g. `数据项 · 第 2 项 · 名称`. */
export const placeInWords = (c: Catalogue, kind: EntryKind, path: string): string => follow(c, kind, path).where;

export interface ChangeLine {
  where: string;
  before: string;
  after: string;
}

export const linesOf = (c: Catalogue, change: Change): ChangeLine[] =>
  change.parts.map(p => {
    const { where, spec } = follow(c, change.kind, p.path);
    return { where, before: valueInWords(c, spec, read(p.before)), after: valueInWords(c, spec, read(p.after)) };
  });
