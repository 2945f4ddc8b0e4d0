import { useParams } from 'wouter';
import type { Place } from '#ui/registers';
import { Pages } from './places.tsx';

/** One of the departments' and towns' lists, as the address names it. */
export function useList(): Place {
  const { kind = '' } = useParams<{ kind: string }>();
  return { kind, base: `/desk/insurance/lists/${kind}`, pages: <Pages /> };
}
