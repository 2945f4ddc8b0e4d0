/** 考核结果: the runs that were computed, and computing one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { RunHead } from '#platform/runs';
import { api, useCreate } from '#ui/api';
import { faultOf, Trouble, Waits } from '#ui/frame';
import { RunHeads } from '#ui/runs';
import { hasRole, type Session, useSession } from '#ui/session';
import { AppraisalFrame } from './appraisal-frame.tsx';

export default function RunsPage() {
  const { data: session } = useSession();
  return session ? <Runs session={session} /> : null;
}

function Runs({ session }: { session: Session }) {
  const [asking, setAsking] = useState(false);
  const list = useQuery({ queryKey: ['appraisal', 'runs'], queryFn: ({ signal }) => api.get<{ items: RunHead[] }>('/runs?kind=appraisal', signal) });
  return (
    <AppraisalFrame
      note="算出的结果不再改动；有错的，剔除以后重新算一次"
      actions={
        hasRole(session, 'supervisor') ? (
          <Button type="primary" onClick={() => setAsking(true)}>
            计算一期
          </Button>
        ) : null
      }
    >
      <Waits of={list}>
        {({ items }) => <RunHeads items={items} base="/desk/appraisal/runs" verb="计算" today={session.today} empty="还没有公示过的结果" />}
      </Waits>
      {asking ? <ComputeDialog today={session.today} runs={list.data?.items ?? []} onClose={() => setAsking(false)} /> : null}
    </AppraisalFrame>
  );
}

/** Years and months that are over, the newest first; nothing before the order. */
function periodsUntil(today: string): { value: string; label: string }[] {
  const list: { value: string; label: string }[] = [];
  for (let year = Number(today.slice(0, 4)); year >= 2024; year--) {
    if (`${year}-12-31` < today) list.push({ value: String(year), label: `${year} 年` });
    for (let month = 12; month >= 1; month--) {
      const key = `${year}-${String(month).padStart(2, '0')}`;
      if (key < today.slice(0, 7)) list.push({ value: key, label: `${year} 年 ${month} 月` });
    }
  }
  return list;
}

function ComputeDialog({ today, runs, onClose }: { today: string; runs: readonly RunHead[]; onClose(): void }) {
  const client = useQueryClient();
  const [, go] = useLocation();
  const periods = periodsUntil(today);
  const [period, setPeriod] = useState(periods[0]?.value ?? '');
  const [reason, setReason] = useState('');
  const before = runs.some(r => r.period === period && (r.state === 'posted' || r.state === 'final'));
  const create = useCreate();
  const compute = useMutation({
    mutationFn: () => create<{ id: string }>('/appraisal/runs', { period, ...(before ? { reason } : {}) }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['appraisal', 'runs'] });
      go(`/desk/appraisal/runs/${id}`);
    },
  });
  const wrongPeriod = faultOf(compute.error, 'period');
  const wrongReason = faultOf(compute.error, 'reason');
  return (
    <Modal open title="计算一期考核" okText="计算" cancelText="取消" onOk={() => compute.mutate()} confirmLoading={compute.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={() => compute.mutate()}>
        <Form.Item label="哪一期" htmlFor="appraisal-period" validateStatus={wrongPeriod ? 'error' : ''} help={wrongPeriod}>
          <Select id="appraisal-period" value={period} onChange={setPeriod} options={periods} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        {before ? (
          <Form.Item label="为什么重新算" htmlFor="appraisal-reason" required validateStatus={wrongReason ? 'error' : ''} help={wrongReason}>
            <Input id="appraisal-reason" value={reason} maxLength={300} onChange={e => setReason(e.target.value)} />
          </Form.Item>
        ) : null}
        <p className="frame-muted frame-small">按这一年批准的考核办法和现在的数据计算，异议成立的已经剔除。算好以后由另一名督导员复核，县领导审定，再公示。</p>
        {compute.isError && !wrongPeriod && !wrongReason ? <Trouble error={compute.error} /> : null}
      </Form>
    </Modal>
  );
}
