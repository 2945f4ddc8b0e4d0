/** One message: its way with every try, its envelope, and what an operator can do with it when it is stuck. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer } from 'antd';
import { useState } from 'react';
import type { OneMessage } from '#platform/exchange';
import { tryKinds } from '#platform/exchange/pure';
import { api } from '#ui/api';
import { ReasonDialog } from '#ui/duty';
import { clockTime, Waits } from '#ui/frame';
import { StateMark, shortPartner, subjectName, topicName } from './exchange-words.tsx';

interface Props {
  id: string;
  today: string;
  operator: boolean;
  close(): void;
}

export function ExchangeMessage({ id, today, operator, close }: Props) {
  const one = useQuery({
    queryKey: ['exchange', 'message', id],
    queryFn: ({ signal }) => api.get<OneMessage>(`/desk/exchange/messages/${id}`, signal),
    refetchInterval: 5000,
  });
  return (
    <Drawer open onClose={close} title={one.data ? `${subjectName(one.data)} 第 ${one.data.seq} 份` : '报文'} size={480}>
      <Waits of={one}>{m => <Life message={m} today={today} operator={operator} close={close} />}</Waits>
    </Drawer>
  );
}

function Life({ message: m, today, operator, close }: { message: OneMessage } & Omit<Props, 'id'>) {
  const out = m.direction === 'out';
  return (
    <div className="exchange-life">
      <p>
        <StateMark message={m} />
      </p>
      <dl className="frame-facts">
        <dt>内容</dt>
        <dd>{topicName(m.topic)}</dd>
        <dt>{out ? '发给' : '来自'}</dt>
        <dd>{shortPartner[m.partner]}</dd>
      </dl>
      <Way message={m} today={today} />
      {m.behind ? <Alert type="info" showIcon title="同一办件前面有一份卡住了，处理好那一份，这一份就会发出。" /> : null}
      {m.state === 'stuck' && operator ? <Moves message={m} close={close} /> : null}
      <section aria-label="信封">
        <h3>信封</h3>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre className="exchange-envelope" tabIndex={0}>
          {JSON.stringify(m.envelope, null, 2)}
        </pre>
        <p className="frame-muted frame-small">
          {out
            ? m.digest
              ? '发送时间和 SM2 签名在每次发送时另外写上。'
              : '内容在第一次发送时生成。'
            : '对方的内容处理完就不再保存，只留摘要；对方的签名在收到时核对过。'}
        </p>
      </section>
    </div>
  );
}

/** From the queue to the receipt, with everything that came between. */
function Way({ message: m, today }: { message: OneMessage; today: string }) {
  const out = m.direction === 'out';
  const end = out ? (m.state === 'skipped' ? '跳过' : '对方签收') : m.state === 'refused' ? '退回' : '处理完';
  const steps = [
    { at: m.madeAt, what: out ? '排队' : '收到', words: '' },
    ...m.tries.map(t => ({ at: t.at, what: tryKinds[t.what], words: t.who ? `${t.words}（${t.who}）` : t.words })),
    ...(m.doneAt ? [{ at: m.doneAt, what: end, words: out ? '' : (m.answer ?? '') }] : []),
  ];
  return (
    <section aria-label="经过">
      <h3>经过</h3>
      <ol className="exchange-way">
        {steps.map((s, i) => (
          <li key={i}>
            <time dateTime={s.at}>{clockTime(s.at, today)}</time>
            <span>
              {s.what}
              {s.words ? <small>{s.words}</small> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const notes = {
  retry: '内容和编号不变，再发一次。对方还没有改好的，会再卡住，后面的报文继续等。',
  skip: '对方会永远缺这一份，跳过不能撤回。请先和对方核对：这一份确实不再需要，或者已经用别的办法告诉了对方。',
};

function Moves({ message: m, close }: { message: OneMessage; close(): void }) {
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  const [asking, ask] = useState<'retry' | 'skip' | null>(null);
  const waits = m.waitFor > 0 ? `后面还有 ${m.waitFor} 份在等它。` : '';
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={m.settled ? `对方已经收下并退回，重发也是同样的答复；请和对方核对后跳过。${waits}` : `卡住了，要人处理。${waits}`}
      />
      <div className="exchange-moves">
        {m.settled ? null : (
          <Button type="primary" onClick={() => ask('retry')}>
            重新发送
          </Button>
        )}
        <Button danger onClick={() => ask('skip')}>
          跳过这一份
        </Button>
      </div>
      {asking ? (
        <ReasonDialog
          title={asking === 'retry' ? '重新发送这一份' : '跳过这一份'}
          ok={asking === 'retry' ? '重新发送' : '确认跳过'}
          label="原因"
          note={notes[asking]}
          send={({ reason }) =>
            api
              .post(`/desk/exchange/messages/${m.id}/${asking}`, { version: m.version, reason })
              .finally(() => client.invalidateQueries({ queryKey: ['exchange'] }))
          }
          done={() => {
            toast.success(asking === 'retry' ? '已重新排队' : '已跳过');
            close();
          }}
          cancel={() => ask(null)}
        />
      ) : null}
    </>
  );
}
