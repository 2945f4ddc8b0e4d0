/**
 * From what was understood to what is answered: an entry, a thing or one matter of it, one question back, or "I don't
 * know". Pure: the same question, lexicon and last subject give the same decision.
 */
import { close, enough } from './figures.ts';
import type { Lexicon } from './lexicon.ts';
import { matterOf, type Ranked, type Understanding, understand } from './understand.ts';
import type { About } from './views.ts';
import { amountAsked, bookingPage, elsewhere, hallPage, type Page } from './words.ts';

export type Decision =
  | { kind: 'entry'; id: string }
  | { kind: 'thing'; no: number; matter: string | null }
  | { kind: 'page'; page: Page }
  | { kind: 'clarify'; things: number[] }
  | { kind: 'unknown'; why: 'nothing' | 'elsewhere' | 'empty'; place?: string; near: number[] };

const known = (r: Ranked | undefined): r is Ranked =>
  r !== undefined &&
  ((r.coverage >= enough.coverage && r.strength >= enough.strength) || (r.coverage >= enough.loose.coverage && r.strength >= enough.loose.strength));

/** One word that means one thing, and no other thing is near or knows more of what was said. */
const told = (r: Ranked | undefined, next: Ranked | undefined): r is Ranked =>
  r !== undefined &&
  !r.unmet &&
  r.coverage >= enough.story.coverage &&
  r.strength >= enough.story.strength &&
  r.score >= (next?.score ?? 0) * enough.story.lead &&
  r.coverage >= (next?.coverage ?? 0) * 0.75;

const fits = (r: Ranked | undefined): r is Ranked =>
  r !== undefined && r.fit >= enough.entryFit && r.coverage >= enough.entryCoverage && r.strength >= enough.strength;

export function decide(lexicon: Lexicon, question: string, last: About | null): { decision: Decision; understanding: Understanding } {
  const u = understand(lexicon, question);
  const answered = (decision: Decision) => ({ decision, understanding: u });
  const near = u.things.slice(0, 3).flatMap(r => (r.strength >= enough.strength ? [Number(r.subject.id)] : []));
  const [first, second] = u.things;
  const entry = u.entries.find(fits);

  // An entry whose whole question was asked goes first, the places that it names with it, unless a thing explains far more of what was said.
  if (entry && (!known(first) || (entry.fit >= 0.8 && entry.score >= first.score * 0.5) || entry.score * (0.4 + 0.75 * entry.fit) >= first.score)) {
    if (!elsewhere(u.text) || entry.coverage >= 0.95) return answered({ kind: 'entry', id: entry.subject.id });
  }
  const place = elsewhere(u.text);
  if (place && !(known(first) && first.because.some(w => w.includes(place.name))))
    return answered({ kind: 'unknown', why: 'elsewhere', place: place.name, near: [] });
  if (u.intent === 'status' && !(known(first) && first.coverage === 1 && first.strength > 0.7)) return answered({ kind: 'page', page: 'status' });
  if (u.intent === 'complain') return answered({ kind: 'page', page: 'complain' });
  if (hallPage(u.text)) return answered({ kind: 'page', page: 'hall' });
  if (u.empty) return answered(last ? again(last, lexicon, question) : { kind: 'unknown', why: 'empty', near });

  if (!known(first) && !told(first, second))
    return answered(bookingPage(u.text) ? { kind: 'page', page: 'booking' } : { kind: 'unknown', why: 'nothing', near });
  if (amountAsked(u.text)) return answered({ kind: 'unknown', why: 'nothing', near: [Number(first.subject.id)] });
  const spoken = last?.kind === 'thing' ? u.things.find(r => r.subject.id === last.id) : undefined;
  const meant = spoken && known(spoken) && spoken.score >= first.score * 0.8 ? spoken : null;
  const chosen = meant ?? first;
  if (!meant && known(second) && second.score >= first.score * close && second.coverage >= first.coverage * 0.97)
    return answered({
      kind: 'clarify',
      things: u.things
        .filter(r => known(r) && r.score >= first.score * close)
        .slice(0, 4)
        .map(r => Number(r.subject.id)),
    });
  return answered({ kind: 'thing', no: Number(chosen.subject.id), matter: matterOf(lexicon, chosen.subject.id, question)?.subject.id ?? null });
}

function again(last: About, lexicon: Lexicon, question: string): Decision {
  return last.kind === 'entry'
    ? { kind: 'entry', id: last.id }
    : { kind: 'thing', no: Number(last.id), matter: matterOf(lexicon, last.id, question)?.subject.id ?? null };
}
