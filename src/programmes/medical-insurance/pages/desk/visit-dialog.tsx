/** What was found at the door, on a phone: why one has not paid, or why one need not. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { MissingRow } from '../../missing.ts';
import { reasons, situations } from '../../words.ts';

const listed = (of: Record<string, string>) => Object.values(of).map(label => ({ value: label, label }));

export function VisitDialog({ of, today, close }: { of: MissingRow; today: string; close(): void }) {
  const client = useQueryClient();
  const [way, setWay] = useState<'unpaid' | 'exempt'>(of.situation ? 'exempt' : 'unpaid');
  const [reason, setReason] = useState(of.reason ? reasons[of.reason as keyof typeof reasons] : null);
  const [situation, setSituation] = useState(of.situation ? situations[of.situation as keyof typeof situations] : null);
  const [proof, setProof] = useState(of.proof ?? '');
  const [on, setOn] = useState(today);
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      api.patch(`/registers/insured/rows/${of.id}`, {
        version: of.version,
        values:
          way === 'unpaid'
            ? { reason: reason ?? '', situation: '', proof: '', visitedOn: on }
            : { reason: '', situation: situation ?? '', proof, visitedOn: on },
        reason: '上门登记',
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['insurance-missing'] });
      close();
    },
  });
  const wrong = asked && (way === 'unpaid' ? !reason : !situation) ? '请选一种' : undefined;
  const dayWrong = faultOf(send.error, 'values.visitedOn') ?? (on === '' || on > today ? '日期不能是以后的' : undefined);
  const submit = () => {
    setAsked(true);
    if ((way === 'unpaid' ? reason : situation) && on && on <= today && !send.isPending) send.mutate();
  };
  return (
    <Modal open title={`登记上门：${of.name}`} okText="保存" cancelText="取消" confirmLoading={send.isPending} onOk={submit} onCancel={close}>
      <Form layout="vertical">
        <Form.Item label="情况">
          <Segmented
            block
            aria-label="情况"
            value={way}
            onChange={v => setWay(v as typeof way)}
            options={[
              { value: 'unpaid', label: '该缴还没缴' },
              { value: 'exempt', label: '不用在这里参保' },
            ]}
          />
        </Form.Item>
        {way === 'unpaid' ? (
          <Form.Item label="为什么还没缴" htmlFor="visit-reason" required validateStatus={wrong ? 'error' : ''} help={wrong}>
            <Select id="visit-reason" aria-label="为什么还没缴" value={reason} onChange={setReason} options={listed(reasons)} />
          </Form.Item>
        ) : (
          <>
            <Form.Item label="哪一种" htmlFor="visit-situation" required validateStatus={wrong ? 'error' : ''} help={wrong}>
              <Select id="visit-situation" aria-label="哪一种" value={situation} onChange={setSituation} options={listed(situations)} />
            </Form.Item>
            <Form.Item label="凭证" htmlFor="visit-proof" extra="死亡证明、判决书文号、外地参保凭证等；写了才从应参保里减去">
              <Input id="visit-proof" maxLength={200} value={proof} onChange={e => setProof(e.target.value)} />
            </Form.Item>
          </>
        )}
        <Form.Item label="上门（联系）日期" htmlFor="visit-on" required validateStatus={dayWrong ? 'error' : ''} help={dayWrong}>
          <Input id="visit-on" type="date" max={today} value={on} onChange={e => setOn(e.target.value)} />
        </Form.Item>
      </Form>
      {send.isError && !faultOf(send.error, 'values.visitedOn') ? <Trouble error={send.error} /> : null}
    </Modal>
  );
}
