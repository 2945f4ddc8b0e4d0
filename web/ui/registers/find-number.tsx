/** A row found by a whole number, which goes in the body of a request and never into an address. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { RegisterView } from '#platform/registers';
import { api } from '../api/index.ts';
import { faultOf, Trouble } from '../frame/index.ts';

type Found = { items: { id: string; title: string }[] };

export function FindNumber({ register: r, period, base }: { register: RegisterView; period: string; base: string }) {
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState('');
  const find = useMutation({
    mutationFn: () => api.post<Found>(`/registers/${r.kind}/finding`, { period, number }),
    onSuccess: ({ items }) => {
      if (items.length === 1) go(`${base}/rows/${items[0]!.id}`);
    },
  });
  const close = () => {
    setOpen(false);
    setNumber('');
    find.reset();
  };
  const fault = faultOf(find.error, 'number');
  return (
    <>
      <Button onClick={() => setOpen(true)}>按号码找</Button>
      <Modal
        open={open}
        title="按完整的号码找"
        okText="找"
        cancelText="关闭"
        width={420}
        destroyOnHidden
        confirmLoading={find.isPending}
        onOk={() => find.mutate()}
        onCancel={close}
      >
        <Form layout="vertical" onFinish={() => find.mutate()}>
          <Form.Item
            label={r.columns
              .filter(c => c.sealed)
              .map(c => c.title)
              .join('、')}
            htmlFor="find-number"
            validateStatus={fault ? 'error' : ''}
            help={fault}
          >
            <Input id="find-number" autoFocus autoComplete="off" maxLength={40} value={number} onChange={e => setNumber(e.target.value)} />
          </Form.Item>
        </Form>
        {find.isError && !fault ? <Trouble error={find.error} /> : null}
        <p role="status">{find.data?.items.length === 0 ? `${period ? `${period} 年的` : ''}台账里没有这个号码` : ''}</p>
        {find.data && find.data.items.length > 1 ? (
          <ul>
            {find.data.items.map(i => (
              <li key={i.id}>
                <Link href={`${base}/rows/${i.id}`}>{i.title}</Link>
              </li>
            ))}
          </ul>
        ) : null}
      </Modal>
    </>
  );
}
