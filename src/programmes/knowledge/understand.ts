/** What a question is about: for each subject, how much of what was said it knows, and how telling that is. */
import { wordSpans, words } from '#platform/search';
import { bare, type Lexicon, type Subject } from './lexicon.ts';
import { folded, syllables, within } from './sound.ts';
import { happening, type Intent, intentOf, surrounding } from './words.ts';

/** A word of the lexicon that was said, and where; `sure` below 1 when it only sounded so. */
interface Said {
  term: string;
  from: number;
  to: number;
  sure: number;
}

export interface Ranked {
  subject: Subject;
  /** Sum over the characters said; only compares subjects of one question. */
  score: number;
  /** Share of what was said that the subject knows, 0 to 1. */
  coverage: number;
  /** How telling the words that fit are, 0 to 1. */
  strength: number;
  /** Something has happened (丢了), or a certificate was named, that the subject does not know. */
  unmet: boolean;
  /** Entries: how much of a whole question of the entry was asked, 0 to 1. */
  fit: number;
  /** The words that fit, longest first. */
  because: string[];
}

export interface Understanding {
  text: string;
  intent: Intent;
  /** Nothing was said of any subject: only words around one (多少钱？). */
  empty: boolean;
  things: Ranked[];
  entries: Ranked[];
}

const latin = /[a-z]/;

/** Spots the lexicon's words: as written, by their sound, by initials, in pinyin with a letter wrong. */
function spotted(lexicon: Lexicon, text: string): Said[] {
  const found: Said[] = [];
  const sound = syllables(text);
  // 师证 in 厨师证, 学生 in 学生证: a part of another word means less of what it would mean alone.
  const spans = wordSpans(text);
  const sureOf = (from: number, to: number) => (spans.some(w => (w.from < from && from < w.to) || (w.from < to && to < w.to)) ? 0.45 : 1);
  for (let from = 0; from < text.length; from++) {
    let heard = '';
    for (let to = from + 1; to <= text.length && to - from <= Math.max(lexicon.longest, 36); to++) {
      heard += sound[to - 1] ?? '';
      const span = text.slice(from, to);
      if (lexicon.telling.has(span)) found.push({ term: span, from, to, sure: sureOf(from, to) });
      if (to - from < 2) continue;
      for (const term of lexicon.sounds.get(folded(heard)) ?? []) {
        if (term === span) continue;
        // Typed in pinyin; or one character of several is another that sounds the same.
        if (latin.test(span) ? heard.length > 4 : term.length === span.length && [...term].some((c, i) => c === span[i]) && term.length > 1)
          // What is a word as it stands (公司, 老年) is seldom another that sounds alike (公示, 老娘).
          found.push({
            term,
            from,
            to,
            sure: latin.test(span) ? 0.9 : lexicon.telling.has(span) || spans.some(w => w.from === from && w.to === to) ? 0.35 : 0.75,
          });
      }
    }
  }
  for (const chunk of text.matchAll(/[a-z]+/g)) found.push(...inLetters(lexicon, chunk[0], chunk.index, found));
  return found;
}

/** A run of letters that is no pinyin as it stands: initials of a word, or a word with one or two letters wrong. */
function inLetters(lexicon: Lexicon, letters: string, at: number, before: readonly Said[]): Said[] {
  const known = new Set(before.flatMap(s => Array.from({ length: s.to - s.from }, (_, i) => s.from + i)));
  const open = [...letters].filter((_, i) => !known.has(at + i)).length;
  if (open * 2 < letters.length) return [];
  const found: Said[] = [];
  for (const term of letters.length > 2 ? (lexicon.initials.get(letters) ?? []) : []) found.push({ term, from: at, to: at + letters.length, sure: 0.9 });
  if (letters.length < 6 || found.length > 0) return found;
  const heard = folded(letters);
  for (const [sound, terms] of lexicon.sounds) {
    if (sound.length < 6 || sound.length > heard.length + 2) continue;
    const near = within(heard, sound, sound.length < 10 ? 1 : 2);
    if (!near) continue;
    const to = at + Math.min(letters.length, near.end + (letters.length - heard.length));
    for (const term of terms) found.push({ term, from: Math.max(at, to - sound.length - 2), to, sure: 0.8 });
  }
  return found;
}

/** What a missing character counts for: of a word that the lexicon knows, that nobody knows, of what has happened, of a certificate that nobody knows, a stray one. */
const missing = { known: 1, unknown: 1.3, happening: 1.6, certificate: 2.2, stray: 0.45 };

/** How much each character of the question says, if no subject explains it. */
function weights(text: string, said: readonly Said[]): number[] {
  const around = surrounding(text);
  const each = Array.from({ length: text.length }, (_, i) => (around[i] ? 0 : missing.stray));
  for (const word of words(text)) {
    const part = bare(word);
    if (part.length < 2) continue;
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      if (surrounding(part).every(Boolean)) continue;
      for (let i = at; i < at + part.length; i++) if (!around[i]) each[i] = Math.max(each[i]!, missing.unknown);
    }
  }
  for (const s of said) if (s.sure > 0.7) for (let i = s.from; i < s.to; i++) if (!around[i]) each[i] = missing.known;
  for (const found of text.matchAll(happening)) for (let i = found.index; i < found.index + found[0].length; i++) each[i] = missing.happening;
  // 律师证: who asks for a certificate that is no word here does not ask for what lies beside it.
  for (const found of text.matchAll(/(?<=\p{Script=Han}[^啥么个些哪改换办领发交带])证(?!明|件|书)/gu))
    if (!said.some(s => s.sure > 0.7 && s.to - s.from > 1 && s.from <= found.index && found.index < s.to)) each[found.index] = missing.certificate;
  return each;
}

/** Share of the subject's name that the words said make up. */
function named(subject: Subject, said: ReadonlyMap<string, unknown>): number {
  if (!subject.name) return 0;
  const heard = new Set([...said.keys()].filter(t => subject.name.includes(t)).flatMap(t => [...t]));
  return [...subject.name].filter(c => heard.has(c)).length / subject.name.length;
}

function rank(lexicon: Lexicon, subject: Subject, said: readonly Said[], open: readonly number[]): Ranked {
  const value = open.map(() => 0);
  let telling = 0;
  const because = new Map<string, number>();
  for (const s of said) {
    const own = subject.terms.get(s.term);
    if (own === undefined) continue;
    const length = s.term.length;
    const strength = own * s.sure * (lexicon.telling.get(s.term) ?? 1) * (0.62 + 0.13 * Math.min(length, 4));
    // 丢了, 补办: what happened, and not to what. A subject that is known by nothing else is not the one that was meant.
    if (s.term.replaceAll(happening, '') !== '') telling = Math.max(telling, strength);
    // Letters of pinyin weigh as the characters that they stand for.
    const each = s.to - s.from > length ? (strength * length) / (s.to - s.from) : strength;
    for (let i = s.from; i < s.to; i++) value[i] = Math.max(value[i]!, each);
    because.set(s.term, s.to - s.from);
  }
  let [known, all, score] = [0, 0, 0];
  open.forEach((weight, i) => {
    const v = value[i]!;
    if (v > 0) known += Math.max(weight, 0.6);
    all += v > 0 ? Math.max(weight, 0.6) : weight;
    score += v;
  });
  return {
    subject,
    // Between two that are known by the same words, the one whose name was said.
    score: score * (1 + 0.3 * named(subject, because)),
    coverage: all > 0 ? known / all : 0,
    strength: telling,
    unmet: open.some((weight, i) => weight >= missing.happening && value[i] === 0),
    fit: 0,
    because: [...because].sort((a, b) => b[1] - a[1]).map(([t]) => t),
  };
}

/** How much of a whole question was asked: its characters that say something, said as they stand or by a word that means the same. */
function fitOf(lexicon: Lexicon, subject: Subject, text: string, said: readonly Said[], intent: Intent): number {
  const here = new Set(text);
  const terms = new Set(said.map(s => s.term));
  const groups = new Set(said.flatMap(s => lexicon.groups.get(s.term) ?? []));
  const fits = subject.phrases.map(phrase => {
    const around = surrounding(phrase.text);
    const meant = new Set<number>();
    for (const { term, from } of phrase.words)
      if (terms.has(term) || (lexicon.groups.get(term) ?? []).some(g => groups.has(g))) for (let i = 0; i < term.length; i++) meant.add(from + i);
    const telling = [...phrase.text].map((c, i) => ({ c, i })).filter(({ i }) => !around[i]);
    if (telling.length === 0) return 0;
    const agrees = phrase.intent === intent || phrase.intent === 'about' || intent === 'about' ? 1 : phrase.intent === 'how' || intent === 'how' ? 0.9 : 0.72;
    return (telling.filter(({ c, i }) => here.has(c) || meant.has(i)).length / telling.length) * agrees;
  });
  return Math.max(0, ...fits);
}

export function understand(lexicon: Lexicon, question: string): Understanding {
  const text = bare(question).slice(0, 120);
  const intent = intentOf(text);
  const said = spotted(lexicon, text);
  const open = weights(text, said);
  const ranked = (subjects: readonly Subject[]) =>
    subjects
      .map(s => rank(lexicon, s, said, open))
      .filter(r => r.score > 0)
      .sort((a, b) => b.score - a.score);
  const entries = ranked(lexicon.entries).slice(0, 12);
  for (const e of entries) e.fit = fitOf(lexicon, e.subject, text, said, intent);
  const rest = open.reduce((sum, w) => sum + w, 0);
  return {
    text,
    intent,
    empty: rest < 0.9 && said.every(s => s.term.length < 2 || surrounding(s.term).every(Boolean)),
    things: ranked(lexicon.things),
    entries: entries.sort((a, b) => b.score * b.fit - a.score * a.fit),
  };
}

/** The one matter of a thing that is meant, where one stands out. */
export function matterOf(lexicon: Lexicon, thing: string, question: string): Ranked | null {
  const text = bare(question).slice(0, 120);
  // The words of the whole (农村建房) tell no part of it from another.
  const whole = lexicon.things.find(t => t.id === thing)?.name ?? '';
  const all = spotted(lexicon, text);
  const said = all.filter(s => !whole.includes(s.term));
  const open = weights(text, all);
  for (const s of all) if (whole.includes(s.term)) open.fill(0, s.from, s.to);
  const ranked = (lexicon.matters.get(thing) ?? []).map(s => rank(lexicon, s, said, open)).sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (!first || first.coverage < 0.8 || first.strength < 0.4) return null;
  return second && second.score > first.score * 0.85 ? null : first;
}
