/** Messages, out and in: found by number, partner, state and content; the filter is kept in the address. */
import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Empty, Pagination, Segmented, Select } from 'antd';
import type { MessageView } from '#platform/exchange';
import { inStates, outStates, partnerNames, topicNames } from '#platform/exchange/pure';
import { api, query } from '#ui/api';
import { clockTime, csvText, download, SearchBox, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { ExchangeMessage } from './exchange-message.tsx';
import { StateMark, shortPartner, stateName, subjectName, topicName } from './exchange-words.tsx';

interface Page {
  items: MessageView[];
  total: number;
}

const pageSize = 20;
/** As many rows as an export holds; more is narrowed down first. */
const mostRows = 5000;

const options = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));

export function ExchangeMessages({ today, operator }: { today: string; operator: boolean }) {
  const { get, change } = useFilters();
  const filter = { direction: get('direction'), partner: get('partner'), state: get('state'), topic: get('topic'), q: get('q'), page: get('page') };
  const out = filter.direction !== 'in';
  const list = useQuery({
    queryKey: ['exchange', 'messages', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/exchange/messages${query(filter)}`, signal),
    refetchInterval: 5000,
    placeholderData: keepPreviousData,
  });
  const open = get('message');
  // Looking at one does not leave the page of the list.
  const show = (id: string) => change({ message: id, page: filter.page ?? '' });
  return (
    <section className="frame-panel" aria-label="报文">
      <div className="frame-panel-head">
        <h2>报文</h2>
        <Export filter={filter} total={list.data?.total ?? 0} />
      </div>
      <search className="exchange-filters" aria-label="筛选报文">
        <Segmented
          aria-label="方向"
          value={out ? 'out' : 'in'}
          onChange={v => change({ direction: v === 'in' ? 'in' : '', state: '' })}
          options={[
            { value: 'out', label: '发出的' },
            { value: 'in', label: '收到的' },
          ]}
        />
        <SearchBox label="按编号找" placeholder="办件、工单或对方的编号" value={filter.q ?? ''} change={q => change({ q })} />
        <Select
          aria-label="平台"
          allowClear
          placeholder="全部平台"
          value={filter.partner ?? null}
          onChange={v => change({ partner: v ?? '' })}
          options={Object.keys(partnerNames).map(value => ({ value, label: shortPartner[value as 'city'] }))}
        />
        <Select
          aria-label="状态"
          allowClear
          placeholder="全部状态"
          value={filter.state ?? null}
          onChange={v => change({ state: v ?? '' })}
          options={options(out ? outStates : inStates)}
        />
        <Select
          aria-label="内容"
          allowClear
          placeholder="全部内容"
          value={filter.topic ?? null}
          onChange={v => change({ topic: v ?? '' })}
          options={options(topicNames)}
        />
      </search>
      <Waits of={list}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有符合条件的报文" />
          ) : (
            <>
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
              {total > pageSize ? (
                <Pagination
                  size="small"
                  current={Number(filter.page ?? 1)}
                  pageSize={pageSize}
                  total={Math.min(total, pageSize * 1000)}
                  showSizeChanger={false}
                  showTotal={() => `共 ${total} 份`}
                  onChange={page => change({ page: String(page) })}
                />
              ) : (
                <p className="frame-muted frame-small">共 {total} 份</p>
              )}
            </>
          )
        }
      </Waits>
      {open ? <ExchangeMessage id={open} today={today} operator={operator} close={() => show('')} /> : null}
    </section>
  );
}

/** Everything that the filter finds, as a table for a spreadsheet. */
function Export({ filter, total }: { filter: Record<string, string | undefined>; total: number }) {
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: async () => {
      const rows: MessageView[] = [];
      for (let page = 1; rows.length < Math.min(total, mostRows); page++) {
        const { items } = await api.get<Page>(`/desk/exchange/messages${query({ ...filter, page, size: 500 })}`);
        if (items.length === 0) break;
        rows.push(...items);
      }
      download(
        `报文-${filter.direction === 'in' ? '收到的' : '发出的'}.csv`,
        csvText(
          [
            '平台',
            '内容',
            '关于',
            '主题线',
            '序号',
            '状态',
            filter.direction === 'in' ? '收到' : '排队',
            '完成',
            '有答复的次数',
            '答复',
            '报文编号',
            '内容摘要（SM3）',
          ],
          rows.map(m => [
            shortPartner[m.partner],
            topicName(m.topic),
            subjectName(m),
            m.subject,
            m.seq,
            stateName(m),
            m.madeAt,
            m.doneAt,
            m.attempts,
            m.answer,
            m.id,
            m.digest,
          ]),
        ),
      );
      if (total > mostRows) message.warning(`只导出了前 ${mostRows} 份，请先缩小范围`);
    },
    onError: () => message.error('没有导出来，请再试一次'),
  });
  return (
    <Button icon={<DownloadOutlined />} disabled={total === 0} loading={save.isPending} onClick={() => save.mutate()}>
      导出 CSV
    </Button>
  );
}
