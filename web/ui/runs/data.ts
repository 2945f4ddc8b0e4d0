/** What a programme says of its runs' pages, and what they ask for. */
import { useQuery } from '@tanstack/react-query';
import type { RunReadiness, RunTable } from '#platform/runs';
import type { RunStep } from '#platform/runs/pure';
import { api } from '../api/index.ts';

export interface RunPlace {
  kind: string;
  /** Address of the list; below it stand `/new` and `/:id`. */
  base: string;
  title: string;
  /** The programme's other pages, as tabs under the heading. */
  tabs?: React.ReactNode;
  /** Where figures are mended and signed. */
  sources: { to: string; title: string };
  /** How a period that is computed is called: 测算. */
  verb: string;
  row: string;
  unit: string;
}

export const at = (kind: string) => `/runs-of/${kind}`;
export const stale = ['runs'] as const;

export const useRun = (id: string) => useQuery({ queryKey: [...stale, 'head', id], queryFn: ({ signal }) => api.get<RunTable>(`/runs/${id}/head`, signal) });

export const useReadiness = (kind: string, period: string | undefined, enabled = true) =>
  useQuery({
    queryKey: [...stale, 'readiness', kind, period],
    queryFn: ({ signal }) => api.get<RunReadiness>(`${at(kind)}/readiness${period ? `?period=${period}` : ''}`, signal),
    enabled,
    retry: false,
  });

export interface PossibleSteps {
  items: { step: RunStep; reasons: string[] }[];
  answers: boolean;
}

export const useSteps = (kind: string, id: string) =>
  useQuery({ queryKey: [...stale, 'steps', kind, id], queryFn: ({ signal }) => api.get<PossibleSteps>(`${at(kind)}/runs/${id}/steps`, signal) });

export const paths: Record<RunStep, string> = { check: 'check', approve: 'approval', post: 'posting', finish: 'end', discard: 'discard' };

/** `1,234.50`, as a table has it; what is no figure as it is. */
export const grouped = (text: string): string => (/^-?\d+(\.\d+)?$/.test(text) ? text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : text);
