/** The programme's figures. What no document states is assumed and says so. */
import { cite } from '#platform/citations';

/** 建立“高效办成一件事”知识库；优化智能问答、智能导办. */
export const order = cite('中政发〔2024〕16号', '二（三）9');

/** Calendar days before an answer ends or has to be looked at again in which its owner is reminded. Assumed. */
export const reminderDays = 30;

/** Longest time without a second look at a published answer, calendar days. Assumed. */
export const longestReview = 730;

/** Longest question that is read, characters. */
export const questionLength = 120;

/**
 * When an answer is good enough to be given (`quality.test.ts` measures them): the share of what was said that the
 * answer's subject knows, and how telling those words are. Below, the answer is "I don't know".
 */
export const enough = {
  coverage: 0.62,
  /** Mean strength of the words that fit, 0 to 1: a common word alone (孩子, 公司) tells nothing. */
  strength: 0.3,
  /** A word that means one thing only (奶茶店, 装电表) makes up for others that nobody knows. */
  loose: { coverage: 0.5, strength: 0.6 },
  /** Who tells their story (红白喜事请个戏班) says much that nobody knows: one word that means one thing is enough where nothing else is near. */
  story: { coverage: 0.17, strength: 0.5, lead: 1.4 },
  /** An entry's question and what was asked have at least this share in common. */
  entryFit: 0.55,
  entryCoverage: 0.72,
};

/** Two subjects whose scores are this near are told apart by one question back. */
export const close = 0.965;

/** A language model: how long it may think, how many at once, and how long what it says may be. Assumed. */
export const model = { seconds: 4, atOnce: 2, length: 400 };
