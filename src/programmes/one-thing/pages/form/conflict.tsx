/** Two tabs or two devices changed the same: the person sees both and chooses. */
import { useState } from 'react';
import { Banner, Button, Dialog } from '#ui/kit';
import type { ApplicationView } from '../../application-view.ts';
import type { Value } from '../../forms.ts';
import { at, type Changes, type Leaf } from './changes.ts';
import { deliveryName } from './delivery-page.tsx';
import type { Draft, DraftState } from './draft.ts';
import { shown } from './field-words.ts';

/** What a place is called, and what stands there, for reading. */
function words(view: ApplicationView, from: Changes, leaf: Leaf): { label: string; text: string } {
  const value = at(from, leaf);
  const [where, id = ''] = leaf.split('.');
  switch (where) {
    case 'values': {
      const field = view.notice?.fields.flatMap(g => g.fields).find(f => f.id === id);
      return { label: field?.label ?? '', text: field ? shown(field, value as Value) : '' };
    }
    case 'rows': {
      const group = view.notice?.fields.find(g => g.id === id);
      return { label: group?.label ?? '', text: `${(value as unknown[] | undefined)?.length ?? 0} 项` };
    }
    case 'materials': {
      const given = value as { way: string; files?: string[] } | null | undefined;
      const way = {
        wallet: '用电子证照',
        query: '由县里查询',
        declare: '用承诺代替',
        follow: '以后补交',
        upload: `上传了 ${given?.files?.length ?? 0} 个文件`,
      }[given?.way ?? ''];
      return { label: view.notice?.materials.find(m => m.id === id)?.name ?? '', text: way ?? '没有选' };
    }
    case 'delivery':
      return { label: '领取结果', text: deliveryName((value as { way: string }).way) };
    case 'consent':
      return { label: '同意查看证照', text: value ? '同意' : '不同意' };
    default:
      return { label: '您的情况', text: '' };
  }
}

export function Conflict({ draft, state }: { draft: Draft; state: DraftState }) {
  const { conflict, view } = state;
  const [later, setLater] = useState(false);
  if (conflict && later)
    return (
      <Banner look="warn" role="alert">
        <p>
          <strong>没有保存：这里和另一个窗口填的不一样，</strong>选好以后才能接着保存。
        </p>
        <p>
          <Button look="secondary" onClick={() => setLater(false)}>
            现在选
          </Button>
        </p>
      </Banner>
    );
  return (
    <Dialog
      open={conflict !== null}
      onClose={() => setLater(draft.state().conflict !== null)}
      title="这里和另一个窗口填的不一样"
      actions={
        <>
          <Button look="secondary" onClick={() => draft.settle('theirs')}>
            用另一边的
          </Button>
          <Button onClick={() => draft.settle('mine')}>用这里的</Button>
        </>
      }
    >
      <p>这份申请在另一个窗口或设备上也打开着，下面几处两边都改过。请选一边，其他内容不受影响。</p>
      {conflict && view ? (
        <table className="form-conflict">
          <thead>
            <tr>
              <th scope="col">内容</th>
              <th scope="col">这里</th>
              <th scope="col">另一边</th>
            </tr>
          </thead>
          <tbody>
            {conflict.both.map(leaf => {
              const mine = words(view, conflict.mine, leaf);
              return (
                <tr key={leaf}>
                  <th scope="row">{mine.label}</th>
                  <td>{mine.text || '（空）'}</td>
                  <td>{words(view, conflict.theirs, leaf).text || '（空）'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
    </Dialog>
  );
}
