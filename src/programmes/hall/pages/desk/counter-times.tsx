/** What for and when: what is free now, one place kept. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Radio, Select } from 'antd';
import { useState } from 'react';
import type { BookingView } from '#platform/queues';
import { useCreate } from '#ui/api';
import { Trouble } from '#ui/frame';
import { day, weekday } from '#ui/words';
import { useFinding, useHall, useSlots } from '../portal/data.ts';

interface Purpose {
  queue: string;
  subject: string;
}

export function CounterTimes({ person, today }: { person: string; today: string }) {
  const client = useQueryClient();
  const create = useCreate();
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [on, setOn] = useState<string | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const slots = useSlots(purpose?.queue ?? null);
  const chosen = slots.data?.days.find(d => d.day === on) ?? slots.data?.days.find(d => d.closed === null);
  const book = useMutation({
    mutationFn: () => create<BookingView>('/desk/bookings', { person, ...purpose, day: chosen?.day, at }),
    onSuccess: async () => {
      setPurpose(null);
      setOn(null);
      await client.invalidateQueries({ queryKey: ['caller-bookings', person] });
    },
    onSettled: async () => {
      setAt(null);
      // Somebody else took the last place: what is free now is shown.
      await client.invalidateQueries({ queryKey: ['slots'] });
    },
  });
  const choose = (next: Purpose | null) => {
    setPurpose(next);
    setAt(null);
    book.reset();
  };
  return (
    <section className="frame-panel counter-times" aria-labelledby="counter-times">
      <h2 id="counter-times">约什么时间？</h2>
      {book.data && !purpose ? (
        <Alert
          type="success"
          showIcon
          className="counter-made"
          title={
            <>
              约好了，预约号 <strong>{book.data.number}</strong>
            </>
          }
          description={`${day(book.data.day, today)}（${weekday(book.data.day)}）${book.data.at}，${book.data.queueName}${book.data.subject ? `，${book.data.subject}` : ''}。到大厅在取号机上输入预约号；来不了请提前打电话取消。`}
        />
      ) : null}
      <Form layout="vertical" component="div">
        <Form.Item label="办什么" htmlFor="counter-purpose">
          <PurposeSelect value={purpose} onChange={choose} />
        </Form.Item>
        {slots.error ? <Trouble error={slots.error} again={() => void slots.refetch()} /> : null}
        {purpose && slots.data && !chosen ? <Alert type="warning" showIcon title="最近几天都约满了或不办公，请到现场取号。" /> : null}
        {purpose && chosen ? (
          <>
            <Form.Item label="哪一天">
              <Radio.Group
                aria-label="哪一天"
                className="counter-choices"
                optionType="button"
                value={chosen.day}
                onChange={event => {
                  setOn(event.target.value);
                  setAt(null);
                }}
                options={slots.data!.days.map(d => ({
                  value: d.day,
                  disabled: d.closed !== null,
                  label: `${d.day === today ? '今天' : `${day(d.day, today)} ${weekday(d.day)}`}${d.closed ? `（${d.closed}）` : ''}`,
                }))}
              />
            </Form.Item>
            <Form.Item label="几点">
              <Radio.Group
                aria-label="几点"
                className="counter-choices"
                optionType="button"
                value={at}
                onChange={event => setAt(event.target.value)}
                options={chosen.slots.filter(s => s.free > 0).map(s => ({ value: s.at, label: `${s.at}（余 ${s.free}）` }))}
              />
            </Form.Item>
            {book.error ? <Trouble error={book.error} /> : null}
            <Button type="primary" disabled={!at} loading={book.isPending} onClick={() => book.mutate()}>
              {at ? `预约 ${day(chosen.day, today)} ${at}` : '请选时间'}
            </Button>
          </>
        ) : null}
      </Form>
    </section>
  );
}

/** A thing or matter by what the caller says, or a queue. */
function PurposeSelect({ value, onChange }: { value: Purpose | null; onChange(purpose: Purpose | null): void }) {
  const [typed, setTyped] = useState('');
  const hall = useHall();
  const finding = useFinding(typed);
  const hits = typed.trim() ? (finding.data?.items ?? []) : [];
  const queues = hall.data?.areas.flatMap(a => a.queues).filter(q => q.canBeBooked) ?? [];
  const write = (p: Purpose) => JSON.stringify([p.queue, p.subject]);
  const queueNames = new Map(queues.map(q => [q.id, q.name]));
  const groups = [
    {
      label: '事项',
      options: hits.flatMap(h => (h.queue ? [{ value: write({ queue: h.queue, subject: h.name }), label: `${h.name}（${h.queueName}）` }] : [])),
    },
    {
      label: '窗口',
      options: queues.filter(q => !typed.trim() || q.name.includes(typed.trim())).map(q => ({ value: write({ queue: q.id, subject: '' }), label: q.name })),
    },
  ].filter(g => g.options.length > 0);
  const elsewhere = hits.filter(h => h.outside);
  return (
    <>
      <Select<string, { value: string; label: string }>
        id="counter-purpose"
        showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
        allowClear
        placeholder="问来人要办什么，例如：社保卡、户口迁移、开面馆"
        value={value ? write(value) : null}
        {...(value ? { labelRender: () => [queueNames.get(value.queue), value.subject].filter(Boolean).join('：') } : {})}
        notFoundContent={typed.trim() && finding.isSuccess ? `没有找到“${typed.trim()}”，换个说法试试` : null}
        options={groups as never}
        onChange={chosen => {
          setTyped('');
          const [queue, subject] = chosen ? (JSON.parse(chosen) as [string, string]) : [];
          onChange(queue ? { queue, subject: subject ?? '' } : null);
        }}
      />
      {elsewhere.length > 0 ? <p className="frame-muted">不在大厅办：{elsewhere.map(h => `${h.name}（${h.outside!.doneAt}）`).join('、')}</p> : null}
    </>
  );
}
