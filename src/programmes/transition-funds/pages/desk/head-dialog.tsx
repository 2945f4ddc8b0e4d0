/** Year, title and number of a draft. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { PlanView } from '../../views.ts';

export function HeadDialog({ plan, done, cancel }: { plan: PlanView['plan']; done(): void; cancel(): void }) {
  const [year, setYear] = useState<number | null>(plan.year);
  const [title, setTitle] = useState(plan.title);
  const [number, setNumber] = useState(plan.number);
  const [reason, setReason] = useState('');
  const sending = useMutation({
    mutationFn: () => api.put(`/desk/funds/plans/${plan.id}`, { version: plan.version, year, title, number, reason }),
    onSuccess: done,
  });
  const fault = (path: string) => faultOf(sending.error, path);
  const help = (path: string) => ({ validateStatus: fault(path) ? ('error' as const) : ('' as const), help: fault(path) });
  return (
    <Modal
      open
      title="改标题、文号"
      okText="保存"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <Form layout="vertical">
        <Form.Item label="年度" htmlFor="funds-head-year" required {...help('year')}>
          <InputNumber id="funds-head-year" value={year} onChange={setYear} min={2016} max={2100} />
        </Form.Item>
        <Form.Item label="标题" htmlFor="funds-head-title" required {...help('title')}>
          <Input id="funds-head-title" value={title} maxLength={120} onChange={e => setTitle(e.target.value)} />
        </Form.Item>
        <Form.Item label="文号" htmlFor="funds-head-number" {...help('number')}>
          <Input id="funds-head-number" value={number} maxLength={60} onChange={e => setNumber(e.target.value)} />
        </Form.Item>
        <Form.Item label="为什么改" htmlFor="funds-head-why" required {...help('reason')}>
          <Input id="funds-head-why" value={reason} maxLength={300} onChange={e => setReason(e.target.value)} />
        </Form.Item>
      </Form>
      {sending.isError && !['year', 'title', 'number', 'reason'].some(fault) ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
