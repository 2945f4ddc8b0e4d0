/** The code on the screen: made, renewed before it ends, and watched until somebody has read it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScanView } from '#platform/code';
import type { Place } from '#platform/code/pure';
import { api } from '#ui/api';

/** What the owner agrees to before anything is shown. */
export interface Choice {
  kind: 'person' | 'firm';
  firm?: string;
  licences: readonly string[];
  place: Place;
}

interface Shown {
  id: string;
  code: string;
  seconds: number;
}

interface State {
  state: 'shown' | 'used' | 'ended' | 'expired';
  scans: ScanView[];
}

/** A new one this many seconds before the old one ends: no code stands on the screen that is about to be too old. */
const renewBefore = 5;
/** Left lying open, the page puts the code away after so many. */
const mostInARow = 10;
const watchEvery = 2000;

export interface LiveCode {
  shown: Shown | null;
  /** Seconds left. */
  left: number;
  error: unknown;
  busy: boolean;
  /** The reading that used it up. */
  read: ScanView | null;
  /** The last attempt that was refused while this code is on the screen. */
  refused: ScanView | null;
  /** Why nothing is shown any more. */
  ended: 'elsewhere' | 'resting' | null;
  again(): void;
}

export function useCode(choice: Choice): LiveCode {
  const client = useQueryClient();
  const [shown, setShown] = useState<(Shown & { until: number }) | null>(null);
  const [left, setLeft] = useState(0);
  const [resting, setResting] = useState(false);
  const inARow = useRef(0);
  const make = useMutation({
    mutationFn: (c: Choice) => api.post<Shown>('/codes', c),
    // By this machine's own running time: its clock may be wrong.
    onSuccess: made => setShown({ ...made, until: performance.now() + made.seconds * 1000 }),
  });
  const { mutate } = make;
  const start = useCallback(() => {
    inARow.current = 0;
    setResting(false);
    setShown(null);
    mutate(choice);
  }, [choice, mutate]);
  // Another choice is another code, at once; leaving the page puts it away.
  useEffect(start, [start]);
  useEffect(() => () => void api.post('/codes/end').catch(() => {}), []);
  const watched = useQuery({
    queryKey: ['code', shown?.id],
    queryFn: () => api.get<State>(`/codes/${shown!.id}`),
    enabled: shown !== null && !resting,
    refetchInterval: query => (query.state.data && query.state.data.state !== 'shown' ? false : watchEvery),
    staleTime: 0,
  });
  const state = watched.data?.state ?? 'shown';
  const read = watched.data?.scans.find(s => s.outcome === 'read') ?? null;
  useEffect(() => {
    if (read) void client.invalidateQueries({ queryKey: ['code-scans'] });
  }, [read, client]);
  useEffect(() => {
    if (!shown || state === 'used' || state === 'ended' || resting) return;
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((shown.until - performance.now()) / 1000));
      setLeft(seconds);
      if (seconds > renewBefore || document.visibilityState === 'hidden' || make.isPending) return;
      if (make.isError && seconds > 0) return;
      inARow.current += 1;
      if (inARow.current >= mostInARow) {
        setResting(true);
        void api.post('/codes/end').catch(() => {});
      } else if (!make.isError) mutate(choice);
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [shown, state, resting, choice, mutate, make.isPending, make.isError]);
  return {
    shown,
    left,
    error: make.error,
    busy: make.isPending && shown === null,
    read,
    refused: watched.data?.scans.find(s => s.outcome === 'refused') ?? null,
    ended: resting ? 'resting' : state === 'ended' ? 'elsewhere' : null,
    again: start,
  };
}
