/** The life of one message, and what an operator can do with it when it is stuck. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, Input } from 'antd';
import type { MessageView } from '#platform/exchange';
import { topicNames } from '#platform/exchange/pure';
import { api } from '#ui/api';
import { clockTime, faultOf, Trouble } from '#ui/frame';
import { StateMark, shortPartner, subjectName } from './exchange-words.tsx';

interface Props {
  message: MessageView;
  today: string;
  operator: boolean;
  close(): void;
}

export function ExchangeMessage({ message: m, today, operator, close }: Props) {
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const move = useMutation({
    mutationFn: ({ verb, reason }: { verb: 'retry' | 'skip'; reason: string }) =>
      api.post(`/desk/exchange/messages/${m.id}/${verb}`, { version: m.version, reason }),
    onSuccess: (_, { verb }) => {
      toast.success(verb === 'retry' ? '已重新排队' : '已跳过');
      close();
    },
    onError: error => {
      const fault = faultOf(error, 'reason');
      if (fault) form.setFields([{ name: 'reason', errors: [fault] }]);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['exchange'] }),
  });
  const go = (verb: 'retry' | 'skip') =>
    form.validateFields().then(
      ({ reason }) => !move.isPending && move.mutate({ verb, reason }),
      () => {},
    );
  const out = m.direction === 'out';
  const steps: [string, string | null][] = [
    [out ? '排队' : '收到', m.madeAt],
    ['第一次发送', m.firstTriedAt],
    ['最近一次发送', m.attempts > 1 ? m.lastTriedAt : null],
    [out ? (m.state === 'skipped' ? '跳过' : '对方签收') : '处理完', m.doneAt],
  ];
  return (
    <Drawer open onClose={close} title={`${subjectName(m.subject)} 第 ${m.seq} 份`} size={440}>
      <div className="exchange-life">
        <p>
          <StateMark message={m} />
        </p>
        <dl className="frame-facts">
          <dt>内容</dt>
          <dd>{topicNames[m.topic] ?? m.topic}</dd>
          <dt>{out ? '发给' : '来自'}</dt>
          <dd>{shortPartner[m.partner]}</dd>
          {steps.map(([name, at]) =>
            at ? (
              <div key={name} className="exchange-step">
                <dt>{name}</dt>
                <dd>{clockTime(at, today)}</dd>
              </div>
            ) : null,
          )}
          {out && m.attempts > 0 ? (
            <>
              <dt>有答复的次数</dt>
              <dd>{m.attempts}</dd>
            </>
          ) : null}
          {m.answer ? (
            <>
              <dt>{out ? '对方的答复' : '退回的原因'}</dt>
              <dd>{m.answer}</dd>
            </>
          ) : null}
          {m.note ? (
            <>
              <dt>处理说明</dt>
              <dd>
                {m.note}（{m.noteBy}）
              </dd>
            </>
          ) : null}
          <dt>报文编号</dt>
          <dd>
            <code>{m.id}</code>
          </dd>
          {m.digest ? (
            <>
              <dt>内容摘要（SM3）</dt>
              <dd>
                <code>{m.digest}</code>
              </dd>
            </>
          ) : null}
        </dl>
        {m.behind ? <Alert type="info" showIcon title="同一办件前面有一份卡住了，处理好那一份，这一份就会发出。" /> : null}
        {m.state === 'stuck' && operator ? (
          <Form form={form} layout="vertical" requiredMark={false}>
            {m.settled ? <Alert type="warning" showIcon title="对方已经收下并退回，重发也是同样的答复；请和对方核对后跳过。" /> : null}
            <Form.Item name="reason" label="怎么处理的" rules={[{ required: true, whitespace: true, min: 4, message: '请写明原因，至少 4 个字' }]}>
              <Input.TextArea rows={3} maxLength={300} />
            </Form.Item>
            <div className="exchange-moves">
              {m.settled ? null : (
                <Button type="primary" loading={move.isPending && move.variables?.verb === 'retry'} onClick={() => go('retry')}>
                  重新发送
                </Button>
              )}
              <Button danger loading={move.isPending && move.variables?.verb === 'skip'} onClick={() => go('skip')}>
                跳过这一份
              </Button>
            </div>
          </Form>
        ) : null}
        {move.error && !faultOf(move.error, 'reason') ? <Trouble error={move.error} /> : null}
      </div>
    </Drawer>
  );
}
