/** The hotline's figures of a period, by unit, category, town and month, and the telephone's of each day. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { api, query } from '#ui/api';
import { type Column, csvText, DateSpan, download, Filters, Frame, faultOf, Mark, SortTable, Trouble, useUnits, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import { connected, mailboxHours, smsMinutes } from '../../figures.ts';
import { percent } from '../../rules.ts';
import type { Figures, Grouped, Statistics } from '../../statistics.ts';
import { categories, channels } from '../../words.ts';
import './hotline.css';

const groups = { byUnit: '按部门', byCategory: '按类别', byTown: '按乡镇', byMonth: '按月份', byChannel: '按渠道' } as const;
type Group = keyof typeof groups;

const share = (part: number, whole: number) => (whole === 0 ? '—' : `${percent(part, whole)}%`);

/** Figure, its share, and of what. */
const columns: readonly [title: string, value: (f: Figures) => number, show?: (f: Figures) => string][] = [
  ['工单', f => f.total],
  ['在办', f => f.open],
  ['并单', f => f.joined],
  ['按时答复', f => f.inTime, f => share(f.inTime, f.inTime + f.late)],
  ['超期', f => f.late],
  ['当场答复', f => f.atOnce, f => share(f.atOnce, f.total)],
  ['转办', f => f.handed],
  ['退回', f => f.returned],
  ['重新办理', f => f.reopened],
  ['回访满意', f => f.satisfied, f => share(f.satisfied, f.called)],
  ['差评', f => f.bad],
];

export default function HotlineStatistics() {
  const { data: session } = useSession();
  const units = useUnits();
  const { get, change } = useFilters();
  const [group, setGroup] = useState<Group>('byUnit');
  const from = get('from') ?? '';
  const to = get('to') ?? '';
  const figures = useQuery({
    queryKey: ['tickets', 'statistics', from, to],
    queryFn: ({ signal }) => api.get<Statistics>(`/desk/hotline/statistics${query({ from, to })}`, signal),
  });
  const named = (key: string | null): string => {
    if (key === null) return '没有写';
    if (group === 'byUnit') return units.short(key);
    if (group === 'byTown') return units.town(key);
    if (group === 'byCategory') return categories[key as keyof typeof categories] ?? key;
    if (group === 'byChannel') return channels[key as keyof typeof channels] ?? key;
    return key;
  };
  const table = (rows: readonly Grouped[], total: Figures) => {
    const shown: Column<Grouped>[] = [
      { key: 'key', title: groups[group].slice(1), value: r => named(r.key), total: '合计' },
      ...columns.map(([title, value, show]) => ({
        key: title,
        title,
        value,
        ...(show ? { show: (r: Grouped) => `${value(r)}（${show(r)}）` } : {}),
        total: show ? `${value(total)}（${show(total)}）` : value(total),
      })),
    ];
    return (
      <SortTable
        label={groups[group]}
        rows={rows}
        columns={shown}
        rowKey={r => r.key ?? ''}
        sortBy={group === 'byMonth' ? 'key' : '工单'}
        empty="这段时间没有工单"
      />
    );
  };
  const exportNow = (data: Statistics) =>
    download(
      `热线统计-${data.from}-${data.to}.csv`,
      csvText(
        ['分组', '名称', ...columns.map(([title]) => title)],
        [
          ['合计', '', ...columns.map(([, value]) => value(data.total))],
          ...data[group].map(r => [groups[group], named(r.key), ...columns.map(([, value]) => value(r))]),
        ],
      ),
    );
  return (
    <Frame title="热线统计" actions={figures.data ? <Button onClick={() => exportNow(figures.data)}>导出表格</Button> : null}>
      <Filters label="统计期">
        <DateSpan from={get('from') ?? figures.data?.from} to={get('to') ?? figures.data?.to} max={session?.today} change={change} whole />
      </Filters>
      <Waits of={figures}>
        {data => (
          <>
            <section className="frame-panel" aria-label="总的情况">
              <dl className="count-tiles">
                <Tile label="工单" value={String(data.total.total)} note={`在办 ${data.total.open}，并单 ${data.total.joined}`} />
                <Tile label="按时答复率" value={share(data.total.inTime, data.total.inTime + data.total.late)} note={`超期 ${data.total.late}`} />
                <Tile label="接诉即办" value={share(data.total.atOnce, data.total.total)} note={`当场答复 ${data.total.atOnce}`} />
                <Tile label="回访满意率" value={share(data.total.satisfied, data.total.called)} note={`回访 ${data.total.called}`} />
                <Tile
                  label="网上工单"
                  value={share(data.mailbox.inTime, data.mailbox.written)}
                  note={`${mailboxHours.value} 小时内有人看，共 ${data.mailbox.written}`}
                />
                <Tile label="短信" value={share(data.sms.inTime, data.sms.sent)} note={`${smsMinutes.value} 分钟内发出，共 ${data.sms.sent}`} />
              </dl>
            </section>
            <section className="frame-panel" aria-label="分组">
              <Segmented
                aria-label="分组方式"
                value={group}
                onChange={v => setGroup(v as Group)}
                options={Object.entries(groups).map(([value, label]) => ({ value, label }))}
              />
              {table(data[group], data.total)}
            </section>
            <Calls data={data} today={session?.today ?? ''} enters={hasRole(session, 'hotline-seat', 'supervisor')} />
          </>
        )}
      </Waits>
    </Frame>
  );
}

const Tile = ({ label, value, note }: { label: string; value: string; note: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      {value} <small>{note}</small>
    </dd>
  </div>
);

function Calls({ data, today, enters }: { data: Statistics; today: string; enters: boolean }) {
  const { calls, callDays } = data;
  return (
    <section className="frame-panel" aria-labelledby="count-calls">
      <div className="frame-panel-head">
        <h2 id="count-calls">话务量</h2>
        {calls.met === null ? null : calls.met ? <Mark look="good">接通率达标</Mark> : <Mark look="bad">接通率不达标</Mark>}
      </div>
      <p className="frame-muted">
        没有接入电话交换机，由话务班每天填报。国标 {connected.source.document}：接通率不低于 {connected.percent}%，{connected.seconds} 秒内应答。
      </p>
      <p>
        {calls.days} 天共呼入 {calls.calls}，接通 {calls.connected}（{share(calls.connected, calls.calls)}），{connected.seconds} 秒内接通 {calls.within15}（
        {share(calls.within15, calls.calls)}）。
      </p>
      {enters ? <EnterCalls data={data} today={today} /> : null}
      <SortTable
        label="每天的话务量"
        rows={callDays}
        rowKey={d => d.day}
        sortBy="day"
        pageSize={10}
        empty="这段时间没有填报"
        columns={[
          { key: 'day', title: '日期', value: d => d.day, show: d => day(d.day, today) },
          { key: 'calls', title: '呼入', value: d => d.calls },
          { key: 'connected', title: '接通', value: d => d.connected },
          { key: 'within15', title: '15 秒内接通', value: d => d.within15 },
          { key: 'rate', title: '接通率', value: d => percent(d.connected, d.calls), show: d => share(d.connected, d.calls) },
          { key: 'by', title: '填报人', value: d => d.enteredBy, minor: true },
        ]}
      />
    </section>
  );
}

function EnterCalls({ data, today }: { data: Statistics; today: string }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [on, setOn] = useState(today);
  const [figures, setFigures] = useState<{ calls: number | null; connected: number | null; within15: number | null }>({
    calls: null,
    connected: null,
    within15: null,
  });
  const there = data.callDays.find(d => d.day === on);
  const save = useMutation({
    mutationFn: () => api.put(`/desk/hotline/call-days/${on}`, { ...figures, version: there?.version ?? 0 }),
    onSuccess: async () => {
      message.success('已填报');
      setFigures({ calls: null, connected: null, within15: null });
      await client.invalidateQueries({ queryKey: ['tickets', 'statistics'] });
    },
  });
  const field = (name: keyof typeof figures, label: string) => (
    <Form.Item label={label} htmlFor={`calls-${name}`} validateStatus={faultOf(save.error, name) ? 'error' : ''} help={faultOf(save.error, name)}>
      <InputNumber id={`calls-${name}`} min={0} precision={0} value={figures[name]} onChange={v => setFigures(was => ({ ...was, [name]: v }))} />
    </Form.Item>
  );
  const trouble = save.isError && !['day', 'calls', 'connected', 'within15'].some(path => faultOf(save.error, path));
  return (
    <Form layout="vertical" className="count-form" onFinish={() => !save.isPending && save.mutate()}>
      <Form.Item label="哪一天" htmlFor="calls-day" validateStatus={faultOf(save.error, 'day') ? 'error' : ''} help={faultOf(save.error, 'day')}>
        <Input id="calls-day" type="date" value={on} max={today} onChange={e => setOn(e.target.value)} />
      </Form.Item>
      {field('calls', '呼入')}
      {field('connected', '接通')}
      {field('within15', '15 秒内接通')}
      <Form.Item>
        <Button htmlType="submit" loading={save.isPending}>
          {there ? '更正这一天' : '填报'}
        </Button>
      </Form.Item>
      {trouble ? <Trouble error={save.error} again={() => void client.invalidateQueries({ queryKey: ['tickets', 'statistics'] })} /> : null}
    </Form>
  );
}
