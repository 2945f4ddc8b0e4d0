/** One row typed by hand, new or changed: fields of one's own columns, and why. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { RegisterRow, RegisterView } from '#platform/registers';
import { api, query, useCreate } from '../api/index.ts';
import { faultOf, Trouble } from '../frame/index.ts';
import { type Column, heading, nameOf, plain, useRegister } from './data.ts';

interface Props {
  register: RegisterView;
  period: string;
  /** The row that changes; absent: a new one. */
  row?: RegisterRow;
  /** Keys of the columns that one writes in it. */
  mine?: readonly string[];
  close(): void;
  done(id: string): void;
}

export function RowDialog({ register: r, period, row, mine, close, done }: Props) {
  const client = useQueryClient();
  const fields = r.columns.filter(c => (mine ? mine.includes(c.key) : c.mine));
  // As the cell of a table would say it: `typed` is read by the same reader.
  // A sealed number is not there to be changed: it stays as it is until another is typed.
  const before = Object.fromEntries(fields.map(c => [c.key, c.sealed ? '' : String(plain(c, row?.values[c.key]))]));
  const [typed, setTyped] = useState(() =>
    row ? before : { ...before, ...Object.fromEntries(fields.filter(c => c.key in r.begins).map(c => [c.key, String(plain(c, r.begins[c.key]))])) },
  );
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const create = useCreate();
  const send = useMutation({
    mutationFn: async () => {
      const values = Object.fromEntries(Object.entries(typed).filter(([k, v]) => v !== before[k]));
      if (!row) return (await create<{ id: string }>(`/registers/${r.kind}/rows`, { period, values, reason })).id;
      await api.patch(`/registers/${r.kind}/rows/${row.id}`, { version: row.version, values, reason });
      return row.id;
    },
    onSuccess: async id => {
      await client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('register') });
      close();
      done(id);
    },
  });
  const same = row !== undefined && Object.entries(typed).every(([k, v]) => v === before[k]);
  const reasonFault = faultOf(send.error, 'reason') ?? (asked && reason.trim().length < 2 ? '请写明原因' : undefined);
  const submit = () => {
    setAsked(true);
    if (reason.trim().length >= 2 && !same && !send.isPending) send.mutate();
  };
  const placed = [...fields.map(c => faultOf(send.error, `values.${c.key}`)), reasonFault].some(Boolean);
  const set = (c: Column) => (value: string | null) => setTyped(was => ({ ...was, [c.key]: value ?? '' }));
  return (
    <Modal
      open
      title={row ? `修改：${nameOf(r, row)}` : `添加一行${period ? `（${period} 年）` : ''}`}
      okText={row ? '保存修改' : '添加'}
      cancelText="取消"
      confirmLoading={send.isPending}
      onOk={submit}
      onCancel={close}
    >
      <Form layout="vertical">
        {fields.map(c => {
          const fault = faultOf(send.error, `values.${c.key}`);
          const options = c.type === 'yes-no' ? ['是', '否'] : c.options ? Object.values(c.options) : null;
          return (
            <Form.Item
              key={c.key}
              label={heading(c)}
              htmlFor={`cell-${c.key}`}
              required={c.required}
              validateStatus={fault ? 'error' : ''}
              help={fault}
              extra={c.sealed && row?.values[c.key] ? `现在是 ${row.values[c.key]}；要改才填完整的新号码` : (c.note ?? undefined)}
            >
              {c.named ? (
                <NameField id={`cell-${c.key}`} label={c.title} register={c.named} period={period} value={typed[c.key]!} set={set(c)} />
              ) : options ? (
                <Select
                  id={`cell-${c.key}`}
                  aria-label={c.title}
                  allowClear={!c.required}
                  value={typed[c.key] || null}
                  onChange={set(c)}
                  options={options.map(o => ({ value: o, label: o }))}
                />
              ) : (
                <Input
                  id={`cell-${c.key}`}
                  value={typed[c.key]!}
                  maxLength={200}
                  inputMode={c.type === 'whole' ? 'numeric' : c.type === 'money' ? 'decimal' : 'text'}
                  type={c.type === 'day' ? 'date' : 'text'}
                  onChange={e => set(c)(e.target.value)}
                />
              )}
            </Form.Item>
          );
        })}
        <Form.Item label="原因" htmlFor="row-reason" required validateStatus={reasonFault ? 'error' : ''} help={reasonFault}>
          <Input.TextArea id="row-reason" rows={2} maxLength={200} value={reason} onChange={e => setReason(e.target.value)} />
        </Form.Item>
      </Form>
      {asked && same ? <p role="alert">还没有改任何一格</p> : null}
      {send.isError && !placed ? <Trouble error={send.error} /> : null}
    </Modal>
  );
}

interface NameProps {
  id: string;
  label: string;
  register: string;
  period: string;
  value: string;
  set(value: string | null): void;
}

/** The rows of another register, found as one types. */
function NameField({ id, label, register, period, value, set }: NameProps) {
  const [q, setQ] = useState('');
  const of = useRegister(register);
  const rows = useQuery({
    queryKey: ['register-names', register, period, q],
    queryFn: ({ signal }) => api.get<{ items: RegisterRow[] }>(`/registers/${register}/rows${query({ period, q, size: 50 })}`, signal),
    placeholderData: keepPreviousData,
  });
  const names = of.data && rows.data ? rows.data.items.map(r => nameOf(of.data, r)) : [];
  return (
    <Select
      id={id}
      aria-label={label}
      showSearch={{ filterOption: false, onSearch: setQ }}
      allowClear
      loading={rows.isFetching}
      notFoundContent={rows.error ? '没有读出来，请再试一次' : rows.isFetching ? '正在找…' : '没有找到'}
      placeholder="输入名称、拼音或首字母"
      value={value || null}
      onChange={set}
      options={names.map(n => ({ value: n, label: n }))}
    />
  );
}
