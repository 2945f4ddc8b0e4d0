/** One row: its figures as they should stand, and why they are changed. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, useCreate } from '#ui/api';
import { faultOf, Trouble, unitOptions, useUnits } from '#ui/frame';
import { kinds } from '../../figures.ts';
import type { RowInput } from '../../forms.ts';
import { parts } from '../../plan.ts';
import type { PlanView, RowView } from '../../views.ts';

const empty: Omit<RowInput, 'no'> = {
  ...{ part: 'cut', kind: 'industry', name: '', planned: '', settled: '', quantity: '', rate: '', due: '', paid: '', change: '' },
  ...{ transition: '', rectification: '', central: '', province: '', city: '', county: '', text: '', reason: '', basis: '', town: '', unit: '', project: '' },
};

/** Which figures a part is reckoned by; what a row already states is shown whatever its part. */
const figures = [
  { key: 'planned', title: '计划安排（万元）', of: ['cut', 'addition', 'new'] },
  { key: 'settled', title: '结算、决算（万元）', of: ['cut', 'addition'] },
  { key: 'quantity', title: '数量（万个、万棒）', of: ['cut', 'addition'] },
  { key: 'rate', title: '补贴标准（元/个、元/棒）', of: ['cut', 'addition'] },
  { key: 'due', title: '原文写的应补贴（万元）', of: ['addition'] },
  { key: 'paid', title: '已付（万元）', of: ['addition'] },
  { key: 'change', title: '核减或新增（万元）', of: ['cut', 'addition', 'new'] },
  { key: 'transition', title: '其中衔接资金（万元）', of: ['cut', 'addition', 'new'] },
  { key: 'rectification', title: '其中绩效评价问题整改资金（万元）', of: ['cut', 'addition', 'new'] },
  { key: 'central', title: '其中中央资金（万元）', of: ['cut', 'addition', 'new'] },
  { key: 'province', title: '其中省级资金（万元）', of: ['cut', 'addition', 'new'] },
  { key: 'city', title: '其中市级资金（万元）', of: ['cut', 'addition', 'new'] },
  { key: 'county', title: '其中县级资金（万元）', of: ['cut', 'addition', 'new'] },
] as const;

interface Props {
  plan: string;
  /** The year's projects. */
  store: PlanView['store'];
  /** None: a new row. */
  row?: RowView | undefined;
  nextNo: number;
  done(): void;
  cancel(): void;
}

export function RowDialog({ plan, store, row, nextNo, done, cancel }: Props) {
  const { departments, towns } = useUnits();
  const create = useCreate();
  const [typed, setTyped] = useState<RowInput>(() => {
    if (!row) return { ...empty, no: nextNo };
    const { part: _, no: __, kind: ___, ...words } = row.words;
    return { ...words, part: row.part, no: row.no, kind: row.kind, town: row.town, unit: row.unit, project: row.project };
  });
  const [why, setWhy] = useState('');
  const set = (more: Partial<RowInput>) => setTyped(was => ({ ...was, ...more }));
  const sending = useMutation({
    mutationFn: () =>
      row
        ? api.put(`/desk/funds/plans/${plan}/rows/${row.id}`, { version: row.version, row: typed, why })
        : create(`/desk/funds/plans/${plan}/rows`, { row: typed, why }),
    onSuccess: done,
  });
  const fault = (path: string) => faultOf(sending.error, path);
  const item = (path: string, label: string, id: string) => ({
    ...{ label, htmlFor: id, help: fault(path) },
    validateStatus: fault(path) ? ('error' as const) : ('' as const),
  });
  const shown = figures.filter(f => (f.of as readonly string[]).includes(typed.part) || typed[f.key] !== '');
  const told = [...Object.keys(typed).map(k => `row.${k}`), 'why'].some(fault);
  const words = (path: 'text' | 'reason' | 'basis', label: string, rows: number) => (
    <Form.Item {...item(`row.${path}`, label, `funds-${path}`)}>
      <Input.TextArea id={`funds-${path}`} rows={rows} value={typed[path]} onChange={e => set({ [path]: e.target.value })} />
    </Form.Item>
  );
  return (
    <Modal
      open
      title={row ? `修改：${row.words.name}` : '加一行'}
      okText="保存"
      cancelText="取消"
      width={760}
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <Form layout="vertical">
        <Form.Item {...item('row.name', '项目', 'funds-name')} required>
          <Input id="funds-name" value={typed.name} maxLength={120} onChange={e => set({ name: e.target.value })} />
        </Form.Item>
        {store.length > 0 ? (
          <Form.Item {...item('row.project', '项目库里的项目', 'funds-project')} extra="不选的，按名称找；名称不一样的在这里选">
            <Select
              id="funds-project"
              allowClear
              showSearch={{ optionFilterProp: ['label'] }}
              value={typed.project || null}
              onChange={v => set({ project: v ?? '' })}
              options={store.map(p => ({ value: p.id, label: `${p.name}（${p.town}）` }))}
            />
          </Form.Item>
        ) : null}
        <div className="funds-fields">
          <Form.Item {...item('row.part', '部分', 'funds-part')}>
            <Select
              id="funds-part"
              value={typed.part}
              onChange={part => set({ part })}
              options={Object.entries(parts).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item {...item('row.no', '序号', 'funds-no')}>
            <InputNumber id="funds-no" min={1} max={9999} value={typed.no} onChange={no => set({ no: no ?? 0 })} />
          </Form.Item>
          <Form.Item {...item('row.kind', '类别', 'funds-kind')}>
            <Select
              id="funds-kind"
              value={typed.kind}
              onChange={kind => set({ kind })}
              options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          {shown.map(f => (
            <Form.Item key={f.key} {...item(`row.${f.key}`, f.title, `funds-${f.key}`)} required={f.key === 'change'}>
              <Input id={`funds-${f.key}`} inputMode="decimal" value={typed[f.key]} onChange={e => set({ [f.key]: e.target.value })} />
            </Form.Item>
          ))}
          <Form.Item {...item('row.town', '乡镇', 'funds-town')}>
            <Select id="funds-town" allowClear value={typed.town || null} onChange={v => set({ town: v ?? '' })} options={unitOptions(towns)} />
          </Form.Item>
          <Form.Item {...item('row.unit', '责任单位', 'funds-unit')}>
            <Select
              id="funds-unit"
              allowClear
              showSearch={{ optionFilterProp: ['label', 'short'] }}
              value={typed.unit || null}
              onChange={v => set({ unit: v ?? '' })}
              options={unitOptions([...departments, ...towns])}
            />
          </Form.Item>
        </div>
        {words('reason', '核减或新增的原因', 2)}
        {words('basis', '依据（验收单、合同、文件）', 2)}
        {words('text', '原文', 3)}
        <Form.Item {...item('why', row ? '为什么改' : '为什么加', 'funds-why')} required>
          <Input id="funds-why" value={why} maxLength={300} onChange={e => setWhy(e.target.value)} />
        </Form.Item>
      </Form>
      {sending.isError && !told ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
