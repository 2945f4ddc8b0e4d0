/** How a licence stands on a day, alone or as part of a composite one. Pure. */
import type { Day } from '../calendar/index.ts';
import { type Move, type Paper, type PaperMove, paperMoves, papers, type Standing, standings } from './words.ts';

export type LicenceState = 'valid' | 'suspended' | 'revoked' | 'cancelled' | 'replaced';

interface Standable {
  state: LicenceState;
  validUntil: Day | null;
}

/** Valid on a day: in state `valid` and not past its end; the last day counts. */
export const isValid = (l: Standable, on: Day): boolean => l.state === 'valid' && (l.validUntil === null || l.validUntil >= on);

/** A suspension that outlives the licence leaves it expired: lifting it would not bring it back. */
export function standingOf(l: Standable, on: Day): Exclude<Standing, 'partly'> {
  const past = l.validUntil !== null && l.validUntil < on;
  return past && (l.state === 'valid' || l.state === 'suspended') ? 'expired' : l.state;
}

/** Worst first: what a composite of nothing but such parts is. */
const order = ['revoked', 'cancelled', 'replaced', 'expired', 'suspended'] as const;

/**
 * A composite never says more than its parts: valid with all of them, `partly` while some hold, with none of them what
 * the worst of them is. Its own suspension, revocation or end goes before.
 */
export function compositeStanding(own: Exclude<Standing, 'partly'>, parts: readonly Exclude<Standing, 'partly'>[]): Standing {
  if (own !== 'valid') return own;
  const good = parts.filter(p => p === 'valid').length;
  if (good === parts.length) return 'valid';
  return good > 0 ? 'partly' : order.find(o => parts.includes(o))!;
}

/** Why this cannot be done to a licence that stands so; null: it can. */
export function moveFault(move: Move, standing: Standing): string | null {
  if (standing === 'revoked') return '这张证照已经吊销（撤销），不能再变';
  if (standing === 'cancelled') return '这张证照已经注销，不能再变';
  if (standing === 'replaced') return '这张证照已经换新，请到新的一张上办理';
  if (move === 'resume') return standing === 'suspended' ? null : '没有暂停，不用恢复';
  if (move === 'suspend') return standing === 'suspended' ? '已经暂停了' : standing === 'expired' ? '已经过期，不用暂停' : null;
  if (move === 'correct') return standing === 'suspended' ? '暂停期间不能更正换发，请先恢复' : standing === 'expired' ? '已经过期，请按新办或延续办理' : null;
  return null;
}

const paperFrom: Record<PaperMove, readonly Paper[]> = {
  // A spoiled sheet is printed again with another serial number.
  print: ['none', 'printed', 'lost', 'returned'],
  'hand-over': ['printed'],
  lose: ['handed-over', 'asked-back'],
  return: ['asked-back', 'handed-over'],
};
const paperTo: Record<PaperMove, Paper> = { print: 'printed', 'hand-over': 'handed-over', lose: 'lost', return: 'returned' };

/** What the paper copy becomes, or why it cannot. Paper is printed and handed over only of what is valid (线上线下数据同步). */
export function movePaper(move: PaperMove, paper: Paper, standing: Standing): { paper: Paper } | { fault: string } {
  if ((move === 'print' || move === 'hand-over') && standing !== 'valid' && standing !== 'partly')
    return { fault: `电子证照${standings[standing]}，纸质证照不能${paperMoves[move]}` };
  if (!paperFrom[move].includes(paper)) return { fault: `纸质证照${papers[paper]}，不能${paperMoves[move]}` };
  return { paper: paperTo[move] };
}

/** What happens to the paper when the licence stops being usable, and when it is usable again. */
export const paperStopped = (paper: Paper): Paper => (paper === 'handed-over' ? 'asked-back' : paper === 'printed' ? 'returned' : paper);
export const paperResumed = (paper: Paper): Paper => (paper === 'asked-back' ? 'handed-over' : paper === 'returned' ? 'printed' : paper);
