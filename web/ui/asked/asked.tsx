/** What one has asked, for who asked it: where it stands, the answer, saying more, taking it back, rating. Portal. */
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { WholeDuty } from '#platform/supervision';
import { dutyEvents, grades } from '#platform/supervision/pure';
import { api, Problem } from '#ui/api';
import { Banner, Button, Dialog, Field, Tag } from '#ui/kit';
import { Refused } from '#ui/session';
import { day, moment } from '#ui/words';
import { RateAnswer } from './rate.tsx';
import './asked.css';

const plain: Record<string, string> = {
  new: '已收到，话务员正在看',
  open: '部门正在办',
  answered: '已有答复，等您评价或回访',
  closed: '已办结',
  joined: '和同样的诉求一起办',
  withdrawn: '已撤回',
};

interface Props {
  whole: WholeDuty;
  today: string;
  /** Name of the unit that owns it; null while nobody has been asked. */
  unit: string | null;
  refresh(): Promise<unknown>;
  children?: ReactNode;
}

export function Asked({ whole: { duty, steps }, today, unit, refresh, children }: Props) {
  const [asking, ask] = useState<'supplement' | 'withdraw' | null>(null);
  const ended = duty.state === 'closed' || duty.state === 'withdrawn';
  const answered = duty.answer !== null && duty.state !== 'open';
  return (
    <>
      <section className="card stack-s">
        <p className="row between">
          <strong>{plain[duty.state]}</strong>
          <Tag look={ended ? 'brand' : answered ? 'good' : 'warn'}>{duty.number}</Tag>
        </p>
        {duty.state === 'open' && unit ? (
          <p>
            由{unit}负责{duty.dueOn ? `，${day(duty.dueOn, today)}前答复` : ''}。
          </p>
        ) : null}
        {duty.state === 'new' ? <p>24 小时内交办给部门，或者当场答复您。</p> : null}
        {children}
      </section>
      {answered ? (
        <section className="card stack-s">
          <h2>答复</h2>
          <p className="asked-text">{duty.answer}</p>
          <p className="muted small">{day(duty.answeredOn, today)}</p>
        </section>
      ) : null}
      {answered && duty.grade === null && duty.state !== 'withdrawn' ? <RateAnswer duty={duty} done={refresh} /> : null}
      {duty.grade !== null ? (
        <section className="card stack-s">
          <h2>您的评价</h2>
          <p>
            {grades[duty.grade as keyof typeof grades]}
            {duty.gradeComment ? `：${duty.gradeComment}` : ''}
          </p>
        </section>
      ) : null}
      <section className="card stack-s">
        <h2>经过</h2>
        <ol className="asked-course">
          {steps.map(s => (
            <li key={s.seq}>
              <p>
                <strong>{dutyEvents[s.kind] ?? s.kind}</strong> <span className="muted small">{moment(s.at, today)}</span>
              </p>
              {s.text && s.kind !== 'joined' ? <p className="asked-text">{s.text}</p> : null}
            </li>
          ))}
        </ol>
      </section>
      {ended ? null : (
        <div className="row">
          <Button look="secondary" onClick={() => ask('supplement')}>
            补充说明
          </Button>
          {answered ? null : (
            <Button look="plain" onClick={() => ask('withdraw')}>
              撤回
            </Button>
          )}
        </div>
      )}
      {asking === 'supplement' ? (
        <Words
          title="补充说明"
          label="要补充的内容"
          ok="提交补充"
          path="text"
          send={text => api.post(`/duties/${duty.id}/supplements`, { version: duty.version, text })}
          done={refresh}
          close={() => ask(null)}
        />
      ) : null}
      {asking === 'withdraw' ? (
        <Words
          title="撤回吗？"
          label="为什么撤回"
          ok="撤回"
          path="reason"
          send={reason => api.post(`/duties/${duty.id}/withdrawal`, { version: duty.version, reason })}
          done={refresh}
          close={() => ask(null)}
        />
      ) : null}
    </>
  );
}

interface WordsProps {
  title: string;
  label: string;
  ok: string;
  /** Name of the field, where the server says what is wrong with it. */
  path: string;
  send(text: string): Promise<unknown>;
  done(): Promise<unknown>;
  close(): void;
}

function Words({ title, label, ok, path, send, done, close }: WordsProps) {
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useMutation({
    mutationFn: () => send(text.trim()),
    onSuccess: async () => {
      close();
      await done();
    },
  });
  const told = sending.error instanceof Problem ? sending.error.faults.find(f => f.path === path)?.message : undefined;
  const fault = told ?? (tried && !text.trim() ? `请写${label}` : undefined);
  return (
    <Dialog
      open
      onClose={close}
      title={title}
      actions={
        <>
          <Button look="secondary" onClick={close}>
            取消
          </Button>
          <Button
            busy={sending.isPending}
            onClick={() => {
              setTried(true);
              if (text.trim()) sending.mutate();
            }}
          >
            {ok}
          </Button>
        </>
      }
    >
      <Field id="asked-words" label={label} error={fault}>
        {described => <textarea {...described} className="input" rows={4} maxLength={300} value={text} onChange={e => setText(e.target.value)} />}
      </Field>
      {sending.error && !fault ? (
        <>
          <Refused error={sending.error} />
          {sending.error instanceof Problem && sending.error.status === 409 ? (
            <Banner>
              <p>
                <Button look="plain" onClick={() => void done()}>
                  刷新后再看
                </Button>
              </p>
            </Banner>
          ) : null}
        </>
      ) : null}
    </Dialog>
  );
}
