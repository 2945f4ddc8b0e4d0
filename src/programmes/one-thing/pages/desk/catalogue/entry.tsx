/** One entry of the catalogue: its editor, what the linter says of it, who uses it. */
import { Alert, Button, Result, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'wouter';
import { Frame, Waits } from '#ui/frame';
import type { EntryKind } from '../../../catalogue/schema.ts';
import { entryName, kindNames } from '../../../catalogue/words.ts';
import { type Draft, editOf, useDraft } from './draft.ts';
import { EntryEditor } from './entry-editor.tsx';
import { UndoButton } from './entry-undo.tsx';
import type { JsonMap } from './spec.ts';
import { freshEntry } from './specs.ts';
import './catalogue.css';

const isKind = (kind: string): kind is EntryKind => kind in kindNames;

export default function EntryPage() {
  const { kind = '', id = '' } = useParams<{ kind: string; id: string }>();
  const draft = useDraft();
  if (!isKind(kind)) return <Result status="404" title="目录里没有这一类" extra={<Link href="/desk/catalogue">回到事项目录</Link>} />;
  const back = { to: `/desk/catalogue?kind=${kind}`, title: `事项目录 · ${kindNames[kind]}` };
  if (!draft.data)
    return (
      <Frame title={kindNames[kind]} back={back}>
        <Waits of={draft} rows={14}>
          {() => null}
        </Waits>
      </Frame>
    );
  // Another entry on the same page begins with nothing of the last one's.
  return <Entry key={`${kind}/${id}`} kind={kind} id={id} draft={draft.data} back={back} />;
}

function Entry({ kind, id, draft, back }: { kind: EntryKind; id: string; draft: Draft; back: { to: string; title: string } }) {
  const [params] = useSearchParams();
  const [asNew] = useState(params.has('new'));
  const there = (draft.catalogue[kind] as unknown as (JsonMap & { id: string })[]).find(e => e.id === id);
  const edit = editOf(draft, kind, id);
  const title = there ? entryName(there as { id: string; name?: string }) : asNew ? `新的${kindNames[kind]}` : id;
  const note = (
    <>
      {kindNames[kind]} · {id} {edit ? <Tag color="blue">{edit.removed ? '待删去' : '已修改，未发布'}</Tag> : null}
    </>
  );
  if (!there && !asNew)
    return (
      <Frame title={title} back={back} note={note}>
        {edit?.removed ? (
          <Alert
            type="warning"
            showIcon
            title="这一条已删去，还没有发布"
            description={`${edit.editedBy}删去。发布以后新的办件不再有它；撤销就恢复原样。`}
            action={<UndoButton edit={edit} name={id} />}
          />
        ) : (
          <Result
            status="404"
            title="目录里没有这一条"
            extra={
              <Link href={`/desk/catalogue/${kind}/${id}?new=1`}>
                <Button>新建“{id}”</Button>
              </Link>
            }
          />
        )}
      </Frame>
    );
  return (
    <Frame title={title} back={back} note={note}>
      <EntryEditor kind={kind} id={id} draft={draft} stored={there ?? null} start={there ?? freshEntry(kind, id)} />
    </Frame>
  );
}
