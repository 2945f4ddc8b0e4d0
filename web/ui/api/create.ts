import { useCallback, useRef } from 'react';
import { api, Problem } from './client.ts';

/** Makes something new, once however often it is pressed: a try after a lost answer is the same attempt, and the server gives its first answer again. */
export function useCreate() {
  const key = useRef<string | null>(null);
  return useCallback(async function create<T>(path: string, body: unknown): Promise<T> {
    key.current ??= crypto.randomUUID();
    try {
      const made = await api.create<T>(path, body, key.current);
      key.current = null;
      return made;
    } catch (error) {
      // It had come through unseen, and is another now.
      if (error instanceof Problem && error.code === 'key-reused') key.current = null;
      throw error;
    }
  }, []);
}
