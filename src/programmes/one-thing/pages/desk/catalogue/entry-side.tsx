/** Beside the editor: what else the linter says because of this entry, who uses it, and for a thing a trial of its questions. */
import { Link } from 'wouter';
import type { Finding } from '../../../catalogue/finding.ts';
import type { EntryKind } from '../../../catalogue/schema.ts';
import { kindNames } from '../../../catalogue/words.ts';
import { type Draft, entryPath } from './draft.ts';
import { FindingList } from './findings.tsx';
import type { JsonMap } from './spec.ts';
import { Trial } from './trial.tsx';
import { usedBy } from './used-by.ts';

interface Props {
  kind: EntryKind;
  id: string;
  draft: Draft;
  body: JsonMap;
  dirty: boolean;
  others: readonly Finding[];
}

export function EntrySide({ kind, id, draft, body, dirty, others }: Props) {
  const users = usedBy(draft.catalogue, kind, id);
  const things = kind === 'things' ? [id] : users.flatMap(u => (u.kind === 'things' ? [u.id] : []));
  return (
    <aside className="cat-side" aria-label="校验、使用和试走">
      {others.length > 0 ? (
        <section className="frame-panel">
          <h2>别处的校验提示</h2>
          <FindingList findings={others.slice(0, 20)} catalogue={draft.catalogue} links />
          {others.length > 20 ? <p className="frame-muted">还有 {others.length - 20} 条</p> : null}
        </section>
      ) : null}
      {kind === 'things' ? null : (
        <section className="frame-panel">
          <h2>在这些地方用（{users.length}）</h2>
          {users.length === 0 ? <p className="frame-muted">没有地方用它</p> : null}
          <ul className="cat-users">
            {users.map(u => (
              <li key={u.kind + u.id + u.as}>
                <Link href={entryPath(u.kind, u.id)}>{u.name}</Link>{' '}
                <small className="frame-muted">
                  {kindNames[u.kind]} · {u.as}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {things.length > 0 ? <Trial things={things} catalogue={draft.catalogue} {...(dirty ? { unsaved: { kind, id, body } } : {})} /> : null}
    </aside>
  );
}
