/** The seam to the knowledge base: what it has on the words of a call. Where there is none yet, nothing is shown. */
import { useQuery } from '@tanstack/react-query';
import { api, Problem, query } from '#ui/api';

export interface Known {
  id: string;
  title: string;
  answer: string;
}

interface Found {
  items: { id: string; title: string; text: string }[];
}

export function useKnowledge(text: string): Known[] {
  const { data } = useQuery({
    queryKey: ['knowledge', 'search', text],
    queryFn: async ({ signal }) => {
      try {
        const { items } = await api.get<Found>(`/knowledge/search${query({ q: text.slice(0, 60) })}`, signal);
        return items.slice(0, 4).map(({ id, title, text: answer }) => ({ id, title, answer }));
      } catch (error) {
        // No knowledge base, or it does not understand: the call goes on without it.
        if (error instanceof Problem) return [];
        throw error;
      }
    },
    enabled: text.length >= 4,
    staleTime: 60_000,
  });
  return data ?? [];
}
