/** What pages and other programs see of answers, entries, gaps and figures: the shapes of the contract. */
import { z } from 'zod';
import { audiences, categories, entryStates } from './forms.ts';
import { intents } from './words.ts';

/** Where a sentence is from. */
export const sourceView = z.object({
  title: z.string(),
  /** Path in the portal. */
  link: z.string().nullable(),
  /** The unit has not confirmed it yet. */
  assumed: z.boolean(),
  /** The day on which it was published, the day until which it is valid. */
  on: z.string().nullable(),
  until: z.string().nullable(),
});
export type SourceView = z.infer<typeof sourceView>;

export const aboutView = z.object({ kind: z.enum(['thing', 'entry']), id: z.string().max(60) });
export type About = z.infer<typeof aboutView>;

export const answerBlock = z.object({
  /** In the markup of answer-text.ts. */
  text: z.string(),
  source: sourceView,
});
export type AnswerBlock = z.infer<typeof answerBlock>;

export const answerView = z.object({
  kind: z.enum(['answer', 'clarify', 'unknown']),
  /** As it was understood; numbers that may be personal are hidden. */
  question: z.string(),
  intent: z.enum(intents),
  /** What it is about; goes with the next question, so that 多少钱？ means the same thing. */
  about: aboutView.nullable(),
  title: z.string(),
  /** One line before the blocks: what is missing, what to do. */
  lead: z.string(),
  /** A model's wording of the blocks, checked against them; null: none was asked or it did not hold. */
  summary: z.string().nullable(),
  blocks: z.array(answerBlock),
  apply: z.object({ title: z.string(), link: z.string() }).nullable(),
  /** One question back: each choice with what it is about. */
  options: z.array(z.object({ title: z.string(), note: z.string(), about: aboutView })),
  /** Next questions about the same. */
  next: z.array(z.string()),
  related: z.array(z.object({ title: z.string(), link: z.string() })),
  /** What feedback is about: the entry, or the thing of the catalogue. */
  target: z.object({ kind: z.enum(['entry', 'thing', 'none']), id: z.string() }),
});
export type AnswerView = z.infer<typeof answerView>;

export const editionView = z.object({
  number: z.number(),
  state: z.enum(entryStates),
  question: z.string(),
  variants: z.array(z.string()),
  answer: z.string(),
  keywords: z.array(z.string()),
  things: z.array(z.number()),
  source: z.string(),
  sourceLink: z.string(),
  audience: z.enum(audiences),
  category: z.enum(categories),
  validUntil: z.string().nullable(),
  reviewBy: z.string(),
  change: z.string(),
  authorName: z.string(),
  writtenAt: z.string(),
  reviewedByName: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  note: z.string(),
});
export type EditionView = z.infer<typeof editionView>;

export const entryRow = z.object({
  id: z.string(),
  unit: z.string(),
  question: z.string(),
  category: z.enum(categories),
  audience: z.enum(audiences),
  /** Of the newest edition. */
  state: z.enum(entryStates),
  /** The edition that answers now. */
  live: z.number().nullable(),
  validUntil: z.string().nullable(),
  reviewBy: z.string(),
  light: z.enum(['green', 'yellow', 'red', 'none']),
  authorName: z.string(),
  writtenAt: z.string(),
  helpful: z.number(),
  unhelpful: z.number(),
  version: z.number(),
});
export type EntryRow = z.infer<typeof entryRow>;

export const entryView = z.object({
  id: z.string(),
  unit: z.string(),
  origin: z.string(),
  live: z.number().nullable(),
  light: z.enum(['green', 'yellow', 'red', 'none']),
  version: z.number(),
  /** The edition that is worked on, or that answers. */
  newest: z.number(),
  editions: z.array(editionView),
  /** What this reader may do now, and why not where they may not review. */
  may: z.object({ write: z.boolean(), review: z.boolean(), why: z.string() }),
});
export type EntryView = z.infer<typeof entryView>;

export const gapRow = z.object({
  id: z.string(),
  question: z.string(),
  count: z.number(),
  firstOn: z.string(),
  lastOn: z.string(),
  state: z.enum(['open', 'written', 'dismissed']),
  entry: z.string().nullable(),
  reason: z.string(),
  version: z.number(),
});
export type GapRow = z.infer<typeof gapRow>;

export const feedbackRow = z.object({
  id: z.string(),
  on: z.string(),
  kind: z.enum(['entry', 'thing', 'none']),
  target: z.string(),
  title: z.string(),
  unit: z.string(),
  question: z.string(),
  reason: z.string(),
  state: z.enum(['open', 'handled']),
  handledByName: z.string().nullable(),
  note: z.string(),
  version: z.number(),
});
export type FeedbackRow = z.infer<typeof feedbackRow>;
