/** What an id may name, with the words that people know. Pure. */
import type { Catalogue } from '../../../catalogue/schema.ts';
import { entryName } from '../../../catalogue/words.ts';
import type { Target } from './spec.ts';

/** What an id of this sort may be, with the names that people know. */
export function choicesOf(c: Catalogue, of: Target): { value: string; label: string }[] {
  if (of === 'fields') return c.groups.flatMap(g => g.fields.map(f => ({ value: f.id, label: `${f.label}（${g.label}）` })));
  const list = c[of] as readonly { id: string; name?: string; label?: string; ask?: string }[];
  return list.map(e => ({ value: e.id, label: entryName(e) }));
}

/** Where an id's own entry is edited. */
export function homeOf(c: Catalogue, of: Target, id: string): string | null {
  if (of === 'stages') return null;
  if (of === 'fields') {
    const group = c.groups.find(g => g.fields.some(f => f.id === id));
    return group ? `/desk/catalogue/groups/${group.id}` : null;
  }
  return (c[of] as readonly { id: string }[]).some(e => e.id === id) ? `/desk/catalogue/${of}/${id}` : null;
}
