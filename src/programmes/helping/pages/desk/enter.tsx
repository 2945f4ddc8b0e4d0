/** At the window: somebody says what could not get done. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, Problem, useCreate } from '#ui/api';
import { Frame, faultOf, Trouble } from '#ui/frame';
import { type Reason, reasons } from '../../words.ts';
import './helping.css';

export default function EnterNotDone() {
  const { message } = App.useApp();
  const [, go] = useLocation();
  const client = useQueryClient();
  const [reason, setReason] = useState<Reason>();
  const [thing, setThing] = useState<number>();
  const [words, setWords] = useState({ visitorName: '', phone: '', caseNumber: '', text: '' });
  const create = useCreate();
  const things = useQuery({ queryKey: ['things'], queryFn: () => api.get<{ items: { no: number; name: string }[] }>('/things'), staleTime: 600_000 });
  const send = useMutation({
    mutationFn: () => create<{ id: string; number: string }>('/desk/not-done', { reason, ...words, ...(thing === undefined ? {} : { thing }) }),
    onSuccess: async ({ id, number }) => {
      message.success(`${number} 已登记`);
      await client.invalidateQueries({ queryKey: ['not-done'] });
      go(`/desk/not-done/${id}`);
    },
  });
  const item = (path: string) => {
    const fault = faultOf(send.error, path);
    return { validateStatus: fault ? ('error' as const) : ('' as const), help: fault };
  };
  const text = (name: keyof typeof words, label: string, required = true) => (
    <Form.Item label={label} htmlFor={`enter-${name}`} required={required} {...item(name)}>
      <Input id={`enter-${name}`} maxLength={40} autoComplete="off" value={words[name]} onChange={e => setWords(was => ({ ...was, [name]: e.target.value }))} />
    </Form.Item>
  );
  const elsewhere = send.isError && send.error instanceof Problem && send.error.faults.length === 0;
  return (
    <Frame title="登记办不成的事" back={{ to: '/desk/not-done', title: '办不成事反映' }}>
      <Form layout="vertical" className="frame-panel helping-form" onFinish={() => !send.isPending && send.mutate()}>
        <div className="helping-row">
          {text('visitorName', '来人姓名')}
          {text('phone', '回访电话')}
        </div>
        <Form.Item label="为什么没办成" required {...item('reason')}>
          <Radio.Group
            aria-label="为什么没办成"
            className="helping-radios"
            value={reason}
            onChange={e => setReason(e.target.value as Reason)}
            options={Object.entries(reasons).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <div className="helping-row">
          <Form.Item label="想办什么事（不在里面的不选）" htmlFor="enter-thing" {...item('thing')}>
            <Select
              id="enter-thing"
              aria-label="想办什么事"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={thing ?? null}
              onChange={v => setThing(v ?? undefined)}
              options={(things.data?.items ?? []).map(t => ({ value: t.no, label: t.name }))}
            />
          </Form.Item>
          {text('caseNumber', '办件编号（有的话）', false)}
        </div>
        <Form.Item label="想办什么、去了哪里、卡在哪里" htmlFor="enter-text" required {...item('text')}>
          <Input.TextArea
            id="enter-text"
            rows={5}
            maxLength={2000}
            showCount
            value={words.text}
            onChange={e => setWords(was => ({ ...was, text: e.target.value }))}
          />
        </Form.Item>
        <p className="frame-muted">登记后交给这件事的牵头部门；没有选一件事的，交给行政审批局。首问负责，3 个工作日内答复。</p>
        {elsewhere ? <Trouble error={send.error} /> : null}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          登记
        </Button>
      </Form>
    </Frame>
  );
}
