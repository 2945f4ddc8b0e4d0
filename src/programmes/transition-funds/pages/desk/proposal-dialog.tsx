/** Proposing a project, or mending one that came back: the annex's columns, kept as far as they are known. */
import { useMutation } from '@tanstack/react-query';
import { Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, Problem, useCreate } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { ProjectView } from '../../project-reads.ts';
import { Labelled } from './field.tsx';

const long = new Set(['content', 'goal', 'benefit']);

interface Props {
  fields: ProjectView['fields'];
  /** Years to choose from; none: the project is there already. */
  years?: readonly number[];
  /** Towns for which one proposes; empty: every one. */
  towns?: readonly string[];
  project?: ProjectView;
  done(id: string): void;
  cancel(): void;
}

export function ProposalDialog({ fields, years, towns = [], project, done, cancel }: Props) {
  const before = Object.fromEntries(
    fields.map(f => [
      f.key,
      f.key === 'name' ? (project?.name ?? '') : (project?.facts.find(x => x.key === f.key)?.typed ?? (f.key === 'town' ? (towns[0] ?? '') : '')),
    ]),
  );
  const [typed, setTyped] = useState<Record<string, string>>(before);
  const [year, setYear] = useState(years?.[0] ?? 0);
  const [another, setAnother] = useState(false);
  const create = useCreate();
  const set = (field: string, value: string) => setTyped(was => ({ ...was, [field]: value }));
  const sending = useMutation({
    mutationFn: async () => {
      if (!project) return (await create<{ id: string }>('/desk/funds/projects', { year, values: typed, another })).id;
      const values = Object.fromEntries(Object.entries(typed).filter(([k, v]) => v !== before[k]));
      await api.put(`/desk/funds/projects/${project.id}`, { version: project.version, values });
      return project.id;
    },
    onSuccess: done,
    onError: () => {
      // The form is longer than a phone: what is wrong may be far above the button.
      setTimeout(() => globalThis.document.querySelector('.ant-modal .ant-form-item-has-error')?.scrollIntoView({ block: 'center' }));
    },
  });
  const taken = sending.error instanceof Problem && sending.error.code === 'funds-name-taken';
  const told = ['year', ...fields.map(f => `values.${f.key}`)].some(p => faultOf(sending.error, p));
  const input = (f: Props['fields'][number]) => {
    const id = `proposal-${f.key}`;
    const options = f.key === 'town' && towns.length > 0 ? [...towns] : f.options;
    if (options)
      return (
        <Select
          id={id}
          value={typed[f.key] || null}
          allowClear={!f.required}
          showSearch={options.length > 8}
          onChange={v => set(f.key, v ?? '')}
          options={options.map(o => ({ value: o, label: o }))}
        />
      );
    if (long.has(f.key)) return <Input.TextArea id={id} rows={3} maxLength={1000} value={typed[f.key]} onChange={e => set(f.key, e.target.value)} />;
    const mode = f.type === 'money' ? 'decimal' : f.type === 'whole' ? 'numeric' : 'text';
    return (
      <Input
        id={id}
        inputMode={mode}
        maxLength={120}
        disabled={f.key === 'name' && !!project}
        value={typed[f.key]}
        onChange={e => set(f.key, e.target.value)}
      />
    );
  };
  return (
    <Modal
      open
      title={project ? `修改：${project.name}` : '申报项目'}
      okText="保存"
      cancelText="取消"
      width={760}
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <p className="frame-muted">{project ? '名称写错的，撤回以后再申报。' : '先存下，不用一次填完；填全、村里公示期满以后再送乡镇审核。'}</p>
      <Form layout="vertical">
        {years ? (
          <Labelled error={sending.error} path="year" id="proposal-year" label="年度" required>
            <Select id="proposal-year" value={year} onChange={setYear} options={years.map(y => ({ value: y, label: `${y} 年` }))} />
          </Labelled>
        ) : null}
        <div className="funds-fields">
          {fields.map(f => (
            <div key={f.key} className={long.has(f.key) || f.key === 'name' ? 'funds-wide' : undefined}>
              <Labelled
                error={sending.error}
                path={`values.${f.key}`}
                id={`proposal-${f.key}`}
                label={f.measure ? `${f.title}（${f.measure}）` : f.title}
                required={f.required}
                extra={f.note || undefined}
              >
                {input(f)}
              </Labelled>
              {f.key === 'name' && (another || taken) ? (
                <Checkbox checked={another} onChange={e => setAnother(e.target.checked)}>
                  是同名的另一个项目，名称后面加编号
                </Checkbox>
              ) : null}
            </div>
          ))}
        </div>
      </Form>
      {sending.isError && !told ? <Trouble error={sending.error} /> : null}
    </Modal>
  );
}
