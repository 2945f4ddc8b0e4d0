/** Loading a year's notice: pasted or typed, read on the page, seen in the calendar before it counts. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { api, Problem } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { YearData } from './calendar.tsx';
import { onWeekdays, readDays, readNotice, writeDays } from './calendar-days.ts';
import { YearGrid } from './calendar-year.tsx';

interface Props {
  data: YearData;
  today: string;
  done(): void;
  cancel: (() => void) | undefined;
}

export function LoadNotice({ data, today, done, cancel }: Props) {
  const { year } = data;
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const [notice, setNotice] = useState('');
  const [unread, setUnread] = useState(false);
  const [offText, setOffText] = useState(() => writeDays(data.holidays));
  const [onText, setOnText] = useState(() => writeDays(data.workdays));
  const [source, setSource] = useState('');
  const [asked, setAsked] = useState(false);
  const off = readDays(offText, year);
  const on = readDays(onText, year);
  const holidays = onWeekdays(off.days);
  const workdays = on.days;
  const save = useMutation({
    mutationFn: () => api.put(`/calendar/${year}`, { holidays, workdays, source }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['calendar'] });
      message.success(`${year} 年的放假安排已载入`);
      done();
    },
  });
  /** The server names days by their place in the list; here they are named by their date. */
  const refused = (list: 'holidays' | 'workdays') =>
    save.error instanceof Problem ? save.error.faults.filter(f => f.path === list || f.path.startsWith(`${list}.`)).map(f => f.message) : [];
  const offFaults = [
    ...off.faults.map(f => `“${f.at}”：${f.message}`),
    ...(asked && holidays.length === 0 && off.faults.length === 0 ? ['请填写放假的日子'] : []),
    ...refused('holidays'),
  ];
  const onFaults = [
    ...on.faults.map(f => `“${f.at}”：${f.message}`),
    ...onWeekdays(on.days).map(d => `${writeDays([d])}不是周末，不需要调休上班`),
    ...on.days.filter(d => off.days.includes(d)).map(d => `${writeDays([d])}又放假又上班`),
    ...refused('workdays'),
  ];
  const sourceFault = faultOf(save.error, 'source') ?? (asked && source.trim().length < 4 ? '请填写通知的文号，例如 国办发明电〔2026〕12号' : undefined);
  const wrong = off.faults.length + on.faults.length + onWeekdays(on.days).length > 0 || holidays.length === 0 || source.trim().length < 4;
  const submit = () => {
    setAsked(true);
    if (wrong) return;
    modal.confirm({
      title: `载入 ${year} 年的放假安排？`,
      content: `${holidays.length} 个工作日放假，${workdays.length} 个周末上班。此后的期限都按它计算。`,
      okText: '载入',
      cancelText: '再核对',
      onOk: () => save.mutateAsync().catch(() => {}),
    });
  };
  const take = () => {
    const read = readNotice(notice);
    setUnread(!read.holidays && !read.workdays);
    if (read.holidays) setOffText(read.holidays);
    if (read.holidays || read.workdays) setOnText(read.workdays);
    const number = /[^\s，。（(]{2,12}〔\d{4}〕\d+号/.exec(notice)?.[0];
    if (number) setSource(number);
  };
  const listed = (faults: string[]) =>
    faults.length > 0 ? (
      <ul className="calendar-faults">
        {faults.map(f => (
          <li key={f}>{f}</li>
        ))}
      </ul>
    ) : undefined;
  return (
    <>
      <section className="frame-panel" aria-labelledby="calendar-load">
        <h2 id="calendar-load">
          {data.known ? '更正' : '载入'} {year} 年的放假安排
        </h2>
        <Form layout="vertical" className="calendar-form" onFinish={submit}>
          <Form.Item
            label="粘贴通知原文（选填）"
            htmlFor="calendar-notice"
            help={unread ? '没有找到放假和上班的日期，请在下面自己填。' : undefined}
            extra="粘贴国务院办公厅的通知，自动找出日期；也可以在下面自己填。"
            validateStatus={unread ? 'warning' : ''}
          >
            <Input.TextArea
              id="calendar-notice"
              rows={4}
              value={notice}
              maxLength={5000}
              onChange={e => setNotice(e.target.value)}
              placeholder="一、元旦：1月1日（周五）至3日（周日）放假，共3天。……"
            />
          </Form.Item>
          <Button onClick={take} disabled={!notice.trim()}>
            识别日期
          </Button>
          <Form.Item
            label="放假的日子"
            htmlFor="calendar-off"
            required
            validateStatus={offFaults.length > 0 ? 'error' : ''}
            help={listed(offFaults)}
            extra={`读出 ${holidays.length} 个工作日放假${off.days.length > holidays.length ? `，另有 ${off.days.length - holidays.length} 天本来就是周末` : ''}`}
          >
            <Input.TextArea
              id="calendar-off"
              rows={3}
              value={offText}
              onChange={e => setOffText(e.target.value)}
              placeholder="1月1日-3日、2月5日-11日、4月3日-5日"
            />
          </Form.Item>
          <Form.Item
            label="周末上班的日子"
            htmlFor="calendar-on"
            validateStatus={onFaults.length > 0 ? 'error' : ''}
            help={listed(onFaults)}
            extra={`读出 ${workdays.length} 个周末上班`}
          >
            <Input.TextArea id="calendar-on" rows={2} value={onText} onChange={e => setOnText(e.target.value)} placeholder="2月14日、2月28日" />
          </Form.Item>
          <Form.Item label="通知的文号" htmlFor="calendar-source" required validateStatus={sourceFault ? 'error' : ''} help={sourceFault}>
            <Input id="calendar-source" maxLength={100} value={source} onChange={e => setSource(e.target.value)} placeholder="国办发明电〔2026〕12号" />
          </Form.Item>
          {save.isError && !(save.error instanceof Problem && save.error.faults.length > 0) ? <Trouble error={save.error} /> : null}
          <Space>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              载入
            </Button>
            {cancel ? <Button onClick={cancel}>取消</Button> : null}
          </Space>
        </Form>
      </section>
      <YearGrid year={year} known holidays={holidays} workdays={workdays} today={today} />
    </>
  );
}
