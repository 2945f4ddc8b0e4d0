/**
 * Changing a task: every change names the version that the page shows. When a colleague was faster, the dialog says who
 * did what, loads the fresh state on request, and keeps what was typed.
 */
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, type FormInstance, Modal } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { api, Problem } from '#ui/api';
import { moment } from '#ui/words';
import type { TaskView } from '../../task-view.ts';

export interface TaskChange {
  method?: 'post' | 'put' | 'del';
  /** Below the task's address: `acceptance`. */
  path: string;
  body?: Record<string, unknown>;
  /** Makes something new: sent with this key, so that a second try makes one. */
  key?: string;
  /** Said when it is done. */
  done: string;
  /** Changes that do not belong to a version: reminders, letters. */
  free?: boolean;
}

export type TaskMove = UseMutationResult<unknown, unknown, TaskChange>;

export function useTaskMove(view: TaskView, onDone: (change: TaskChange) => void): TaskMove {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ method = 'post', path, body, key, free }: TaskChange) => {
      const address = `/desk/tasks/${view.task.id}/${path}`;
      const content = free ? body : { version: view.task.version, ...body };
      return key ? api.create(address, content, key) : api[method](address, content);
    },
    onSuccess: (_, change) => {
      void message.success(change.done);
      for (const queryKey of [['task', view.task.id], ['tasks'], ['task-counts'], ['case', view.case.id], ['deliveries']])
        void client.invalidateQueries({ queryKey });
      onDone(change);
    },
  });
}

/** What went wrong with a change, and the way on. */
export function MoveTrouble({ move, taskId }: { move: TaskMove; taskId: string }) {
  const client = useQueryClient();
  if (!move.error) return null;
  const p = move.error instanceof Problem ? move.error : null;
  if (p?.code === 'changed') {
    const at = typeof p.data.at === 'string' ? `（${moment(p.data.at)}）` : '';
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={p.detail ? `${p.detail.replace('，您的操作没有生效，请刷新后再看', '')}${at}` : '这个事项刚刚有变化'}
        description="您的操作没有生效，填写的内容还在。"
        action={
          <Button
            size="small"
            onClick={async () => {
              await client.invalidateQueries({ queryKey: ['task', taskId] });
              move.reset();
            }}
          >
            载入最新情况
          </Button>
        }
      />
    );
  }
  // Faults that belong to a field stand at the field.
  const detail = p?.faults.length ? p.faults.map(f => f.message).join('；') : p?.detail;
  return <Alert type="error" showIcon role="alert" title={p?.message ?? '没有办成，请再试一次'} description={detail || undefined} />;
}

interface DialogProps<V> {
  view: TaskView;
  move: TaskMove;
  open: boolean;
  title: string;
  okText: string;
  danger?: boolean;
  width?: number;
  initial?: Partial<V>;
  /** Why it cannot be sent now, whatever is typed. */
  blocked?: ReactNode;
  onClose(): void;
  /** From what is typed to the request. */
  change(values: V): TaskChange;
  /** Where the server's fault belongs in the form; by default the path itself. */
  place?(path: string): (string | number)[];
  children: ReactNode | ((form: FormInstance<V>) => ReactNode);
}

const pathParts = (path: string) => path.split('.').map(p => (/^\d+$/.test(p) ? Number(p) : p));

export function TaskDialog<V extends object>(props: DialogProps<V>) {
  const { view, move, open, title, okText, danger, width = 560, initial, blocked, onClose, change, place = pathParts, children } = props;
  const [form] = Form.useForm<V>();
  const box = useRef<HTMLDivElement>(null);
  // Several dialogs wait on one page: each has its own names for its fields.
  const name = useId();
  const { reset } = move;
  useEffect(() => {
    if (open) reset();
  }, [open, reset]);
  // Wherever the focus is: a dialog that is still opening has not brought it into its form yet.
  useEffect(() => {
    if (!open) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.submit();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [open, form]);
  const send = (values: V) => {
    if (move.isPending || blocked) return;
    move.mutate(change(values), {
      onSuccess: () => form.resetFields(),
      onError: error => {
        if (!(error instanceof Problem)) return;
        const known = error.faults.map(f => ({ name: place(f.path), errors: [f.message] })).filter(f => form.getFieldInstance(f.name as never) !== undefined);
        form.setFields(known as never);
      },
    });
  };
  return (
    <Modal
      open={open}
      title={title}
      width={width}
      okText={okText}
      okButtonProps={{ danger: danger ?? false, disabled: Boolean(blocked) }}
      cancelText="先不办"
      confirmLoading={move.isPending}
      onOk={() => form.submit()}
      onCancel={() => !move.isPending && onClose()}
      mask={{ closable: false }}
      afterOpenChange={shown => {
        // The first thing to fill in; a dialog without any leaves the focus on its button.
        const modal = shown ? box.current?.closest('.ant-modal') : null;
        (
          modal?.querySelector<HTMLElement>('.task-form :is(input:not([type=hidden], [disabled]), textarea)') ??
          modal?.querySelector<HTMLElement>('.ant-modal-footer .ant-btn-primary')
        )?.focus();
      }}
    >
      <div ref={box} />
      <MoveTrouble move={move} taskId={view.task.id} />
      {blocked ? <Alert type="warning" showIcon title={blocked} /> : null}
      <Form<V>
        form={form}
        name={name}
        layout="vertical"
        className="task-form"
        requiredMark={label => label}
        initialValues={initial as never}
        scrollToFirstError={{ focus: true }}
        onFinish={send}
      >
        {typeof children === 'function' ? children(form) : children}
      </Form>
      <p className="task-keys">Ctrl + Enter 确认，Esc 关闭</p>
    </Modal>
  );
}
