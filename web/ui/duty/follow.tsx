/** What came of a call back. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import type { DutyView } from '#platform/supervision';
import { mostTries } from '#platform/supervision/pure';
import { api } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';

type Came = 'satisfied' | 'not-satisfied' | 'not-reached';
const came: Record<Came, string> = { satisfied: '接通，满意', 'not-satisfied': '接通，不满意', 'not-reached': '没有接通' };

interface Props {
  duty: DutyView;
  /** Address that takes the call. */
  path: string;
  done(): Promise<unknown>;
}

export function FollowUp({ duty, path, done }: Props) {
  const [what, setWhat] = useState<Came>();
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      api.post(path, {
        version: duty.version,
        reached: what !== 'not-reached',
        ...(what === 'not-reached' ? {} : { satisfied: what === 'satisfied' }),
        note: note.trim(),
      }),
    onSuccess: async () => {
      setWhat(undefined);
      setNote('');
      setAsked(false);
      await done();
    },
  });
  const short = what === 'not-satisfied' && note.trim().length < 4;
  const fault = faultOf(send.error, 'note') ?? (asked && short ? '请写明哪里不满意，部门要照着重新办' : undefined);
  const submit = () => {
    setAsked(true);
    if (what && !short && !send.isPending) send.mutate();
  };
  return (
    <section className="frame-panel" aria-labelledby="duty-follow-title">
      <h2 id="duty-follow-title">回访</h2>
      <p className="frame-muted">
        已拨 {duty.followTries} 次，最多 {mostTries} 次。不满意的退回部门重新办理，期限重新计算。
      </p>
      <Form layout="vertical" onFinish={submit}>
        <Form.Item label="结果" required validateStatus={asked && !what ? 'error' : ''} help={asked && !what ? '请选择回访的结果' : undefined}>
          <Radio.Group
            aria-label="回访结果"
            value={what}
            onChange={e => setWhat(e.target.value as Came)}
            options={Object.entries(came).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item
          label={what === 'not-satisfied' ? '哪里不满意' : '备注'}
          htmlFor="follow-note"
          required={what === 'not-satisfied'}
          validateStatus={fault ? 'error' : ''}
          help={fault}
        >
          <Input.TextArea id="follow-note" rows={3} maxLength={500} value={note} onChange={e => setNote(e.target.value)} />
        </Form.Item>
        {send.isError && !fault ? <Trouble error={send.error} /> : null}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          记下回访
        </Button>
      </Form>
    </section>
  );
}
