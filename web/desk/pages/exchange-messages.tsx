/** Messages, out and in: found by number, partner, state and content; the filter is kept in the address. */
import { Button } from 'antd';
import type { MessageView } from '#platform/exchange';
import { inStates, outStates, partnerNames, topicNames } from '#platform/exchange/pure';
import { Choose, clockTime, ExportAll, type Field, Filters, List, SearchBox, Tabs, useList } from '#ui/frame';
import { ExchangeMessage } from './exchange-message.tsx';
import { StateMark, shortPartner, stateName, subjectName, topicName } from './exchange-words.tsx';

interface Page {
  items: MessageView[];
  total: number;
}

const table: Field<MessageView>[] = [
  ['平台', m => shortPartner[m.partner]],
  ['内容', m => topicName(m.topic)],
  ['关于', m => subjectName(m)],
  ['主题线', m => m.subject],
  ['序号', m => m.seq],
  ['状态', m => stateName(m)],
  ['排队或收到', m => m.madeAt],
  ['完成', m => m.doneAt],
  ['有答复的次数', m => m.attempts],
  ['答复', m => m.answer],
  ['报文编号', m => m.id],
  ['内容摘要（SM3）', m => m.digest],
];

const partners = Object.fromEntries(Object.keys(partnerNames).map(id => [id, shortPartner[id as 'city']]));

export function ExchangeMessages({ today, operator }: { today: string; operator: boolean }) {
  const found = useList<Page>('exchange', '/desk/exchange/messages', ['direction', 'partner', 'state', 'topic', 'q'], { every: 5000 });
  const out = found.get('direction') !== 'in';
  const open = found.get('message');
  // Looking at one does not leave the page of the list.
  const show = (id: string) => found.change({ message: id, page: found.get('page') ?? '' });
  return (
    <section className="frame-panel" aria-label="报文">
      <div className="frame-panel-head">
        <h2>报文</h2>
        <ExportAll of={found} name={`报文-${out ? '发出的' : '收到的'}`} columns={table} />
      </div>
      <Filters label="筛选报文">
        <Tabs of="direction" label="方向" options={{ '': '发出的', in: '收到的' }} />
        <SearchBox label="按编号找" placeholder="办件、工单或对方的编号" value={found.get('q') ?? ''} change={q => found.change({ q })} />
        <Choose of="partner" label="平台" all="全部平台" options={partners} />
        <Choose of="state" label="状态" all="全部状态" options={out ? outStates : inStates} />
        <Choose of="topic" label="内容" all="全部内容" options={topicNames} />
      </Filters>
      <List of={found} unit="份" nothing="还没有报文">
        {items => (
          <ul className="exchange-list">
            {items.map(m => (
              <li key={m.id}>
                <span>
                  <strong>{subjectName(m)}</strong>
                  <small>
                    {topicName(m.topic)} · 第 {m.seq} 份 · {shortPartner[m.partner]}
                  </small>
                </span>
                <span>
                  <StateMark message={m} />
                  {m.answer && m.state !== 'sent' ? <small className="exchange-answer">{m.answer}</small> : null}
                </span>
                <time dateTime={m.madeAt}>{clockTime(m.madeAt, today)}</time>
                <Button size="small" onClick={() => show(m.id)}>
                  查看
                  <span className="frame-hidden">
                    {subjectName(m)} 第 {m.seq} 份
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </List>
      {open ? <ExchangeMessage id={open} today={today} operator={operator} close={() => show('')} /> : null}
    </section>
  );
}
