/** A contract, an acceptance, a settlement or a hand-over of a project. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useCreate } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { RecordInput } from '../../forms.ts';
import type { ProjectView } from '../../project-reads.ts';
import { type RecordKind, recordKinds } from '../../way.ts';
import { Labelled } from './field.tsx';

const asks: Record<RecordKind, { number: string | null; party: string; amount: string | null; on: string; note: string; noteNeeded: boolean }> = {
  contract: { number: '合同编号', party: '施工或供货单位', amount: '合同金额（万元）', on: '签订日期', note: '说明', noteNeeded: false },
  acceptance: { number: null, party: '参加验收的单位', amount: null, on: '验收日期', note: '说明，不合格的写明整改什么', noteNeeded: false },
  settlement: { number: '审核报告编号', party: '审核单位', amount: '结算金额（万元）', on: '结算日期', note: '说明', noteNeeded: false },
  handover: { number: '移交书编号', party: '接收单位', amount: '资产价值（万元）', on: '移交日期', note: '移交的资产和数量、谁来管护', noteNeeded: true },
};

export function RecordDialog({ view, kind, done, cancel }: { view: ProjectView; kind: RecordKind; done(): void; cancel(): void }) {
  const create = useCreate();
  const ask = asks[kind];
  const [typed, setTyped] = useState<RecordInput>({ kind, number: '', party: '', amount: '', on: '', passed: null, note: '' });
  const set = (more: Partial<RecordInput>) => setTyped(was => ({ ...was, ...more }));
  const sending = useMutation({
    mutationFn: () => create(`/desk/funds/projects/${view.id}/records`, { version: view.version, record: typed }),
    onSuccess: done,
  });
  const { error } = sending;
  const told = Object.keys(typed).some(k => faultOf(error, `record.${k}`));
  const needed = kind === 'contract' || kind === 'settlement';
  return (
    <Modal
      open
      title={`登记${recordKinds[kind]}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <Form layout="vertical">
        {ask.number ? (
          <Labelled error={error} path="record.number" id="record-number" label={ask.number} required={kind === 'contract'}>
            <Input id="record-number" value={typed.number} maxLength={60} onChange={e => set({ number: e.target.value })} />
          </Labelled>
        ) : null}
        <Labelled error={error} path="record.party" id="record-party" label={ask.party} required>
          <Input id="record-party" value={typed.party} maxLength={120} onChange={e => set({ party: e.target.value })} />
        </Labelled>
        {kind === 'acceptance' ? (
          <Labelled error={error} path="record.passed" id="record-passed" label="验收结论" required>
            <Radio.Group
              id="record-passed"
              value={typed.passed}
              onChange={e => set({ passed: e.target.value as boolean })}
              options={[
                { value: true, label: '合格' },
                { value: false, label: '整改以后再验' },
              ]}
            />
          </Labelled>
        ) : null}
        {ask.amount ? (
          <Labelled error={error} path="record.amount" id="record-amount" label={ask.amount} required={needed}>
            <Input id="record-amount" inputMode="decimal" value={typed.amount} onChange={e => set({ amount: e.target.value })} />
          </Labelled>
        ) : null}
        <Labelled error={error} path="record.on" id="record-on" label={ask.on} required>
          <Input id="record-on" type="date" max={view.today} value={typed.on} onChange={e => set({ on: e.target.value })} />
        </Labelled>
        <Labelled error={error} path="record.note" id="record-note" label={ask.note} required={ask.noteNeeded}>
          <Input.TextArea id="record-note" rows={3} maxLength={500} value={typed.note} onChange={e => set({ note: e.target.value })} />
        </Labelled>
      </Form>
      {sending.isError && !told ? <Trouble error={error} /> : null}
    </Modal>
  );
}
