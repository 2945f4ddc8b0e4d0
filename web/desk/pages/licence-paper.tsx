/** The paper copy: print it, write its serial number down, hand it over, report it lost, take it back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { DeskLicence } from '#platform/licences';
import { type PaperMove, papers } from '#platform/licences/pure';
import { api, Problem } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import { saveFile } from '#ui/licence';

const words: Record<PaperMove, string> = { print: '登记制证', 'hand-over': '已发放', lose: '挂失', return: '已收回' };

export function LicencePaper({ one }: { one: DeskLicence }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [serial, setSerial] = useState('');
  const [reason, setReason] = useState('');
  const { row } = one;
  const can = (move: PaperMove) => one.paper.find(p => p.move === move)?.fault === null;
  const record = useMutation({
    mutationFn: (move: PaperMove) =>
      api.post(`/desk/licences/${row.id}/paper`, {
        version: row.version,
        move,
        ...(move === 'print' ? { serial } : {}),
        ...(move === 'lose' ? { reason } : {}),
      }),
    onSuccess: async () => {
      message.success('已登记');
      setSerial('');
      setReason('');
      await client.invalidateQueries({ queryKey: ['desk-licences'] });
    },
    onError: error => {
      if (error instanceof Problem && error.status === 409) void client.invalidateQueries({ queryKey: ['desk-licences', 'one', row.id] });
    },
  });
  const save = useMutation({ mutationFn: () => saveFile(`/desk/licences/${row.id}/document`) });
  const serialFault = faultOf(record.error, 'serial');
  const reasonFault = faultOf(record.error, 'reason');
  const moves = (['hand-over', 'return'] as const).filter(can);
  return (
    <section className="frame-panel" aria-labelledby="licence-paper">
      <h2 id="licence-paper">纸质证照</h2>
      <p>
        {papers[row.paper]}
        {row.paperSerial ? `，流水号 ${row.paperSerial}` : ''}
      </p>
      {can('print') ? (
        <Form layout="vertical" onFinish={() => !record.isPending && record.mutate('print')}>
          <p>
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              下载打印用的 PDF
            </Button>
          </p>
          <Form.Item label="印在纸上的流水号" htmlFor="licence-serial" validateStatus={serialFault ? 'error' : ''} help={serialFault}>
            <Input id="licence-serial" maxLength={40} value={serial} onChange={e => setSerial(e.target.value)} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={record.isPending && record.variables === 'print'}>
            {words.print}
          </Button>
        </Form>
      ) : null}
      {moves.length > 0 ? (
        <div className="licence-buttons">
          {moves.map(move => (
            <Button key={move} loading={record.isPending && record.variables === move} onClick={() => record.mutate(move)}>
              {words[move]}
            </Button>
          ))}
        </div>
      ) : null}
      {can('lose') ? (
        <Form layout="vertical" onFinish={() => !record.isPending && record.mutate('lose')}>
          <Form.Item label="挂失的情况" htmlFor="licence-lost" validateStatus={reasonFault ? 'error' : ''} help={reasonFault}>
            <Input id="licence-lost" maxLength={300} value={reason} onChange={e => setReason(e.target.value)} />
          </Form.Item>
          <Button htmlType="submit" loading={record.isPending && record.variables === 'lose'}>
            {words.lose}
          </Button>
        </Form>
      ) : null}
      {record.error && !serialFault && !reasonFault ? <Trouble error={record.error} /> : null}
      {save.error ? <Trouble error={save.error} /> : null}
    </section>
  );
}
