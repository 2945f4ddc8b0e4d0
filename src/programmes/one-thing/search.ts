/**
 * Finding a thing by what people say: Chinese words and their parts, pinyin, initials, colloquial words, with typing
 * mistakes. One small index a version, in memory.
 */
import MiniSearch from 'minisearch';
import { initials, inPinyin, words } from '#platform/search';
import type { Catalogue, Thing } from './catalogue/schema.ts';

interface Entry {
  no: number;
  words: string;
  pinyin: string;
  initials: string;
}

export interface Hit {
  no: number;
  /** The keyword or name that fits best, to show why. */
  because: string;
}

const indexes = new WeakMap<Catalogue, { mini: MiniSearch<Entry>; phrases: Map<number, string[]>; sounds: Map<number, string[]> }>();
const split = (text: string) => text.split(' ').filter(Boolean);

/** Phrases by which a thing is known, its own names first. */
const phrasesOf = (catalogue: Catalogue, thing: Thing): string[] => [
  thing.name,
  thing.situation,
  ...thing.keywords,
  ...thing.matters.flatMap(e => {
    const matter = catalogue.matters.find(m => m.id === e.id);
    return [e.as ?? matter?.name ?? ''];
  }),
];

function indexOf(catalogue: Catalogue) {
  const there = indexes.get(catalogue);
  if (there) return there;
  const mini = new MiniSearch<Entry>({ idField: 'no', fields: ['words', 'pinyin', 'initials'], tokenize: split, processTerm: t => t });
  const phrases = new Map<number, string[]>();
  const sounds = new Map<number, string[]>();
  for (const thing of catalogue.things) {
    const own = phrasesOf(catalogue, thing);
    phrases.set(thing.no, own);
    sounds.set(thing.no, [thing.name, thing.situation, ...thing.keywords].map(inPinyin));
    // Names weigh more than matters: they are repeated.
    const short = [thing.name, thing.name, thing.situation, ...thing.keywords, ...thing.keywords];
    mini.add({
      no: thing.no,
      words: [...short, ...own].flatMap(words).join(' '),
      pinyin: [...new Set([...short.map(inPinyin), ...short.flatMap(words).map(inPinyin)])].filter(p => p.length > 1).join(' '),
      initials: [...new Set(short.map(initials))].filter(i => i.length > 1).join(' '),
    });
  }
  const made = { mini, phrases, sounds };
  indexes.set(catalogue, made);
  return made;
}

const latin = (text: string) => /^[a-z0-9]+$/i.test(text);

/** Common letters of a phrase and a query, for showing why a thing was found. */
const overlap = (phrase: string, query: string) => [...new Set(query)].filter(c => phrase.includes(c)).length / Math.max(4, phrase.length);

function because(phrases: readonly string[], query: string): string {
  const [best] = [...phrases]
    .map(p => ({
      p,
      score: latin(query)
        ? overlap(inPinyin(p), query) + (inPinyin(p).startsWith(query) || initials(p).startsWith(query) ? 5 : 0)
        : overlap(p, query) + (p.includes(query) ? 5 : 0),
    }))
    .sort((a, b) => b.score - a.score);
  return best?.p ?? phrases[0] ?? '';
}

/** One common character (证, 办) says nothing of a longer query: a word must fit, or half of the characters. */
const tells = (fitting: readonly string[], query: string) =>
  fitting.some(t => t.length > 1) || [...query].filter(c => fitting.includes(c)).length * 2 >= query.length;

/** Things that fit a query, best first. */
export function search(catalogue: Catalogue, text: string, limit = 10): Hit[] {
  const query = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '').slice(0, 60);
  if (!query) return [];
  const { mini, phrases, sounds } = indexOf(catalogue);
  const scores = new Map<number, number>();
  const add = (no: number, score: number) => scores.set(no, (scores.get(no) ?? 0) + score);
  if (latin(query)) {
    // One typing mistake in four letters of pinyin; initials are too short to forgive any.
    for (const r of mini.search(query, { fields: ['pinyin'], prefix: true, fuzzy: query.length > 3 ? 0.25 : false })) add(r.id as number, r.score);
    for (const r of mini.search(query, { fields: ['initials'], prefix: true })) add(r.id as number, r.score * 1.5);
  } else {
    for (const [no, own] of phrases) {
      const whole = own.findIndex(p => p.includes(query));
      if (whole >= 0) add(no, whole < 2 ? 60 : 40);
      // 社保卡丢了 says 社保卡: what is named whole weighs more than the same characters here and there.
      const named = Math.max(0, ...own.filter(p => p.length > 2 && query.includes(p)).map(p => p.length));
      if (named > 0) add(no, 10 * named);
    }
    for (const r of mini.search(words(query).join(' '), { fields: ['words'], prefix: true })) if (tells(r.queryTerms, query)) add(r.id as number, r.score);
    // The same sound, a wrong character: 开面管 sounds as 开面馆.
    for (const r of mini.search(inPinyin(query), { fields: ['pinyin'], prefix: true, fuzzy: 0.15 })) add(r.id as number, r.score * 0.8);
  }
  // What sounds exactly as typed goes before what only begins so.
  const sound = latin(query) ? query : inPinyin(query);
  if (sound.length > 2) for (const [no, own] of sounds) if (own.includes(sound)) add(no, 50);
  const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const best = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, score]) => score >= best * 0.12)
    .slice(0, limit)
    .map(([no]) => ({ no, because: because(phrases.get(no) ?? [], query) }));
}
