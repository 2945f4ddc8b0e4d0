/** What this person can do with the plan here and now; the server says what stands against it. */
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, useCreate, wordsOf } from '#ui/api';
import { ReasonDialog } from '#ui/duty';
import { NotElevated, useElevation } from '#ui/frame';
import { type PlanStep, planSteps } from '../../plan.ts';
import type { PlanView } from '../../views.ts';
import { HeadDialog, NumberDialog } from './head-dialog.tsx';

const paths: Record<PlanStep, string> = { submit: 'submission', check: 'check', approve: 'approval', return: 'return', discard: 'discard' };
const says: Partial<Record<PlanStep, string>> = {
  submit: '送出以后要财政退回才能再改。',
  check: '复核通过以后由县领导或农业农村局负责人审定。',
  approve: '审定以后不再改动，要改只能出新版。',
  discard: '作废以后不能恢复，记录仍然保留。',
};

export function PlanActions({ view, refresh }: { view: PlanView; refresh(): Promise<unknown> }) {
  const { plan, may } = view;
  const { message, modal } = App.useApp();
  const [, go] = useLocation();
  const { dialog, elevated } = useElevation();
  const [asking, ask] = useState<'return' | 'version' | 'head' | 'number' | null>(null);
  const create = useCreate();
  const path = `/desk/funds/plans/${plan.id}`;
  const take = useMutation({
    mutationFn: (step: PlanStep) => elevated(() => api.post(`${path}/${paths[step]}`, { version: plan.version })),
    onSuccess: async (_, step) => {
      message.success(`已${planSteps[step]}`);
      await refresh();
    },
    onError: error => {
      if (error instanceof NotElevated) return;
      message.error(wordsOf(error, '出了点问题，请再试一次'));
      void refresh();
    },
  });
  const open: Record<PlanStep, boolean> = {
    submit: may.write && plan.state === 'draft',
    check: may.check,
    approve: may.approve,
    return: may.return,
    discard: may.write && plan.state === 'draft',
  };
  const steps = (['submit', 'check', 'approve', 'return', 'discard'] as const).filter(s => open[s]);
  const versions = may.write && plan.state === 'approved' && !view.newer;
  const unnumbered = may.write && plan.state === 'approved' && plan.number === '';
  if (steps.length === 0 && !versions && !unnumbered) return null;
  const confirm = (step: PlanStep) =>
    modal.confirm({
      ...{ title: `${planSteps[step]}“${plan.title}”？`, content: says[step], okText: planSteps[step], cancelText: '取消' },
      okButtonProps: { danger: step === 'discard' },
      onOk: () => void take.mutate(step),
    });
  return (
    <div className="funds-steps no-print">
      {steps.map(step => (
        <Button
          key={step}
          type={step === 'return' || step === 'discard' ? 'default' : 'primary'}
          danger={step === 'discard'}
          loading={take.isPending && take.variables === step}
          onClick={() => (step === 'return' ? ask('return') : confirm(step))}
        >
          {planSteps[step]}
        </Button>
      ))}
      {open.submit ? <Button onClick={() => ask('head')}>改标题、文号</Button> : null}
      {unnumbered ? <Button onClick={() => ask('number')}>填文号</Button> : null}
      {versions ? <Button onClick={() => ask('version')}>出新版</Button> : null}
      {asking === 'return' ? (
        <ReasonDialog
          title="退回编制"
          ok="退回"
          label="为什么退回"
          send={({ reason }) => api.post(`${path}/return`, { version: plan.version, reason })}
          done={() => {
            ask(null);
            message.success('已退回');
            void refresh();
          }}
          cancel={() => ask(null)}
        />
      ) : null}
      {asking === 'version' ? (
        <ReasonDialog
          title="出新版"
          ok="出新版"
          label="为什么要改"
          note="新版从这一版的各行、合计和处理开始；审定以后代替这一版。"
          send={async ({ reason }) => {
            const { id } = await create<{ id: string }>(`${path}/versions`, { reason });
            await refresh();
            go(`/desk/funds/plans/${id}`);
          }}
          done={() => ask(null)}
          cancel={() => ask(null)}
        />
      ) : null}
      {asking === 'number' ? (
        <NumberDialog
          plan={plan}
          done={() => {
            ask(null);
            message.success('已填文号');
            void refresh();
          }}
          cancel={() => ask(null)}
        />
      ) : null}
      {asking === 'head' ? (
        <HeadDialog
          plan={plan}
          done={() => {
            ask(null);
            void refresh();
          }}
          cancel={() => ask(null)}
        />
      ) : null}
      {dialog}
    </div>
  );
}
