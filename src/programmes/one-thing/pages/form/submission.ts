/** Handing in: one attempt with one key, however often it is pressed or the network breaks. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, Problem } from '#ui/api';
import type { Draft } from './draft.ts';

export type Submitting = { is: 'ready' } | { is: 'busy' } | { is: 'waiting'; why: string } | { is: 'refused'; problem: Problem };

const waits = [1500, 3000, 6000, 12_000, 24_000];

export function useSubmission(draft: Draft, id: string, onSubmitted: (caseId: string) => void): [Submitting, () => void] {
  const [state, set] = useState<Submitting>({ is: 'ready' });
  const attempt = useRef<{ version: number; key: string } | null>(null);
  const running = useRef(false);
  const tries = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    clearTimeout(timer.current);
    set({ is: 'busy' });
    try {
      if (!(await draft.flush())) {
        const { saving, conflict } = draft.state();
        const why = conflict ? '请先选好用哪一边填的内容' : saving.is === 'signed-out' ? '登录过期了，请重新登录' : saving.is === 'refused' ? saving.why : null;
        if (why)
          return set({
            is: 'refused',
            problem: new Problem({ status: 409, code: 'unsaved', title: '还有内容没有保存', detail: why }),
          });
        throw new Problem({ status: 0, code: 'offline', title: '网络断开了' });
      }
      const version = draft.state().view!.version;
      // The same content is the same attempt: its key makes one case of all tries.
      if (attempt.current?.version !== version) attempt.current = { version, key: crypto.randomUUID() };
      const { caseId } = await api.create<{ caseId: string }>(`/applications/${id}/submission`, { version }, attempt.current.key);
      draft.close();
      onSubmitted(caseId);
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem({ status: 500, code: 'page', title: '页面出了点问题，请刷新后再试' });
      if (problem.status === 0 || problem.status === 502 || problem.status === 503 || problem.status === 504) {
        const wait = waits[tries.current++];
        set({ is: 'waiting', why: problem.status === 0 ? '网络断开了' : problem.message });
        if (wait !== undefined) timer.current = setTimeout(() => void send(), wait);
        return;
      }
      // What the server finds wrong, or what was changed elsewhere, is read again so that the page shows it.
      if (problem.status === 422 || problem.status === 409) await draft.refresh(0);
      set({ is: 'refused', problem });
    } finally {
      running.current = false;
    }
  }, [draft, id, onSubmitted]);

  useEffect(() => {
    const back = () => {
      tries.current = 0;
      if (timer.current !== undefined) void send();
    };
    window.addEventListener('online', back);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('online', back);
    };
  }, [send]);

  return [
    state,
    () => {
      tries.current = 0;
      void send();
    },
  ];
}
