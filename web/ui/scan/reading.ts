/** Having a code read at a window: the scan's id. One key a code, so that a retry after a broken line gets the first answer and uses no second code. */
import { useRef } from 'react';
import { api } from '../api/index.ts';

export function useCodeReading(purpose?: string) {
  const attempt = useRef({ code: '', key: '' });
  return async (code: string, terminal: string): Promise<string> => {
    if (attempt.current.code !== code) attempt.current = { code, key: crypto.randomUUID() };
    const body = { code, terminal, ...(purpose ? { purpose } : {}) };
    return (await api.create<{ id: string }>('/desk/code-scans', body, attempt.current.key)).id;
  };
}
