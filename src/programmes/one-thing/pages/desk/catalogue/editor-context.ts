/** What every control of the editor needs: the draft for names and choices, what is wrong and where. */
import { createContext, useContext } from 'react';
import type { Fault } from '#ui/api';
import type { Finding } from '../../../catalogue/finding.ts';
import type { Catalogue } from '../../../catalogue/schema.ts';

export interface Editor {
  catalogue: Catalogue;
  /** What conditions can ask, the thing's own questions first. */
  questions: Catalogue['questions'];
  /** The schema's, each with its path. */
  faults: readonly Fault[];
  /** The linter's, by the part of the entry that they are about. */
  findings: ReadonlyMap<string, readonly Finding[]>;
}

/** Questions in the order in which a condition of this entry is likely to need them. */
export function likelyFirst(catalogue: Catalogue, entry: unknown): Catalogue['questions'] {
  const { questions = [] } = entry as { questions?: (string | { id: string })[] };
  const own = new Set(questions.map(q => (typeof q === 'string' ? q : q.id)));
  return [...catalogue.questions.filter(q => own.has(q.id)), ...catalogue.questions.filter(q => !own.has(q.id))];
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('outside of an editor');
  return editor;
}
