/** Which part of an entry a finding of the linter is about, and which findings belong beside an open entry. Pure. */
import type { Finding } from '../../../catalogue/finding.ts';
import type { EntryKind } from '../../../catalogue/schema.ts';
import { factNames } from '../../../catalogue/words.ts';

const thingParts: Record<string, string> = {
  'one-lead': 'lead',
  order: 'matters',
  cycle: 'matters',
  never: 'matters',
  empty: 'matters',
  staffed: 'matters',
  obtainable: 'matters',
  'idle-question': 'questions',
  asked: 'questions',
  situations: 'questions',
};

const matterParts: Record<string, string> = { days: 'promisedDays', result: 'result', 'at-once': 'atOnce' };

const mentioned: [RegExp, Partial<Record<EntryKind, string>>][] = [
  [/不存在的部门/, { matters: 'department', things: 'lead', licences: 'issuer', composites: 'issuer' }],
  [/不存在的证照/, { matters: 'result', materials: 'licence', composites: 'parts' }],
  [/不存在的材料/, { matters: 'materials' }],
  [/不存在的数据项/, { matters: 'fields', licences: 'attributes' }],
  [/不存在的事项|列了两次/, { things: 'matters' }],
  [/不存在的问题/, { things: 'questions' }],
  [/不存在的阶段/, { things: 'stage' }],
  [
    /来源/,
    {
      things: 'source',
      matters: 'source',
      materials: 'source',
      questions: 'source',
      licences: 'source',
      departments: 'source',
      composites: 'source',
      groups: 'fields',
    },
  ],
  [/预填来源|没有选项|数据项“/, { groups: 'fields' }],
  [/同部门同名/, { matters: 'name' }],
];

/** The key of the part; none: about the entry as a whole. */
export function partOf(f: Finding): string | null {
  const byRule = f.kind === 'things' ? thingParts[f.rule] : f.kind === 'matters' ? matterParts[f.rule] : undefined;
  if (byRule) return byRule;
  if (f.kind === 'catalogue') return null;
  for (const [pattern, parts] of mentioned) {
    const part = parts[f.kind];
    if (part && pattern.test(f.message)) return part;
  }
  return null;
}

const same = (a: Finding, b: Finding) => a.rule === b.rule && a.kind === b.kind && a.id === b.id && a.message === b.message;

/** Beside an open entry: what is said of it, what names it, and what only this edit brings about. */
export const beside = (kind: string, id: string, now: readonly Finding[], before: readonly Finding[]) => ({
  own: now.filter(f => f.kind === kind && f.id === id),
  others: now.filter(f => !(f.kind === kind && f.id === id) && (f.message.includes(`“${id}”`) || !before.some(b => same(f, b)))),
});

/** Facts that the linter names by their key are shown by their word. */
export const factMessage = (f: Finding): Finding => ({
  ...f,
  message: f.message.replace(/“(\w+)”没有写来源/, (_, fact: string) => `“${factNames[fact as keyof typeof factNames] ?? fact}”没有写来源`),
});
