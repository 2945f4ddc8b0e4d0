/** Removing an entry: first who uses it is shown. It leaves the draft only; what is published stays until the next publication. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '#ui/api';
import { Trouble } from '#ui/frame';
import type { Catalogue, EntryKind } from '../../../catalogue/schema.ts';
import { useDraftChanged } from './draft.ts';
import { keep } from './leave-guard.ts';
import { usedBy } from './used-by.ts';

interface Props {
  kind: EntryKind;
  id: string;
  catalogue: Catalogue;
  version: number;
  what: string;
}

export function RemoveButton({ kind, id, catalogue, version, what }: Props) {
  const [open, setOpen] = useState(false);
  const [, go] = useLocation();
  const changed = useDraftChanged();
  const users = usedBy(catalogue, kind, id);
  const remove = useMutation({
    mutationFn: () => api.put(`/catalogue/draft/${kind}/${id}`, { body: null, version }),
    onSuccess: async () => {
      setOpen(false);
      keep(`${kind}/${id}`, null);
      await changed();
      go(`/desk/catalogue?kind=${kind}`);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>删去</Button>
      <Modal
        open={open}
        title={`删去这个${what}？`}
        okText="删去"
        confirmLoading={remove.isPending}
        onOk={() => remove.mutate()}
        onCancel={() => setOpen(false)}
      >
        {remove.error ? <Trouble error={remove.error} /> : null}
        {users.length > 0 ? (
          <>
            <Alert type="warning" showIcon title={`有 ${users.length} 处在用它，删去以后要先改好这些地方才能发布`} />
            <ul className="cat-users">
              {users.map(u => (
                <li key={u.kind + u.id + u.as}>
                  {u.name}（{u.as}）
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>没有别处用它。</p>
        )}
        <p>正在办的件不受影响；发布以前可以撤销。</p>
      </Modal>
    </>
  );
}
