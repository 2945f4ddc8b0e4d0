/**
 * Finding what people mean among a few hundred things by what they say: Chinese words and their parts, pinyin, initials,
 * colloquial words, with typing mistakes. One small index in memory.
 */
import MiniSearch from 'minisearch';
import type { Synonym } from './pure.ts';
import { initials, inPinyin, words } from './words.ts';

export interface Phrased<Id> {
  id: Id;
  /** By which it is known, those that weigh most first: its name, what it is for, colloquial words. */
  names: readonly string[];
  /** What belongs to it and is found by characters alone. */
  parts?: readonly string[];
}

export interface PhraseHit<Id> {
  id: Id;
  /** The phrase that fits best, to show why. */
  because: string;
}

interface Entry {
  id: number;
  words: string;
  pinyin: string;
  initials: string;
}

const split = (text: string) => text.split(' ').filter(Boolean);
const latin = (text: string) => /^[a-z0-9]+$/i.test(text);

/** Common letters of a phrase and a query, for showing why something was found. */
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

/** Characters that say nothing alone: 没了 is not 没有父母. */
const silent = /[的了没有不在是我你他她俺咱吗呢啊么咋怎想要能]/;

/** One common character (证, 办) says nothing of a longer query: a word must fit, or half of the characters. */
const tells = (fitting: readonly string[], query: string) =>
  fitting.some(t => t.length > 1) || [...query].filter(c => fitting.includes(c) && !silent.test(c)).length * 2 >= query.length;

/** Makes the index; the function it gives finds what fits a text, best first. */
export function phraseIndex<Id>(phrased: readonly Phrased<Id>[], synonyms: readonly Synonym[] = []): (text: string, limit?: number) => PhraseHit<Id>[] {
  const mini = new MiniSearch<Entry>({ fields: ['words', 'pinyin', 'initials'], tokenize: split, processTerm: t => t });
  const entries = phrased.map(({ names, parts = [] }) => ({ phrases: [...names, ...parts], sounds: names.map(inPinyin) }));
  for (const [id, { names }] of phrased.entries()) {
    const { phrases, sounds } = entries[id]!;
    mini.add({
      id,
      // Names weigh more than parts: they are repeated.
      words: [...names, ...names, ...phrases].flatMap(words).join(' '),
      pinyin: [...new Set([...sounds, ...names.flatMap(words).map(inPinyin)])].filter(p => p.length > 1).join(' '),
      initials: [...new Set(names.map(initials))].filter(i => i.length > 1).join(' '),
    });
  }

  return (text, limit = 10) => {
    const query = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '').slice(0, 60);
    if (!query) return [];
    const scores = new Map<number, number>();
    const add = (id: number, score: number) => scores.set(id, (scores.get(id) ?? 0) + score);
    if (latin(query)) {
      // One typing mistake in four letters of pinyin; initials are too short to forgive any.
      for (const r of mini.search(query, { fields: ['pinyin'], prefix: true, fuzzy: query.length > 3 ? 0.25 : false })) add(r.id as number, r.score);
      for (const r of mini.search(query, { fields: ['initials'], prefix: true })) add(r.id as number, r.score * 1.5);
    } else {
      for (const [id, { phrases }] of entries.entries()) {
        const whole = phrases.findIndex(p => p.includes(query));
        if (whole >= 0) add(id, whole < 2 ? 60 : 40);
        // 社保卡丢了 says 社保卡: what is named whole weighs more than the same characters here and there.
        const named = Math.max(0, ...phrases.filter(p => p.length > 2 && query.includes(p)).map(p => p.length));
        if (named > 0) add(id, 10 * named);
      }
      // 俺爹没了 says what the catalogue calls 老人去世. One's own words weigh more than what they stand for.
      for (const group of synonyms.map(s => [s.word, ...s.same])) {
        if (!group.some(w => query.includes(w))) continue;
        const meant = group.filter(w => w.length > 1 && !query.includes(w));
        for (const [id, { phrases }] of entries.entries()) {
          const fits = meant.map(w => (phrases.includes(w) ? 9 : phrases.some(p => p.includes(w)) ? 5 : 0) * w.length);
          if (Math.max(0, ...fits) > 0) add(id, Math.max(...fits));
        }
      }
      for (const r of mini.search(words(query).join(' '), { fields: ['words'], prefix: true })) if (tells(r.queryTerms, query)) add(r.id as number, r.score);
      // The same sound, a wrong character: 开面管 sounds as 开面馆.
      for (const r of mini.search(inPinyin(query), { fields: ['pinyin'], prefix: true, fuzzy: 0.15 })) add(r.id as number, r.score * 0.8);
    }
    // What sounds exactly as typed goes before what only begins so.
    const sound = latin(query) ? query : inPinyin(query);
    if (sound.length > 2) for (const [id, { sounds }] of entries.entries()) if (sounds.includes(sound)) add(id, 50);
    const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const best = ranked[0]?.[1] ?? 0;
    return ranked
      .filter(([, score]) => score >= best * 0.12)
      .slice(0, limit)
      .map(([id]) => ({ id: phrased[id]!.id, because: because(entries[id]!.phrases, query) }));
  };
}
