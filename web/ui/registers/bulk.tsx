/** One column of many rows set to one value: which rows, which column and value; then what would change; then why. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { BulkOutcome, RegisterView } from '#platform/registers';
import { api, useCreate } from '../api/index.ts';
import { type Filter, faultOf, Trouble } from '../frame/index.ts';
import { heading } from './data.ts';

/** Rows by hand, or all that the list's filters leave. */
export type Picked = { ids: string[] } | 'all';

export const bulkColumns = (r: RegisterView) => r.columns.filter(c => c.mine && !c.tells && !c.sealed && !c.derived);

interface BarProps {
  unit: string;
  /** Those on the page, and how many there are on all pages. */
  page: readonly string[];
  total: number;
  picked: Picked;
  pick(next: Picked): void;
  edit(): void;
  end(): void;
}

/** Above the list while rows are picked. */
export function PickBar({ unit, page, total, picked, pick, edit, end }: BarProps) {
  const n = picked === 'all' ? total : picked.ids.length;
  return (
    <div className="register-steps register-picking">
      <span role="status">
        已选 {n} {unit}
      </span>
      <Button size="small" onClick={() => pick({ ids: [...new Set([...(picked === 'all' ? [] : picked.ids), ...page])] })}>
        选这一页
      </Button>
      {total > page.length ? (
        <Button size="small" onClick={() => pick('all')}>
          选全部 {total} {unit}
        </Button>
      ) : null}
      <Button size="small" disabled={n === 0} onClick={() => pick({ ids: [] })}>
        都不选
      </Button>
      <Button size="small" type="primary" disabled={n === 0} onClick={edit}>
        修改选中的
      </Button>
      <Button size="small" onClick={end}>
        退出批量修改
      </Button>
    </div>
  );
}

interface Props {
  register: RegisterView;
  period: string;
  picked: Picked;
  /** The list's filters, by which all are meant. */
  asked: Filter;
  close(): void;
  done(): void;
}

export function BulkDialog({ register: r, period, picked, asked, close, done }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const columns = bulkColumns(r);
  const [column, setColumn] = useState<string | null>(columns.length === 1 ? columns[0]!.key : null);
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const [pressed, setPressed] = useState(false);
  const create = useCreate();
  const c = columns.find(c => c.key === column);
  const filters = Object.fromEntries(r.columns.flatMap(({ key }) => (asked[key] ? [[key, asked[key]]] : [])));
  const rows = picked === 'all' ? { ...(asked.q ? { q: asked.q } : {}), ...(asked.empty ? { empty: asked.empty } : {}), filters } : picked;
  const wish = { period, column: column ?? '', value, rows };
  const look = useMutation({ mutationFn: () => api.post<BulkOutcome>(`/registers/${r.kind}/bulk-checks`, wish) });
  const found = look.data;
  const apply = useMutation({
    mutationFn: ({ seen, wrong }: BulkOutcome) =>
      create<{ changed: number }>(`/registers/${r.kind}/bulk-edits`, { ...wish, reason, seen, withoutWrong: wrong > 0 }),
    onSuccess: async ({ changed }) => {
      await client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('register') });
      message.success(`已修改 ${changed} ${r.unit}，可以在“历次导入”里撤销`);
      done();
    },
  });
  const change = (next: () => void) => {
    look.reset();
    apply.reset();
    setPressed(false);
    next();
  };
  const valueFault = faultOf(look.error, 'value');
  const reasonFault = faultOf(apply.error, 'reason') ?? (pressed && reason.trim().length < 2 ? '请写明原因' : undefined);
  const options = c?.type === 'yes-no' ? ['是', '否'] : c?.options ? Object.values(c.options) : null;
  const submit = () => {
    if (!c || look.isPending || apply.isPending) return;
    if (!found) return look.mutate();
    setPressed(true);
    if (reason.trim().length >= 2 && found.changed > 0) apply.mutate(found);
  };
  const ok = !found
    ? '先看会改什么'
    : found.wrong > 0
      ? `不改不能改的 ${found.wrong} ${r.unit}，修改其余 ${found.changed} ${r.unit}`
      : `修改 ${found.changed} ${r.unit}`;
  return (
    <Modal
      open
      title="批量修改"
      okText={ok}
      cancelText="取消"
      okButtonProps={{ disabled: !c || found?.changed === 0 }}
      confirmLoading={look.isPending || apply.isPending}
      onOk={submit}
      onCancel={close}
    >
      <Form layout="vertical">
        <Form.Item label="改哪一列" htmlFor="bulk-column" required>
          <Select
            id="bulk-column"
            aria-label="改哪一列"
            value={column}
            onChange={next =>
              change(() => {
                setColumn(next);
                setValue('');
              })
            }
            options={columns.map(c => ({ value: c.key, label: heading(c) }))}
          />
        </Form.Item>
        {c ? (
          <Form.Item
            label="改成"
            htmlFor="bulk-value"
            validateStatus={valueFault ? 'error' : ''}
            help={valueFault}
            extra={c.required ? undefined : '留空就是清空这一格'}
          >
            {options ? (
              <Select
                id="bulk-value"
                aria-label="改成"
                allowClear
                value={value || null}
                onChange={(next: string | null) => change(() => setValue(next ?? ''))}
                options={options.map(o => ({ value: o, label: o }))}
              />
            ) : (
              <Input
                id="bulk-value"
                value={value}
                maxLength={200}
                inputMode={c.type === 'whole' ? 'numeric' : c.type === 'money' ? 'decimal' : 'text'}
                type={c.type === 'day' ? 'date' : 'text'}
                onChange={e => change(() => setValue(e.target.value))}
              />
            )}
          </Form.Item>
        ) : null}
        {found ? (
          <>
            <Found of={found} unit={r.unit} to={value || '空'} />
            {found.changed > 0 ? (
              <Form.Item label="原因" htmlFor="bulk-reason" required validateStatus={reasonFault ? 'error' : ''} help={reasonFault}>
                <Input.TextArea id="bulk-reason" rows={2} maxLength={200} value={reason} onChange={e => setReason(e.target.value)} />
              </Form.Item>
            ) : null}
          </>
        ) : null}
      </Form>
      {look.isError && !valueFault ? <Trouble error={look.error} /> : null}
      {apply.isError && !reasonFault ? <Trouble error={apply.error} again={() => look.mutate()} /> : null}
    </Modal>
  );
}

const firstShown = 100;

function Found({ of, unit, to }: { of: BulkOutcome; unit: string; to: string }) {
  return (
    <>
      <Alert
        type={of.wrong > 0 ? 'warning' : 'info'}
        showIcon
        role="status"
        title={`会修改 ${of.changed} ${unit}`}
        description={`共选中 ${of.rows} ${unit}：没有变化 ${of.unchanged}，不能改 ${of.wrong}。`}
      />
      {of.wrong > 0 ? (
        <details open>
          <summary>不能改的（{of.wrong}）</summary>
          <ul className="register-found">
            {of.problems.slice(0, firstShown).map((p, n) => (
              <li key={n}>
                {p.title}：{p.message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {of.changed > 0 ? (
        <details>
          <summary>会修改的（{of.changed}）</summary>
          <ul className="register-found">
            {of.differing.slice(0, firstShown).map(d => (
              <li key={d.id}>
                {d.title}：{d.was === null ? '空' : String(d.was)} → {to}
              </li>
            ))}
            {of.changed > firstShown ? <li>……</li> : null}
          </ul>
        </details>
      ) : null}
    </>
  );
}
