/** One hand-over: its receipt, its rows against the one before, and what the receiver says of it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useParams } from 'wouter';
import type { HandedRowView, HandoverView } from '#platform/registers';
import { handoverStates, handoverSteps } from '#platform/registers/pure';
import { api } from '../api/index.ts';
import { ReasonDialog } from '../duty/index.ts';
import { Choose, Filters, Frame, ListTable, Mark, SearchBox, Trouble, useList, Waits } from '../frame/index.ts';
import { type Column, heading, type Place, said } from './data.ts';
import { HandoverFacts } from './handover-facts.tsx';
import { differing, handoverLook } from './handovers.tsx';
import { OpenTable } from './open-table.tsx';
import './registers.css';

interface Data {
  handover: HandoverView;
  title: string;
  unit: string;
  called: string;
  columns: Column[];
}

export function RegisterHandover(place: Place) {
  const { id } = useParams<{ id: string }>();
  const one = useQuery({ queryKey: ['register-handover', id], queryFn: ({ signal }) => api.get<Data>(`/registers/${place.kind}/handovers/${id}`, signal) });
  return <Waits of={one}>{data => <One place={place} {...data} />}</Waits>;
}

const lookOf = { same: 'plain', fresh: 'good', altered: 'warn', gone: 'bad' } as const;

function One({ place, handover: h, title, unit, called, columns }: { place: Place } & Data) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'return' | 'reject' | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const at = `/registers/${place.kind}/handovers/${h.id}`;
  const found = useList<{ items: HandedRowView[]; total: number }>('register-handed-rows', `${at}/rows`, ['q', 'only']);
  const refresh = async (text: string) => {
    setAsking(null);
    setChosen(new Set());
    await client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('register') });
    message.success(text);
  };
  const receive = useMutation({ mutationFn: () => api.post(`${at}/receipt`, { version: h.version }), onSuccess: () => refresh('已签收') });
  const answers = h.mine === 'to' && (h.state === 'handed' || h.state === 'received');
  const choose = (id: string, on: boolean) => setChosen(was => new Set(on ? [...was, id] : [...was].filter(w => w !== id)));
  const before = (row: HandedRowView, c: Column) =>
    row.before && row.before[c.key] !== row.values[c.key] ? <div className="frame-muted frame-small">原来 {said(c, row.before[c.key])}</div> : null;
  return (
    <Frame
      title={`${title}：${h.period ? `${h.period} 年 ` : ''}第 ${h.number} 次交接`}
      back={{ to: `${place.base}/handovers`, title: '历次交接' }}
      note={<Mark look={handoverLook[h.state]}>{handoverStates[h.state]}</Mark>}
      actions={
        <>
          <Button onClick={() => window.print()}>打印交接单</Button>
          {h.mine === 'none' ? null : (
            <OpenTable label="下载名单（号码完整）" path={`${at}/table`} body={{ only: found.get('only') === 'rejected' ? 'rejected' : 'all' }} />
          )}
          {h.mine === 'to' && h.state === 'handed' ? (
            <>
              <Button danger onClick={() => setAsking('return')}>
                整份退回
              </Button>
              <Button type="primary" loading={receive.isPending} onClick={() => !receive.isPending && receive.mutate()}>
                签收 {h.rows} {unit}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {receive.isError ? <Trouble error={receive.error} again={() => void client.invalidateQueries({ queryKey: ['register-handover'] })} /> : null}
      <HandoverFacts of={h} label="交接单" unit={unit}>
        <dt>和上一次比</dt>
        <dd>{differing(h)}</dd>
        <dt>盖章件</dt>
        <dd>{h.paper ? <a href={`/api/files/${h.paper}`}>下载盖章件</a> : '没有'}</dd>
        {h.note ? (
          <>
            <dt>说明</dt>
            <dd>{h.note}</dd>
          </>
        ) : null}
        {h.reason ? (
          <>
            <dt>退回原因</dt>
            <dd>{h.reason}</dd>
          </>
        ) : null}
      </HandoverFacts>
      <Filters>
        <Choose of="only" label="哪些行" all="全部行" options={{ fresh: '新增的', altered: '有变化的', gone: '不再有的', rejected: '被退回的' }} />
        <SearchBox label="按名称、拼音找" placeholder="名称、拼音或首字母" value={found.get('q') ?? ''} change={q => found.change({ q })} />
        {answers ? (
          <Button disabled={chosen.size === 0} onClick={() => setAsking('reject')}>
            退回选中的 {chosen.size} {unit}
          </Button>
        ) : null}
      </Filters>
      <section className="frame-panel no-print" aria-label="名单">
        <ListTable<HandedRowView, { items: HandedRowView[]; total: number }>
          of={found}
          label="名单"
          unit={unit}
          nothing="没有这样的行"
          rowKey={row => row.rowId}
          sortBy=""
          columns={[
            {
              key: 'title',
              title: columns.find(c => c.key === called)!.title,
              unsorted: true,
              value: row => row.title,
              show: row =>
                answers && !row.rejected && row.step !== 'gone' ? (
                  <Checkbox checked={chosen.has(row.rowId)} onChange={e => choose(row.rowId, e.target.checked)}>
                    {row.title}
                  </Checkbox>
                ) : (
                  row.title
                ),
            },
            ...columns
              .filter(c => c.key !== called)
              .map(c => ({
                key: c.key,
                title: heading(c),
                unsorted: true,
                value: (row: HandedRowView) => (c.type === 'whole' || c.type === 'money' ? Number(row.values[c.key] ?? 0) : said(c, row.values[c.key])),
                show: (row: HandedRowView) => (
                  <>
                    {said(c, row.values[c.key])}
                    {before(row, c)}
                  </>
                ),
              })),
            {
              key: 'step',
              title: '和上一次比',
              unsorted: true,
              value: row => handoverSteps[row.step],
              show: row => <Mark look={lookOf[row.step]}>{handoverSteps[row.step]}</Mark>,
            },
            { key: 'rejected', title: '退回', unsorted: true, value: row => (row.rejected ? `${row.rejected}（${row.rejectedByName}）` : '') },
          ]}
        />
      </section>
      {asking === 'return' ? (
        <ReasonDialog
          title="整份退回"
          ok="退回"
          label="退回的原因"
          note="整份都不收。对方改好以后再交一次。"
          send={({ reason }) => api.post(`${at}/return`, { version: h.version, reason })}
          done={() => void refresh('已退回，并提醒了对方')}
          cancel={() => setAsking(null)}
        />
      ) : null}
      {asking === 'reject' ? (
        <ReasonDialog
          title={`退回 ${chosen.size} ${unit}`}
          ok="退回"
          label="退回的原因"
          note="只退回选中的；其余的照收。对方改好以后，随下一次交接再来。"
          send={({ reason }) => api.post(`${at}/rejections`, { version: h.version, rows: [...chosen], reason })}
          done={() => void refresh('已退回，并提醒了对方')}
          cancel={() => setAsking(null)}
        />
      ) : null}
    </Frame>
  );
}
