/** What every control of the editor needs: the draft for names and choices, what is wrong and where. */
import { createContext, useContext } from 'react';
import type { Fault } from '#ui/api';
import type { Finding } from '../../../catalogue/lint.ts';
import type { Catalogue } from '../../../catalogue/schema.ts';

export interface Editor {
  catalogue: Catalogue;
  /** The schema's, each with its path. */
  faults: readonly Fault[];
  /** The linter's, by the part of the entry that they are about. */
  findings: ReadonlyMap<string, readonly Finding[]>;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('outside of an editor');
  return editor;
}
