/** What was changed and is not published yet: who, when, and the way back. */
import { Link } from 'wouter';
import { moment } from '#ui/words';
import { kindNames, named } from '../../../catalogue/words.ts';
import { type Draft, entryPath } from './draft.ts';
import { UndoButton } from './entry-undo.tsx';

export function EditsPanel({ draft }: { draft: Draft }) {
  if (draft.edits.length === 0) return <p className="frame-muted">没有未发布的修改</p>;
  return (
    <ul className="cat-rows">
      {draft.edits.map(e => {
        const name = named(draft.catalogue[e.kind] as { id: string; name?: string }[], e.id);
        return (
          <li key={`${e.kind}/${e.id}`}>
            <span>
              {kindNames[e.kind]}：<Link href={entryPath(e.kind, e.id)}>{name}</Link>
              {e.removed ? '（删去）' : ''}
            </span>
            <span className="frame-muted">
              {e.editedBy} · {moment(e.editedAt)}
            </span>
            <UndoButton edit={e} name={name} />
          </li>
        );
      })}
    </ul>
  );
}
