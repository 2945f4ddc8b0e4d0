/** 通报: figures that went out and stay, beside those of today; sending them, again only with a reason. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useCreate } from '../api/index.ts';
import { faultOf, Trouble } from '../frame/index.ts';
import { day } from '../words/index.ts';

export interface Issued {
  no: number;
  because: string;
  issuedByName: string;
  issuedOn: string;
}

interface StateProps {
  /** What is shown; absent: today's figures. */
  sent: Issued | undefined;
  /** Whether one went out at all. */
  issued: boolean;
  /** Today's figures are others than those that went out last. */
  moved: boolean;
  /** What the figures come from: 月报. */
  source: string;
  /** What is said before the first goes out. */
  none: string;
  today: string;
  show(now: boolean): void;
}

export function BulletinState({ sent, issued, moved, source, none, today, show }: StateProps) {
  const look = (now: boolean, words: string) => (
    <Button size="small" onClick={() => show(now)}>
      {words}
    </Button>
  );
  if (!sent) return <Alert type="info" showIcon title={issued ? '这是现在的数，不是发出的通报' : none} action={issued ? look(false, '看发出的') : undefined} />;
  return (
    <Alert
      type={moved ? 'warning' : 'success'}
      showIcon
      title={`${sent.issuedByName} ${day(sent.issuedOn, today)} 发出${sent.no > 1 ? `（第 ${sent.no} 次，${sent.because}）` : ''}${moved ? `；以后${source}又有变化` : ''}`}
      action={moved ? look(true, '看现在的数') : undefined}
    />
  );
}

interface SendProps {
  title: string;
  /** Where it is sent. */
  address: string;
  /** One went out before, so another needs a reason. */
  again: boolean;
  /** What will happen. */
  words: string;
  sentWords: string;
  stale: readonly string[];
  close(): void;
}

export function SendBulletin({ title, address, again, words, sentWords, stale, close }: SendProps) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const create = useCreate();
  const [because, setBecause] = useState('');
  const sending = useMutation({
    mutationFn: () => create(address, { because }),
    onSuccess: async () => {
      message.success(sentWords);
      await client.invalidateQueries({ queryKey: stale });
      close();
    },
  });
  const submit = () => !sending.isPending && sending.mutate();
  const wrong = faultOf(sending.error, 'because');
  return (
    <Modal open title={title} okText="发出" cancelText="取消" confirmLoading={sending.isPending} onOk={submit} onCancel={close}>
      <p>{words}</p>
      {again ? (
        <Form layout="vertical" onFinish={submit}>
          <Form.Item label="为什么重新发" htmlFor="notice-because" required validateStatus={wrong ? 'error' : ''} help={wrong}>
            <Input id="notice-because" value={because} maxLength={300} onChange={e => setBecause(e.target.value)} />
          </Form.Item>
        </Form>
      ) : null}
      {sending.isError && !wrong ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
