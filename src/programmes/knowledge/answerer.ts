/**
 * Who puts an answer into words. The county's own answerer needs no model: it shows what was found, as it stands, with
 * its sources. A language model may only say the same shorter; what it says is checked (`checked.ts`) or not used.
 */
import type { House } from '#platform/actions';
import { openModel } from './model.ts';

export interface Found {
  /** Without anything that may be somebody's. */
  question: string;
  /** Plain texts of the blocks, with where they are from. */
  sources: { title: string; text: string }[];
}

export interface Answerer {
  /** A shorter wording of the sources, or null: the sources stand for themselves. */
  word(found: Found): Promise<string | null>;
}

/** Extractive: nothing is worded anew. */
export const fromSources: Answerer = { word: async () => null };

const chosen = new WeakMap<House, Answerer>();

/** The answerer of this house: a model where LLM_URL and LLM_MODEL name one. */
export function answererOf(house: House): Answerer {
  const there = chosen.get(house);
  if (there) return there;
  const { LLM_URL, LLM_KEY, LLM_MODEL } = process.env;
  const made = LLM_URL && LLM_MODEL ? openModel({ url: LLM_URL, model: LLM_MODEL, ...(LLM_KEY ? { key: LLM_KEY } : {}), log: house.log }) : fromSources;
  chosen.set(house, made);
  return made;
}
