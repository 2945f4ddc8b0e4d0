/** What is asked of one payment, and of the bank's table of answers. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { mostBytes, tableFiles, tooLarge } from '#platform/tables/pure';
import { api, base64, Problem, scaled, useCreate } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { PaymentList, PaymentView } from '../../payment-reads.ts';
import { yuanIn } from './shown.ts';

interface Props {
  list: PaymentList;
  payment: PaymentView;
  onClose(): void;
}

type Create = ReturnType<typeof useCreate>;

/** Sends, and closes when it is done; what is refused stays open with its reasons. */
function useSend(work: (create: Create) => Promise<unknown>, onClose: () => void) {
  const client = useQueryClient();
  const create = useCreate();
  return useMutation({
    mutationFn: () => work(create),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['solar'] });
      onClose();
    },
  });
}

const Wrong = ({ error, paths }: { error: unknown; paths: readonly string[] }) =>
  error && !paths.some(p => faultOf(error, p)) ? <Trouble error={error} /> : null;

export function AccountDialog({ list, payment: p, onClose }: Props) {
  const [holder, setHolder] = useState(p.account?.holder ?? '');
  const [bank, setBank] = useState(p.account?.bank ?? '');
  const [number, setNumber] = useState('');
  const send = useSend(() => api.post(`/solar-income/payments/${list.run}/account`, { no: p.no, holder, bank, number }), onClose);
  const field = (path: string, label: string, value: string, change: (text: string) => void, more: object = {}) => (
    <Form.Item label={label} htmlFor={`account-${path}`} required validateStatus={faultOf(send.error, path) ? 'error' : ''} help={faultOf(send.error, path)}>
      <Input id={`account-${path}`} value={value} maxLength={100} autoComplete="off" onChange={e => change(e.target.value)} {...more} />
    </Form.Item>
  );
  return (
    <Modal open title={`${p.payee}的专户`} okText="保存" cancelText="取消" onOk={() => send.mutate()} confirmLoading={send.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={() => send.mutate()}>
        {field('holder', '户名', holder, setHolder)}
        {field('bank', '开户银行', bank, setBank)}
        {field('number', '账号', number, setNumber, { inputMode: 'numeric' })}
        {p.account ? <p className="frame-muted frame-small">现在的账号 {p.account.masked}；保存后以新的为准，已经送银行的不变。</p> : null}
        <Wrong error={send.error} paths={['holder', 'bank', 'number']} />
      </Form>
    </Modal>
  );
}

export function ResultDialog({ list, payment: p, today, onClose }: Props & { today: string }) {
  const [paid, setPaid] = useState(true);
  const [on, setOn] = useState(today);
  const [reason, setReason] = useState('');
  const send = useSend(
    () => api.post(`/solar-income/payments/${list.run}/result`, { version: list.version, no: p.no, paid, ...(paid ? { on } : { reason }) }),
    onClose,
  );
  const fault = send.error instanceof Problem ? send.error.faults[0]?.message : undefined;
  return (
    <Modal open title={`${p.payee}的银行结果`} okText="登记" cancelText="取消" onOk={() => send.mutate()} confirmLoading={send.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={() => send.mutate()}>
        <Form.Item>
          <Radio.Group
            aria-label="结果"
            value={paid}
            onChange={e => setPaid(e.target.value as boolean)}
            options={[
              { value: true, label: '已到账' },
              { value: false, label: '退回' },
            ]}
          />
        </Form.Item>
        {paid ? (
          <Form.Item label="到账日期" htmlFor="result-on" validateStatus={fault ? 'error' : ''} help={fault}>
            <Input id="result-on" type="date" max={today} value={on} onChange={e => setOn(e.target.value)} />
          </Form.Item>
        ) : (
          <Form.Item label="退回的原因" htmlFor="result-reason" required validateStatus={fault ? 'error' : ''} help={fault}>
            <Input id="result-reason" maxLength={200} value={reason} onChange={e => setReason(e.target.value)} />
          </Form.Item>
        )}
        {send.error && !fault ? <Trouble error={send.error} /> : null}
      </Form>
    </Modal>
  );
}

export function ResultsDialog({ list, onClose }: { list: PaymentList; onClose(): void }) {
  const [file, setFile] = useState<File | null>(null);
  const [asked, setAsked] = useState(false);
  const send = useSend(async create => create(`/solar-income/payments/${list.run}/results`, { version: list.version, file: await base64(file!) }), onClose);
  const wrong = !file ? '请选择银行返回的表' : file.size > mostBytes ? tooLarge : undefined;
  const submit = () => {
    setAsked(true);
    if (!wrong && !send.isPending) send.mutate();
  };
  return (
    <Modal open title="导入银行结果" okText="导入" cancelText="取消" onOk={submit} confirmLoading={send.isPending} onCancel={onClose}>
      <p className="frame-muted">表里要有“序号、结果、到账日期、原因”四列；结果写“成功”或“退回”。有一行不对就都不写入。</p>
      <p>
        <label>
          选择表格 <input type="file" accept={tableFiles} onChange={e => setFile(e.target.files?.[0] ?? null)} />
        </label>
      </p>
      {asked && wrong ? (
        <p role="alert" className="frame-wrong">
          {wrong}
        </p>
      ) : null}
      {send.error ? <Trouble error={send.error} /> : null}
    </Modal>
  );
}

export function ProofDialog({ list, payment: p, today, onClose }: Props & { today: string }) {
  const [file, setFile] = useState<File | null>(null);
  const [caption, setCaption] = useState('');
  const [postedOn, setPostedOn] = useState(today);
  const [asked, setAsked] = useState(false);
  const send = useSend(
    async create => create(`/solar-income/payments/${list.run}/proofs`, { no: p.no, caption, postedOn, content: await base64(await scaled(file!)) }),
    onClose,
  );
  const wrongCaption = faultOf(send.error, 'caption') ?? (asked && caption.trim().length < 2 ? '请写贴在哪里，至少 2 个字' : undefined);
  const submit = () => {
    setAsked(true);
    if (file && caption.trim().length >= 2 && !send.isPending) send.mutate();
  };
  return (
    <Modal open title={`${p.payee}的公示照片`} okText="交照片" cancelText="取消" onOk={submit} confirmLoading={send.isPending} onCancel={onClose}>
      <Form layout="vertical" onFinish={submit}>
        <Form.Item label="照片" htmlFor="proof-file" required validateStatus={asked && !file ? 'error' : ''} help={asked && !file ? '请选择照片' : undefined}>
          <input id="proof-file" type="file" accept="image/jpeg,image/png,image/webp" onChange={e => setFile(e.target.files?.[0] ?? null)} />
        </Form.Item>
        <Form.Item label="贴在哪里" htmlFor="proof-caption" required validateStatus={wrongCaption ? 'error' : ''} help={wrongCaption}>
          <Input id="proof-caption" maxLength={60} placeholder="村委会公示栏" value={caption} onChange={e => setCaption(e.target.value)} />
        </Form.Item>
        <Form.Item label="公示日期" htmlFor="proof-on" validateStatus={faultOf(send.error, 'postedOn') ? 'error' : ''} help={faultOf(send.error, 'postedOn')}>
          <Input id="proof-on" type="date" max={today} value={postedOn} onChange={e => setPostedOn(e.target.value)} />
        </Form.Item>
        <p className="frame-muted frame-small">大照片会自动缩小；拍摄位置和手机型号不保存。</p>
        <Wrong error={send.error} paths={['caption', 'postedOn']} />
      </Form>
    </Modal>
  );
}

export function ExcessDialog({ list, payments, today, onClose }: Omit<Props, 'payment'> & { payments: readonly PaymentView[]; today: string }) {
  const one = payments.length === 1 ? payments[0] : undefined;
  const [way, setWay] = useState<'set-off' | 'returned'>('set-off');
  const [returnedOn, setReturnedOn] = useState(today);
  const [basis, setBasis] = useState('');
  const send = useSend(
    () =>
      api.post(`/solar-income/payments/${list.run}/excess`, {
        version: list.version,
        nos: payments.map(p => p.no),
        way,
        basis,
        ...(way === 'returned' ? { returnedOn } : {}),
      }),
    onClose,
  );
  return (
    <Modal
      open
      title={one ? `${one.payee}多付的 ${yuanIn(one.excess)} 元` : `本页 ${payments.length} 笔多付的`}
      okText="记录决定"
      cancelText="取消"
      onOk={() => send.mutate()}
      confirmLoading={send.isPending}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={() => send.mutate()}>
        <p className="frame-muted">
          {one ? `按这一次分配应得 ${yuanIn(one.due)} 元，以前已付 ${yuanIn(one.credit)} 元。` : '同一个依据、同一种处理。'}决定以后不再改动。
        </p>
        <Form.Item>
          <Radio.Group
            aria-label="怎么处理"
            value={way}
            onChange={e => setWay(e.target.value as 'set-off' | 'returned')}
            options={[
              { value: 'set-off', label: '下次拨付时抵减' },
              { value: 'returned', label: '已经退回县扶贫开发公司' },
            ]}
          />
        </Form.Item>
        {way === 'returned' ? (
          <Form.Item
            label="退回到账日期"
            htmlFor="excess-on"
            validateStatus={faultOf(send.error, 'returnedOn') ? 'error' : ''}
            help={faultOf(send.error, 'returnedOn')}
          >
            <Input id="excess-on" type="date" max={today} value={returnedOn} onChange={e => setReturnedOn(e.target.value)} />
          </Form.Item>
        ) : null}
        <Form.Item
          label="依据"
          htmlFor="excess-basis"
          required
          validateStatus={faultOf(send.error, 'basis') ? 'error' : ''}
          help={faultOf(send.error, 'basis')}
        >
          <Input.TextArea id="excess-basis" rows={3} maxLength={300} showCount value={basis} onChange={e => setBasis(e.target.value)} />
        </Form.Item>
        <Wrong error={send.error} paths={['returnedOn', 'basis']} />
      </Form>
    </Modal>
  );
}
