/** Who stands at the window. Kept in memory while the desk is open: a reload asks for the card again, and nothing of a person stays behind. */
import { useSyncExternalStore } from 'react';
import type { FirmShown, OpenedByCode, Visitor } from '../../window.ts';

export interface Visit {
  /** The clerk whose visit it is. */
  clerk: string;
  visitor: Visitor | null;
  /** A firm whose licence was scanned; the person that comes for it is looked for next. */
  firm: FirmShown | null;
  /** What the visitor's Zhongyang code opened; null: they showed a card. */
  opened: OpenedByCode | null;
  /** In whose name, as `kind:id`. */
  principal: string | null;
}

const nobody = (clerk: string): Visit => ({ clerk, visitor: null, firm: null, opened: null, principal: null });

let visit = nobody('');
const listeners = new Set<() => void>();

export function setVisit(change: Partial<Visit>) {
  visit = { ...visit, ...change };
  for (const tell of listeners) tell();
}

export const endVisit = () => setVisit(nobody(visit.clerk));

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Another clerk on the same computer begins with nobody. */
export function useVisit(clerk: string): Visit {
  const now = useSyncExternalStore(subscribe, () => visit);
  return now.clerk === clerk ? now : nobody(clerk);
}

export const principalKey = (p: { kind: string; id: string }) => `${p.kind}:${p.id}`;
