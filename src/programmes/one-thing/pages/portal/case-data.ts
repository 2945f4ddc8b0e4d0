/** The case that several of these pages show. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import type { CaseView } from '../../case-view.ts';

export const useCase = (id: string) => useQuery({ queryKey: ['case', id], queryFn: () => api.get<CaseView>(`/cases/${id}`) });
