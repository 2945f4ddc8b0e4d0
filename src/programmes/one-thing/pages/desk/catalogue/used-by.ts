/** Who uses an entry: shown before it is removed. Pure. */
import type { Catalogue, EntryKind, Matter } from '../../../catalogue/schema.ts';
import { entryName } from '../../../catalogue/words.ts';

export interface User {
  kind: EntryKind;
  id: string;
  name: string;
  /** As what. */
  as: string;
}

const idOf = (use: string | { id: string }) => (typeof use === 'string' ? use : use.id);

export function usedBy(c: Catalogue, kind: EntryKind, id: string): User[] {
  const users: User[] = [];
  const add = (k: EntryKind, e: { id: string; name?: string; label?: string }, as: string) => users.push({ kind: k, id: e.id, name: entryName(e), as });
  const issues = (m: Matter) => 'licence' in m.result && m.result.licence === id;
  switch (kind) {
    case 'things':
    case 'composites':
      break;
    case 'matters':
      for (const t of c.things) if (t.matters.some(m => m.id === id)) add('things', t, '事项');
      break;
    case 'materials':
      for (const m of c.matters) if (m.materials.some(u => idOf(u) === id)) add('matters', m, '材料');
      break;
    case 'groups': {
      const fields = new Set(c.groups.find(g => g.id === id)?.fields.map(f => f.id));
      for (const m of c.matters) if (m.fields.some(u => fields.has(idOf(u)))) add('matters', m, '填写内容');
      for (const l of c.licences) if (l.attributes.some(a => a.from && fields.has(a.from))) add('licences', l, '证照上的内容');
      break;
    }
    case 'questions':
      for (const t of c.things) if (t.questions.some(q => idOf(q) === id)) add('things', t, '问题');
      break;
    case 'licences':
      for (const m of c.matters) if (issues(m)) add('matters', m, '办理结果');
      for (const m of c.materials) if (m.licence === id) add('materials', m, '代替材料');
      for (const g of c.groups) for (const f of g.fields) if (f.from?.startsWith(`licence.${id}.`)) add('groups', g, `预填“${f.label}”`);
      for (const x of c.composites) if (x.parts.some(p => p.licence === id)) add('composites', x, '包含的证照');
      break;
    case 'departments':
      for (const m of c.matters) if (m.department === id) add('matters', m, '办理部门');
      for (const t of c.things) if (t.lead === id) add('things', t, '牵头部门');
      for (const l of c.licences) if (l.issuer === id) add('licences', l, '颁发部门');
      for (const x of c.composites) if (x.issuer === id) add('composites', x, '颁发部门');
      break;
  }
  return users;
}
