/** Year, title and number of a draft; the number alone of what was approved without one. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { PlanView } from '../../views.ts';
import { type Head, HeadFields, helpAt } from './head-fields.tsx';

export function HeadDialog({ plan, done, cancel }: { plan: PlanView['plan']; done(): void; cancel(): void }) {
  const [head, setHead] = useState<Head>({ year: plan.year, season: plan.season, title: plan.title, number: plan.number });
  const [reason, setReason] = useState('');
  const sending = useMutation({
    mutationFn: () => api.put(`/desk/funds/plans/${plan.id}`, { version: plan.version, ...head, reason }),
    onSuccess: done,
  });
  const fault = (path: string) => faultOf(sending.error, path);
  return (
    <Modal
      open
      title="改年度、标题、文号"
      okText="保存"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <Form layout="vertical">
        <HeadFields id="funds-head" head={head} numberLabel="文号" error={sending.error} change={next => setHead(was => ({ ...was, ...next }))} />
        <Form.Item label="为什么改" htmlFor="funds-head-why" required {...helpAt(sending.error, 'reason')}>
          <Input id="funds-head-why" value={reason} maxLength={300} onChange={e => setReason(e.target.value)} />
        </Form.Item>
      </Form>
      {sending.isError && !['year', 'title', 'number', 'reason'].some(fault) ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}

export function NumberDialog({ plan, done, cancel }: { plan: PlanView['plan']; done(): void; cancel(): void }) {
  const [number, setNumber] = useState('');
  const sending = useMutation({ mutationFn: () => api.put(`/desk/funds/plans/${plan.id}/number`, { version: plan.version, number }), onSuccess: done });
  const submit = () => !sending.isPending && sending.mutate();
  return (
    <Modal open title="填文号" okText="保存" cancelText="取消" confirmLoading={sending.isPending} onOk={submit} onCancel={cancel}>
      <p>印发以后填一次，别的都不变；填错了要出新版。</p>
      <Form layout="vertical" onFinish={submit}>
        <Form.Item label="文号" htmlFor="funds-number" required {...helpAt(sending.error, 'number')}>
          <Input id="funds-number" value={number} maxLength={60} placeholder="中政发〔2024〕19号" onChange={e => setNumber(e.target.value)} />
        </Form.Item>
      </Form>
      {sending.isError && !faultOf(sending.error, 'number') ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
