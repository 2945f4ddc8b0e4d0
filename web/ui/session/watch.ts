import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Problem } from '../api/index.ts';

/** Learns from any refused request that the session is over, and asks the server who is signed in now. */
export function useSessionWatch() {
  const client = useQueryClient();
  useEffect(() => {
    const over = (error: unknown) => {
      if (error instanceof Problem && error.code === 'sign-in-needed') void client.invalidateQueries({ queryKey: ['session'] });
    };
    const stops = [
      client.getQueryCache().subscribe(e => e.type === 'updated' && e.action.type === 'error' && over(e.action.error)),
      client.getMutationCache().subscribe(e => e.type === 'updated' && e.action.type === 'error' && over(e.action.error)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);
}
