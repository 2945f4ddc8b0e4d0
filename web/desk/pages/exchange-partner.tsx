/** One partner: the line, the queue in figures, the last day by the hour; pausing and trying again. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { PartnerView } from '#platform/exchange';
import { api } from '#ui/api';
import { clockTime, faultOf, Mark, SortTable, Trouble } from '#ui/frame';
import { topicName } from './exchange-words.tsx';

interface Props {
  partner: PartnerView;
  now: string;
  today: string;
  operator: boolean;
  edit(): void;
}

/** The line in one word, with the colour that goes with it. */
export function lineOf(p: PartnerView): { look: 'good' | 'warn' | 'bad' | 'plain'; word: string } {
  if (!p.active) return { look: 'plain', word: '未启用' };
  if (p.pausedAt) return { look: 'warn', word: '已暂停发送' };
  if (p.downSince) return { look: 'bad', word: '连不上' };
  return p.lastOkAt ? { look: 'good', word: '正常' } : { look: 'plain', word: '还没有发送过' };
}

/** `3 天 4 小时`, for how long something lasts. */
export function lasting(from: string, now: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(now) - Date.parse(from)) / 60_000));
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天 ${hours % 24} 小时`;
}

export function ExchangePartner({ partner: p, now, today, operator, edit }: Props) {
  const [pausing, setPausing] = useState(false);
  const { message } = App.useApp();
  const client = useQueryClient();
  const line = lineOf(p);
  const resume = useMutation({
    mutationFn: () => api.post(`/desk/exchange/partners/${p.id}/resumption`, { version: p.version }),
    onSettled: () => client.invalidateQueries({ queryKey: ['exchange'] }),
    onSuccess: () => message.success(p.pausedAt ? '已恢复发送' : '马上再试'),
  });
  return (
    <section className="frame-panel exchange-partner" aria-label={p.name}>
      <div className="frame-panel-head">
        <h2>{p.name}</h2>
        <Mark look={line.look}>{line.word}</Mark>
      </div>
      {p.pausedAt ? <Alert type="warning" showIcon title={`${p.pausedBy} ${clockTime(p.pausedAt, today)} 暂停：${p.pausedReason}`} /> : null}
      {p.active && p.downSince && !p.pausedAt ? (
        <Alert
          type="error"
          showIcon
          title={`${lasting(p.downSince, now)}连不上：${p.downReason}`}
          description={`从 ${clockTime(p.downSince, today)} 起${p.retryAt ? `，下次 ${clockTime(p.retryAt, today)} 再试` : ''}。报文都在排队，恢复后按顺序补发。`}
        />
      ) : null}
      <dl className="exchange-figures">
        <Figure name="等待发送" value={p.waiting} {...(p.oldestAt && p.waiting > 0 ? { note: `最早 ${lasting(p.oldestAt, now)}前` } : {})} />
        <Figure name="卡住" value={p.stuck} bad={p.stuck > 0} />
        <Figure name="一小时内发出" value={p.sentLastHour} />
        <Figure name="一小时内收到" value={p.receivedLastHour} />
      </dl>
      <Hours hours={p.hours} />
      {p.byTopic.some(t => p.active || t.waiting + t.stuck + t.sent > 0) ? (
        <SortTable
          label="各类报文"
          rows={p.byTopic}
          rowKey={t => t.topic}
          sortBy=""
          columns={[
            { key: 'topic', title: '内容', value: t => topicName(t.topic) },
            { key: 'waiting', title: '等待', value: t => t.waiting },
            { key: 'stuck', title: '卡住', value: t => t.stuck },
            { key: 'sent', title: '24 小时内发出', value: t => t.sent },
          ]}
        />
      ) : null}
      {resume.error ? <Trouble error={resume.error} /> : null}
      {operator ? (
        <div className="exchange-moves no-print">
          {p.active && p.pausedAt ? (
            <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate()}>
              恢复发送
            </Button>
          ) : null}
          {p.active && !p.pausedAt ? (
            <>
              {p.downSince ? (
                <Button loading={resume.isPending} onClick={() => resume.mutate()}>
                  马上再试
                </Button>
              ) : null}
              <Button onClick={() => setPausing(true)}>暂停发送</Button>
            </>
          ) : null}
          <Button onClick={edit}>设置</Button>
        </div>
      ) : null}
      {pausing ? <Pause partner={p} close={() => setPausing(false)} /> : null}
    </section>
  );
}

const Figure = ({ name, value, note, bad }: { name: string; value: number; note?: string; bad?: boolean }) => (
  <div className={bad ? 'bad' : undefined}>
    <dt>{name}</dt>
    <dd>
      {value}
      {note ? <small>{note}</small> : null}
    </dd>
  </div>
);

/** Sent in each of the last 24 hours. */
function Hours({ hours }: { hours: readonly number[] }) {
  const most = Math.max(...hours);
  if (most === 0) return null;
  const total = hours.reduce((a, b) => a + b, 0);
  return (
    <figure className="exchange-hours">
      <div role="img" aria-label={`24 小时内发出 ${total} 份，最多的一小时 ${most} 份`}>
        {hours.map((n, i) => (
          <span key={i} style={{ height: `${(n / most) * 100}%` }} title={`${n} 份`} />
        ))}
      </div>
      <figcaption>24 小时内每小时发出，最多 {most} 份</figcaption>
    </figure>
  );
}

function Pause({ partner, close }: { partner: PartnerView; close(): void }) {
  const [form] = Form.useForm<{ reason: string }>();
  const client = useQueryClient();
  const pause = useMutation({
    mutationFn: ({ reason }: { reason: string }) => api.post(`/desk/exchange/partners/${partner.id}/pause`, { version: partner.version, reason }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['exchange'] });
      close();
    },
    onError: error => {
      const fault = faultOf(error, 'reason');
      if (fault) form.setFields([{ name: 'reason', errors: [fault] }]);
      void client.invalidateQueries({ queryKey: ['exchange'] });
    },
  });
  return (
    <Modal open title={`暂停向${partner.name}发送`} okText="暂停发送" onOk={() => form.submit()} confirmLoading={pause.isPending} onCancel={close}>
      <p>报文照常排队，恢复以后按顺序补发；对方发来的报文照常接收。</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={v => !pause.isPending && pause.mutate(v)}>
        <Form.Item name="reason" label="暂停的原因" rules={[{ required: true, whitespace: true, min: 2, message: '请写明暂停的原因' }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {pause.error && !faultOf(pause.error, 'reason') ? <Trouble error={pause.error} /> : null}
    </Modal>
  );
}
