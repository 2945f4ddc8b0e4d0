/** How licences, composites and paper copies stand, by tables and for everything that can come. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reminderDue } from './expiry.ts';
import { hideName, maskLine } from './face.ts';
import { compositeStanding, moveFault, movePaper, paperResumed, paperStopped, standingOf } from './standing.ts';
import { type Move, type Paper, type PaperMove, papers, type Standing } from './words.ts';

const today = '2024-11-04';

it.each([
  ['valid', null, 'valid'],
  ['valid', '2024-11-04', 'valid'],
  ['valid', '2024-11-03', 'expired'],
  ['suspended', '2024-11-04', 'suspended'],
  ['suspended', '2024-11-03', 'expired'],
  ['revoked', '2024-11-03', 'revoked'],
  ['cancelled', '2024-11-03', 'cancelled'],
  ['replaced', '2024-11-03', 'replaced'],
] as const)('%s until %s is %s', (state, validUntil, standing) => expect(standingOf({ state, validUntil }, today)).toBe(standing));

type Part = Exclude<Standing, 'partly'>;
const all: Part[] = ['valid', 'suspended', 'expired', 'revoked', 'cancelled', 'replaced'];

it.each([
  ['valid', ['valid', 'valid'], 'valid'],
  ['valid', ['valid', 'suspended'], 'partly'],
  ['valid', ['expired', 'valid', 'valid'], 'partly'],
  ['valid', ['suspended', 'revoked'], 'revoked'],
  ['valid', ['suspended', 'expired'], 'expired'],
  ['valid', ['cancelled', 'cancelled', 'revoked'], 'revoked'],
  ['valid', ['cancelled', 'expired'], 'cancelled'],
  ['valid', ['suspended', 'suspended'], 'suspended'],
  ['suspended', ['valid', 'valid'], 'suspended'],
  ['revoked', ['valid', 'valid'], 'revoked'],
] as const)('a composite that is %s of parts %j is %s', (own, parts, standing) => expect(compositeStanding(own, parts)).toBe(standing));

it('never lets a composite say more than its parts', () => {
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 6 }), (own, parts) => {
      const standing = compositeStanding(own, parts);
      expect(standing === 'valid').toBe(own === 'valid' && parts.every(p => p === 'valid'));
      if (standing === 'partly') expect(parts.some(p => p === 'valid') && parts.some(p => p !== 'valid')).toBe(true);
      if (own !== 'valid') expect(standing).toBe(own);
      // The order of the parts says nothing.
      expect(compositeStanding(own, [...parts].reverse())).toBe(standing);
    }),
  );
});

it.each([
  ['suspend', 'valid', true],
  ['suspend', 'suspended', false],
  ['suspend', 'expired', false],
  ['resume', 'suspended', true],
  ['resume', 'valid', false],
  ['resume', 'expired', false],
  ['revoke', 'valid', true],
  ['revoke', 'suspended', true],
  ['revoke', 'expired', true],
  ['revoke', 'revoked', false],
  ['correct', 'valid', true],
  ['correct', 'suspended', false],
  ['correct', 'expired', false],
  ['correct', 'replaced', false],
] as const)('%s of what is %s: %s', (move: Move, standing, can) => expect(moveFault(move, standing) === null).toBe(can));

it('keeps paper in step: printed and handed over only of what is valid', () => {
  const moves: PaperMove[] = ['print', 'hand-over', 'lose', 'return'];
  for (const move of moves)
    for (const paper of Object.keys(papers) as Paper[])
      for (const standing of all) {
        const moved = movePaper(move, paper, standing);
        if ((move === 'print' || move === 'hand-over') && standing !== 'valid') expect('fault' in moved, `${move} ${paper} ${standing}`).toBe(true);
      }
  expect(movePaper('print', 'none', 'valid')).toEqual({ paper: 'printed' });
  expect(movePaper('hand-over', 'printed', 'valid')).toEqual({ paper: 'handed-over' });
  expect(movePaper('hand-over', 'none', 'valid')).toEqual({ fault: '纸质证照没有制证，不能发放' });
  expect(movePaper('lose', 'handed-over', 'valid')).toEqual({ paper: 'lost' });
  expect(movePaper('print', 'lost', 'valid')).toEqual({ paper: 'printed' });
  expect(movePaper('return', 'asked-back', 'revoked')).toEqual({ paper: 'returned' });
});

it('asks the paper back when the licence stops, and gives it back when it goes on', () => {
  for (const paper of Object.keys(papers) as Paper[]) {
    expect(['handed-over', 'printed']).not.toContain(paperStopped(paper));
    if (paper === 'handed-over' || paper === 'printed') expect(paperResumed(paperStopped(paper))).toBe(paper);
  }
});

it.each([
  [61, null, null],
  [60, null, 60],
  [16, null, 60],
  [16, 60, null],
  [15, 60, 15],
  [15, null, 15],
  [0, 60, 15],
  [0, 15, null],
  [-1, null, null],
] as const)('%i days before the end, reminded at %s: %s', (left, given, due) => expect(reminderDue(left, given)).toBe(due));

it('shows a name and a number so far that they are recognised', () => {
  expect([hideName('王五'), hideName('刘𬭚'), hideName('中阳县老张面馆')]).toEqual(['王*', '刘*', '中*****馆']);
  expect([maskLine('141129199601011234'), maskLine('C1')]).toEqual(['14**************34', '**']);
});
