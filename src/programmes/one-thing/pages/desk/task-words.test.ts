/** What the history of a task says, in words of the reader. */
import { expect, it } from 'vitest';
import { type CaseEvent, eventLines } from './task-words.ts';

const supplied = (...materials: string[]) => ({ kind: 'supplied', detail: { materials } }) as unknown as CaseEvent;
const nameOf = (id: string) => ({ 'death-certificate-copy': '居民死亡医学证明（推断）书' })[id];

it('names the materials that were handed in later, but not those of another department’s matter', () => {
  expect(eventLines(supplied('death-certificate-copy'), nameOf)).toEqual(['居民死亡医学证明（推断）书']);
  expect(eventLines(supplied('identity-card-deceased', 'death-certificate-copy'), nameOf)).toEqual(['居民死亡医学证明（推断）书']);
  expect(eventLines(supplied('identity-card-deceased'), nameOf).join('')).toBe('');
});
