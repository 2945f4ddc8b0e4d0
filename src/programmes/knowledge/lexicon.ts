/**
 * What the county can be asked about, and by which words each subject is known: the things of the published catalogue
 * and the published entries. One a catalogue version and stand of the entries, in memory.
 */
import { initials, words } from '#platform/search';
import type { Catalogue } from '#programmes/one-thing';
import { soundOf } from './sound.ts';
import { type Intent, intentOf, type Synonym, surrounding } from './words.ts';

/** A published entry as far as finding it goes. */
export interface Findable {
  id: string;
  question: string;
  variants: readonly string[];
  keywords: readonly string[];
}

export interface Phrase {
  text: string;
  intent: Intent;
  /** The lexicon's words in it. */
  words: { term: string; from: number }[];
}

export interface Subject {
  kind: 'thing' | 'matter' | 'entry';
  /** The thing's number, the matter's or the entry's id. */
  id: string;
  name: string;
  /** Words → how surely they mean this subject, 0 to 1. */
  terms: Map<string, number>;
  /** Entries: whole questions, to see how much of one was asked. */
  phrases: Phrase[];
}

export interface Lexicon {
  things: Subject[];
  entries: Subject[];
  /** Matters by thing: which one of a thing is meant. */
  matters: Map<string, Subject[]>;
  /** Every word, and how telling it is, 0 to 1. */
  telling: Map<string, number>;
  /** Folded sound → words that sound so. */
  sounds: Map<string, string[]>;
  initials: Map<string, string[]>;
  /** Word → the groups of words that mean the same to which it belongs. */
  groups: Map<string, number[]>;
  longest: number;
}

/** Plain, small letters, without signs and spaces: what questions and words are compared in. */
export const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{Script=Han}a-z0-9]/gu, '')
    .replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '');

/** A text's words that say something of a subject. */
function saying(text: string): string[] {
  return words(text)
    .map(bare)
    .filter(w => w.length > 1 && !surrounding(w).every(Boolean));
}

function subject(kind: Subject['kind'], id: string, parts: readonly { text: string; weight: number }[]): Subject {
  const terms = new Map<string, number>();
  const put = (term: string, weight: number) => {
    if (term.length > 1 && weight > (terms.get(term) ?? 0) && !surrounding(term).every(Boolean)) terms.set(term, weight);
  };
  for (const { text, weight } of parts) {
    // What stands in brackets explains: 身份证明（身份证、户口本或居住证） is not about household registers.
    const [plain, explaining] = [text.replaceAll(/（[^）]*）/g, '，'), [...text.matchAll(/（([^）]*)）/g)].map(m => m[1]!)];
    for (const [part, share] of [[plain, 1], ...explaining.map(e => [e, 0.5] as const)] as const) {
      for (const piece of part.split(/[、，,《》“”—\-\s；;。？?]/)) put(bare(piece), weight * share);
      for (const word of saying(part)) put(word, weight * share * 0.7);
    }
  }
  return { kind, id, name: bare(parts[0]?.text ?? ''), terms, phrases: [] };
}

/** Words that mean the same are words of the same subjects. */
function withSynonyms(s: Subject, synonyms: readonly Synonym[]): Subject {
  for (const { word, same } of synonyms) {
    const group = [word, ...same].map(bare);
    const best = Math.max(0, ...group.map(w => s.terms.get(w) ?? 0));
    if (best > 0) for (const w of group) s.terms.set(w, Math.max(s.terms.get(w) ?? 0, best * 0.95));
  }
  return s;
}

export function lexicon(catalogue: Catalogue, entries: readonly Findable[], synonyms: readonly Synonym[]): Lexicon {
  const matterOf = new Map(catalogue.matters.map(m => [m.id, m]));
  const matters = new Map<string, Subject[]>();
  const things = catalogue.things.map(t => {
    const own = t.matters.flatMap(e => {
      const m = matterOf.get(e.id);
      return m ? [{ m, name: e.as ?? m.name }] : [];
    });
    matters.set(
      String(t.no),
      own.map(({ m, name }) =>
        withSynonyms(
          subject('matter', m.id, [
            { text: name, weight: 1 },
            { text: m.name, weight: 0.9 },
            { text: m.plain, weight: 0.6 },
            {
              text: 'record' in m.result ? m.result.record : (catalogue.licences.find(l => 'licence' in m.result && l.id === m.result.licence)?.name ?? ''),
              weight: 0.8,
            },
          ]),
          synonyms,
        ),
      ),
    );
    return withSynonyms(
      subject('thing', String(t.no), [
        { text: t.name, weight: 1 },
        { text: t.situation, weight: 0.85 },
        ...t.keywords.map(text => ({ text, weight: 1 })),
        ...own.map(({ name }) => ({ text: name, weight: 0.75 })),
      ]),
      synonyms,
    );
  });
  const asked = entries.map(e => {
    const made = withSynonyms(
      subject(
        'entry',
        e.id,
        [e.question, ...e.variants, ...e.keywords].map(text => ({ text, weight: 1 })),
      ),
      synonyms,
    );
    made.phrases = [e.question, ...e.variants].map(text => ({ text: bare(text), intent: intentOf(bare(text)), words: [] }));
    return made;
  });
  const frequency = new Map<string, number>();
  for (const t of things) for (const term of t.terms.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  for (const e of asked) for (const term of e.terms.keys()) if (!frequency.has(term)) frequency.set(term, 1);
  const all = Math.log(1 + things.length);
  const telling = new Map([...frequency].map(([term, n]) => [term, Math.log(1 + things.length / n) / all]));
  const sounds = new Map<string, string[]>();
  const first = new Map<string, string[]>();
  const add = (to: Map<string, string[]>, key: string, term: string) => void to.set(key, [...(to.get(key) ?? []), term]);
  for (const term of telling.keys()) {
    if (!/\p{Script=Han}/u.test(term)) continue;
    add(sounds, soundOf(term), term);
    if (term.length > 2) add(first, initials(term), term);
  }
  const groups = new Map<string, number[]>();
  synonyms.forEach(({ word, same }, n) => {
    for (const w of [word, ...same].map(bare)) groups.set(w, [...(groups.get(w) ?? []), n]);
  });
  for (const e of asked)
    for (const phrase of e.phrases)
      for (let from = 0; from < phrase.text.length; from++)
        for (let to = from + 2; to <= phrase.text.length; to++) {
          const term = phrase.text.slice(from, to);
          if (telling.has(term)) phrase.words.push({ term, from });
        }
  return { things, entries: asked, matters, telling, sounds, initials: first, groups, longest: Math.max(...[...telling.keys()].map(t => t.length), 1) };
}
