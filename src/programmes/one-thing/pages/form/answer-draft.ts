/** What is typed into the answer to a correction stays in this tab over a reload, until it is sent. */
import { useState } from 'react';
import type { Values } from '../../forms.ts';
import type { Given } from './give-material.tsx';

export interface AnswerDraft {
  values: Values;
  rows: Record<string, Values[]>;
  given: Record<string, Given | undefined>;
  note: string;
}

const empty: AnswerDraft = { values: {}, rows: {}, given: {}, note: '' };

/** Signing out forgets every key that begins with `draft:`. */
const keyOf = (owner: string, taskId: string) => `draft:${owner}:correction:${taskId}`;

function stored(key: string): AnswerDraft {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<AnswerDraft>) };
  } catch {
    return empty;
  }
}

export function useAnswerDraft(owner: string, taskId: string): [AnswerDraft, (change: Partial<AnswerDraft>) => void, () => void] {
  const key = keyOf(owner, taskId);
  const [draft, set] = useState(() => stored(key));
  return [
    draft,
    change =>
      set(before => {
        const next = { ...before, ...change };
        try {
          sessionStorage.setItem(key, JSON.stringify(next));
        } catch {
          // A full or forbidden storage: what is typed is on the page as before.
        }
        return next;
      }),
    () => sessionStorage.removeItem(key),
  ];
}
