/** The rarer things that one does with a case: its receipt, a complaint, taking it back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Button, Dialog, Field, useToast } from '#ui/kit';
import { Refused } from '#ui/session';
import type { CaseView } from '../../case-view.ts';
import { openTasks } from './case-words.ts';

export function CaseActions({ view }: { view: CaseView }) {
  const [asking, ask] = useState<'complain' | 'withdraw' | null>(null);
  const [toast, tell] = useToast();
  return (
    <section className="case-actions no-print">
      <h2 className="visually-hidden">其他</h2>
      <Link href={`/cases/${view.case.id}/receipt`} className="button secondary">
        受理回执
      </Link>
      <Button look="secondary" onClick={() => ask('complain')}>
        投诉
      </Button>
      {openTasks(view).length > 0 ? (
        <Button look="plain" onClick={() => ask('withdraw')}>
          撤回申请
        </Button>
      ) : null}
      {asking === 'complain' ? <Complain view={view} onClose={() => ask(null)} onDone={() => tell('已收到，会转给部门答复')} /> : null}
      {asking === 'withdraw' ? <Withdraw view={view} onClose={() => ask(null)} onDone={() => tell('已撤回')} /> : null}
      {toast}
    </section>
  );
}

interface AskProps {
  view: CaseView;
  onClose(): void;
  onDone(): void;
}

/** The message at the field, or the whole problem where it belongs to no field. */
const faultAt = (error: unknown, path: string) => (error instanceof Problem ? error.faults.find(f => f.path === path)?.message : undefined);

function Complain({ view, onClose, onDone }: AskProps) {
  const [task, setTask] = useState('');
  const [text, setText] = useState('');
  const [short, setShort] = useState(false);
  const create = useCreate();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => create(`/cases/${view.case.id}/complaints`, { text, ...(task ? { taskId: task } : {}) }),
    onSuccess: async () => {
      onDone();
      onClose();
      await client.invalidateQueries({ queryKey: ['case', view.case.id] });
    },
  });
  const fault = short && text.trim().length < 5 ? '请至少写 5 个字，说明发生了什么' : faultAt(send.error, 'text');
  return (
    <Dialog
      open
      onClose={onClose}
      title="投诉"
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            取消
          </Button>
          <Button
            busy={send.isPending}
            onClick={() => {
              setShort(true);
              if (text.trim().length >= 5) send.mutate();
            }}
          >
            提交投诉
          </Button>
        </>
      }
    >
      <p>转给办理部门，15 个工作日内答复，由督导员核实。着急的请打 12345。</p>
      <Field id="complaint-task" label="关于哪个事项">
        {described => (
          <select {...described} className="input" value={task} onChange={event => setTask(event.target.value)}>
            <option value="">整件事</option>
            {view.tasks.map(t => (
              <option key={t.id} value={t.id}>
                {t.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="complaint-text" label="发生了什么" error={fault}>
        {described => <textarea {...described} className="input" rows={5} maxLength={2000} value={text} onChange={event => setText(event.target.value)} />}
      </Field>
      {send.error && !fault ? <Refused error={send.error} /> : null}
    </Dialog>
  );
}

function Withdraw({ view, onClose, onDone }: AskProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const client = useQueryClient();
  const open = openTasks(view);
  const decided = view.tasks.length - open.length;
  const withdraw = useMutation({
    mutationFn: () => api.post(`/cases/${view.case.id}/withdrawal`, { reason }),
    onSuccess: async () => {
      onDone();
      onClose();
      await Promise.all([client.invalidateQueries({ queryKey: ['case', view.case.id] }), client.invalidateQueries({ queryKey: ['cases'] })]);
    },
  });
  const fault = tried && !reason.trim() ? '请写明为什么撤回' : faultAt(withdraw.error, 'reason');
  return (
    <Dialog
      open
      onClose={onClose}
      title="撤回这份申请？"
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            不撤回
          </Button>
          <Button
            look="danger"
            busy={withdraw.isPending}
            onClick={() => {
              setTried(true);
              if (reason.trim()) withdraw.mutate();
            }}
          >
            撤回申请
          </Button>
        </>
      }
    >
      <ul className="case-consequences">
        <li>还没有结果的 {open.length} 个事项马上停止办理，不能恢复。</li>
        {decided > 0 ? <li>已经有结果的 {decided} 个不受影响，发的证照照样有效。</li> : null}
        <li>以后还想办，要重新申请。</li>
      </ul>
      <Field id="withdraw-reason" label="为什么撤回" error={fault}>
        {described => <textarea {...described} className="input" rows={3} maxLength={500} value={reason} onChange={event => setReason(event.target.value)} />}
      </Field>
      {withdraw.error && !fault ? <Refused error={withdraw.error} /> : null}
    </Dialog>
  );
}
