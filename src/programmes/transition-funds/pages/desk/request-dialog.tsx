/** A unit asks for a change of its project's money. */
import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useCreate } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import type { RequestInput } from '../../forms.ts';
import { parts } from '../../plan.ts';
import type { FundsRequests } from '../../requests.ts';
import { Labelled } from './field.tsx';

interface Props {
  projects: FundsRequests['projects'];
  done(): void;
  cancel(): void;
}

export function RequestDialog({ projects, done, cancel }: Props) {
  const create = useCreate();
  const [id, choose] = useState(projects.length === 1 ? projects[0]!.id : null);
  const [typed, setTyped] = useState<RequestInput>({ part: 'cut', change: '', reason: '', basis: '' });
  const set = (more: Partial<RequestInput>) => setTyped(was => ({ ...was, ...more }));
  const sending = useMutation({ mutationFn: () => create(`/desk/funds/projects/${id}/requests`, { request: typed }), onSuccess: done });
  const { error } = sending;
  const told = ['part', 'change', 'reason', 'basis'].some(k => faultOf(error, `request.${k}`));
  const project = projects.find(p => p.id === id);
  return (
    <Modal
      open
      title="提调整建议"
      okText="提交"
      okButtonProps={{ disabled: !project }}
      cancelText="取消"
      confirmLoading={sending.isPending}
      onOk={() => !sending.isPending && sending.mutate()}
      onCancel={cancel}
    >
      <Form layout="vertical">
        <Labelled
          error={error}
          path="projectId"
          id="request-project"
          label="项目"
          required
          extra={project ? `下达 ${project.allotted} 万元，没有支付 ${project.unpaid} 万元` : undefined}
        >
          <Select
            id="request-project"
            showSearch={{ optionFilterProp: 'label' }}
            value={id}
            onChange={choose}
            options={projects.map(p => ({ value: p.id, label: p.name }))}
          />
        </Labelled>
        <Labelled error={error} path="request.part" id="request-part" label="建议" required>
          <Radio.Group
            id="request-part"
            value={typed.part}
            onChange={e => set({ part: e.target.value as RequestInput['part'] })}
            options={[
              { value: 'cut', label: parts.cut },
              { value: 'addition', label: parts.addition },
            ]}
          />
        </Labelled>
        <Labelled error={error} path="request.change" id="request-change" label="金额（万元）" required>
          <Input id="request-change" inputMode="decimal" maxLength={20} value={typed.change} onChange={e => set({ change: e.target.value })} />
        </Labelled>
        <Labelled
          error={error}
          path="request.reason"
          id="request-reason"
          label="原因"
          required
          extra="如按结算价支付后结余、项目没有实施、按验收数量应补贴多少"
        >
          <Input.TextArea id="request-reason" rows={3} maxLength={300} value={typed.reason} onChange={e => set({ reason: e.target.value })} />
        </Labelled>
        <Labelled error={error} path="request.basis" id="request-basis" label="依据" extra="如结算审核报告、验收单的编号">
          <Input id="request-basis" maxLength={300} value={typed.basis} onChange={e => set({ basis: e.target.value })} />
        </Labelled>
      </Form>
      {sending.isError && !told ? <Trouble error={error} /> : null}
    </Modal>
  );
}
