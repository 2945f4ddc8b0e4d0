/** Whether an answer helped. What did not goes to the unit that owns the answer, with the reason. */
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '#ui/api';
import { Button, Failed, Field } from '#ui/kit';
import type { AnswerView } from '../../views.ts';

export function Feedback({ target, question }: { target: AnswerView['target']; question: string }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const id = useId();
  const send = useMutation({
    // The same attempt keeps its key: a double click counts once.
    mutationFn: ({ helpful, key }: { helpful: boolean; key: string }) =>
      api.create('/ask/feedback', { helpful, reason: helpful ? '' : reason, question, target }, key),
  });
  const [key] = useState(() => crypto.randomUUID());
  if (send.isSuccess)
    return (
      <p className="ask-thanks" role="status">
        {send.variables.helpful ? '谢谢，记下了。' : '谢谢，已经转给负责的部门修改。'}
      </p>
    );
  return (
    <div className="ask-feedback no-print">
      <div className="row">
        <span>这个答复有帮助吗？</span>
        <Button look="secondary" busy={send.isPending && send.variables.helpful} onClick={() => send.mutate({ helpful: true, key })}>
          有帮助
        </Button>
        <Button look="secondary" aria-expanded={open} onClick={() => setOpen(true)}>
          没有帮助
        </Button>
      </div>
      {open ? (
        <form
          onSubmit={event => {
            event.preventDefault();
            if (!send.isPending) send.mutate({ helpful: false, key: `${key}-no` });
          }}
        >
          <Field id={id} label="哪里不对、还缺什么？" hint="不用写姓名和电话。" optional>
            {described => <textarea {...described} className="input" rows={3} maxLength={300} value={reason} onChange={e => setReason(e.target.value)} />}
          </Field>
          <p className="ask-send">
            <Button type="submit" busy={send.isPending}>
              提交
            </Button>
          </p>
        </form>
      ) : null}
      {send.isError ? <Failed error={send.error} /> : null}
    </div>
  );
}
