/** Finding a thing by what people say. One index a version of the catalogue. */
import { type Phrased, type PhraseHit, phraseIndex } from '#platform/search';
import { colloquial } from '#platform/search/pure';
import type { Catalogue, Thing } from './catalogue/schema.ts';

/** By what a thing is known: its name, what it is for, what people call it, and the matters in it. */
export const phrasesOf = (catalogue: Catalogue, thing: Thing): Phrased<number> => ({
  id: thing.no,
  names: [thing.name, thing.situation, ...thing.keywords],
  parts: thing.matters.map(e => e.as ?? catalogue.matters.find(m => m.id === e.id)?.name ?? ''),
});

const indexes = new WeakMap<Catalogue, ReturnType<typeof phraseIndex<number>>>();

/** Things that fit a query, best first. */
export function search(catalogue: Catalogue, text: string, limit = 10): PhraseHit<number>[] {
  const find =
    indexes.get(catalogue) ??
    phraseIndex(
      catalogue.things.map(t => phrasesOf(catalogue, t)),
      colloquial,
    );
  indexes.set(catalogue, find);
  return find(text, limit);
}
