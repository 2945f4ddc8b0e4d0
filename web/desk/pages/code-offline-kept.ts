/** What a window's machine keeps for the time without a network: the keys to check with, and what was scanned and not yet reported. */
import { useSyncExternalStore } from 'react';
import type { PublicKey } from '#platform/code/pure';

export interface Trusted {
  county: string;
  keys: PublicKey[];
  /** Milliseconds by which the service's clock is ahead of this machine's. */
  ahead: number;
  /** When they were fetched, ISO. */
  at: string;
}

export interface Kept {
  /** The code's own id. */
  id: string;
  /** The code as scanned: nothing of a person is in it. */
  code: string;
  /** By the service's clock, ISO. */
  at: string;
}

function kept<T>(key: string, none: T) {
  const listeners = new Set<() => void>();
  let text: string | null = null;
  let value = none;
  const read = (): T => {
    const now = localStorage.getItem(key);
    if (now !== text) {
      text = now;
      value = now === null ? none : (JSON.parse(now) as T);
    }
    return value;
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const write = (next: T) => {
    localStorage.setItem(key, JSON.stringify(next));
    for (const tell of listeners) tell();
  };
  return { read, write, use: () => useSyncExternalStore(subscribe, read) };
}

export const trusted = kept<Trusted | null>('code-keys', null);
export const waiting = kept<readonly Kept[]>('code-offline', []);
