/** The draft of the catalogue, for every page that edits it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '#ui/api';
import type { Finding } from '../../../catalogue/finding.ts';
import type { Catalogue, EntryKind } from '../../../catalogue/schema.ts';

export interface PendingEdit {
  kind: EntryKind;
  id: string;
  removed: boolean;
  editedBy: string;
  editedAt: string;
  version: number;
}

export interface Draft {
  version: number;
  catalogue: Catalogue;
  edits: PendingEdit[];
  findings: Finding[];
}

export interface PublishedVersion {
  version: number;
  note: string;
  publishedBy: string;
  publishedAt: string;
}

export const useDraft = () => useQuery({ queryKey: ['catalogue', 'draft'], queryFn: ({ signal }) => api.get<Draft>('/catalogue/draft', signal) });

export const useVersions = () =>
  useQuery({ queryKey: ['catalogue', 'versions'], queryFn: ({ signal }) => api.get<{ items: PublishedVersion[] }>('/catalogue/versions', signal) });

/** What was read of the catalogue is old now: the draft, its figures, the preview, the versions. */
export function useDraftChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['catalogue'] });
}

export const entryPath = (kind: string, id: string) => `/desk/catalogue/${kind}/${id}`;

export const editOf = (draft: Draft, kind: string, id: string) => draft.edits.find(e => e.kind === kind && e.id === id);
