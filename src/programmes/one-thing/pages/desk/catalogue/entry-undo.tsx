/** Takes a waiting edit back: the entry is again as it was published. */
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { api, Problem } from '#ui/api';
import { type PendingEdit, useDraftChanged } from './draft.ts';

export function UndoButton({ edit, name, onDone }: { edit: PendingEdit; name: string; onDone?: () => void }) {
  const { modal, message } = App.useApp();
  const changed = useDraftChanged();
  const drop = useMutation({
    mutationFn: () => api.del(`/catalogue/draft/${edit.kind}/${edit.id}`),
    onSuccess: async () => {
      onDone?.();
      await changed();
      void message.success('已撤销，恢复到发布的样子');
    },
    onError: error => void message.error(error instanceof Problem ? error.message : '没有撤销成功，请再试一次'),
  });
  return (
    <Button
      size="small"
      loading={drop.isPending}
      aria-label={`撤销修改：${name}`}
      onClick={() =>
        modal.confirm({
          title: `撤销对“${name}”的修改？`,
          content: `${edit.editedBy}的修改会丢掉，恢复到已经发布的样子。`,
          okText: '撤销修改',
          cancelText: '不撤销',
          onOk: () => drop.mutateAsync().catch(() => {}),
        })
      }
    >
      撤销修改
    </Button>
  );
}
