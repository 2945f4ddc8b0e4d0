/** One step of a project: words where it needs them, the posting on paper that went before, or the county's own that begins. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import { postingDays } from '../../figures.ts';
import type { ProjectView } from '../../project-reads.ts';
import { type Step, steps } from '../../way.ts';
import { Labelled } from './field.tsx';

const says: Partial<Record<Step, string>> = {
  propose: '送出以后由乡镇审核，退回来才能再改。',
  pass: '乡镇公示期满以后，送主管部门审核。',
  endorse: '行业上看是否可行、是否重复安排；通过以后由农业农村局审定。',
  admit: '审定以后在网上公示，任何人不用登录就能看到；期满、没有异议才能入库。',
  enter: '入库以后可以列入年度计划。',
  plan: '列入计划以后每月报进度，项目和支付情况向社会公开。',
  start: '没有合同的补助类项目在这里登记开工；有合同的登记合同就算开工。',
  return: '退回以后由申报的单位修改，从村级公示重新开始。',
  drop: '撤回以后不能恢复，名称也不能再用；记录仍然保留。',
};
const labels: Partial<Record<Step, string>> = {
  plan: '列入哪个计划、文号',
  stop: '为什么不再实施',
  return: '为什么退回',
  refuse: '为什么不入库',
  drop: '为什么撤回',
};

export function StepDialog({
  view,
  step: { step, words, paper },
  done,
  cancel,
}: {
  view: ProjectView;
  step: ProjectView['may']['steps'][number];
  done(): void;
  cancel(): void;
}) {
  const [note, setNote] = useState('');
  const [posting, setPosting] = useState({ from: '', until: '', at: '' });
  const [days, setDays] = useState<number | null>(postingDays.least);
  const [contact, setContact] = useState('');
  const admits = step === 'admit';
  const sending = useMutation({
    mutationFn: () =>
      api.post(`/desk/funds/projects/${view.id}/steps`, {
        version: view.version,
        step,
        note,
        ...(paper ? { posting } : {}),
        ...(admits ? { days, contact } : {}),
      }),
    onSuccess: done,
  });
  const { error } = sending;
  const told = ['note', 'posting.from', 'posting.until', 'posting.at', 'days', 'contact'].some(p => faultOf(error, p));
  return (
    <Modal
      open
      title={`${steps[step]}：${view.name}`}
      okText={steps[step]}
      cancelText="取消"
      okButtonProps={{ danger: step === 'refuse' || step === 'drop' }}
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      {says[step] ? <p>{says[step]}</p> : null}
      <Form layout="vertical">
        {paper ? (
          <>
            <Labelled error={error} path="posting.at" id="step-at" label={step === 'pass' ? '乡镇在哪里公示的' : '村里在哪里公示的'} required>
              <Input id="step-at" value={posting.at} maxLength={100} onChange={e => setPosting({ ...posting, at: e.target.value })} />
            </Labelled>
            <Labelled error={error} path="posting.from" id="step-from" label="公示开始" required>
              <Input id="step-from" type="date" value={posting.from} onChange={e => setPosting({ ...posting, from: e.target.value })} />
            </Labelled>
            <Labelled
              error={error}
              path="posting.until"
              id="step-until"
              label="公示结束"
              required
              extra={`至少 ${postingDays.least} 天，贴出当天不算；期满以后才能送。`}
            >
              <Input id="step-until" type="date" value={posting.until} onChange={e => setPosting({ ...posting, until: e.target.value })} />
            </Labelled>
          </>
        ) : null}
        {admits ? (
          <>
            <Labelled error={error} path="days" id="step-days" label="公示多少天" required extra="公示当天不算；天数文件没有写，至少 10 天是暂定的。">
              <InputNumber id="step-days" min={1} max={90} value={days} onChange={setDays} />
            </Labelled>
            <Labelled error={error} path="contact" id="step-contact" label="反映问题的电话、地址" required>
              <Input id="step-contact" value={contact} maxLength={200} onChange={e => setContact(e.target.value)} />
            </Labelled>
          </>
        ) : null}
        <Labelled error={error} path="note" id="step-note" label={labels[step] ?? '意见'} required={words}>
          <Input.TextArea id="step-note" rows={3} maxLength={300} value={note} onChange={e => setNote(e.target.value)} />
        </Labelled>
      </Form>
      {sending.isError && !told ? <Trouble error={error} /> : null}
    </Modal>
  );
}
