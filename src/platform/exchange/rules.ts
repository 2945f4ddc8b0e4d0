/** When a message is tried again, and when it is a person's turn. No clock, no database. */

/** Tries of one message that others overtook, before it is stuck: the pauses sum up to about nine hours (assumed). */
export const mostAttempts = 20;
const longestPause = 3600;

/** Seconds before the next try: 1, 2, 4 … one hour. */
export const pauseAfter = (failures: number): number => (failures < 1 ? 0 : Math.min(longestPause, 2 ** (failures - 1)));

/** What became of one try. */
export type Outcome =
  /** Taken, with a signed receipt. */
  | { kind: 'taken' }
  /** The other side has used up the number and says by a signed receipt that it will not do what is in it. */
  | { kind: 'declined'; answer: string }
  /** This message will not be taken however often it comes. */
  | { kind: 'refused'; answer: string }
  /** The other side is there and could not; or what answered is not believed. */
  | { kind: 'failed'; answer: string }
  /** Nobody answered. */
  | { kind: 'silent'; answer: string };

/** Not this message is at fault but the line: who we are, how much we send, what time it is over there. */
const ofTheLine = new Set([401, 403, 404, 408, 425, 429]);

/** What an HTTP status without a receipt means. */
export const outcomeOf = (status: number, answer: string): Outcome =>
  status >= 400 && status < 500 && !ofTheLine.has(status) ? { kind: 'refused', answer } : { kind: 'failed', answer };

/** Whether the other side is reached: it took something, or said no to this one message. */
export const reached = (outcomes: readonly Outcome[]): boolean => outcomes.some(o => o.kind === 'taken' || o.kind === 'declined' || o.kind === 'refused');

export interface Tried {
  attempts: number;
  firstTriedAt: string;
}

/** Whether a message that failed again waits for a person: many tries, while others got through since its first. */
export const isStuck = (t: Tried, lastOkAt: string | null): boolean => t.attempts >= mostAttempts && lastOkAt !== null && lastOkAt > t.firstTriedAt;
