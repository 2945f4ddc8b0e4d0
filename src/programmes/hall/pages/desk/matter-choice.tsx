/** Which matter an entry is about: one of the catalogue, or one beyond it, named and given to a unit. Parts of the form around it. */
import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { api } from '#ui/api';
import { unitOptions, useUnits } from '#ui/frame';
import type { Plan } from './hall.tsx';

export interface ChosenMatter {
  beyond: boolean;
  matter?: string;
  name?: string;
  unit?: string;
}

/** As the server takes it. */
export const matterOf = ({ beyond, matter, name, unit }: ChosenMatter) => (beyond ? { name, unit } : { matter });

export function MatterChoice() {
  const beyond = Form.useWatch('beyond');
  const plan = useQuery({ queryKey: ['hall-plan'], queryFn: () => api.get<Plan>('/desk/hall') });
  const { units } = useUnits();
  return (
    <>
      <Form.Item name="beyond" label="事项">
        <Radio.Group
          options={[
            { value: false, label: '事项目录里的' },
            { value: true, label: '目录以外的' },
          ]}
        />
      </Form.Item>
      {beyond ? (
        <>
          <Form.Item name="name" label="事项名称" rules={[{ required: true, min: 2, message: '请填写事项名称' }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="unit" label="部门" rules={[{ required: true, message: '请选择部门' }]}>
            <Select showSearch optionFilterProp="label" options={unitOptions(units)} />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="matter" label="选事项" rules={[{ required: true, message: '请选择事项' }]}>
          <Select
            showSearch
            optionFilterProp="label"
            options={plan.data?.matters.map(m => ({ value: m.id, label: `${m.name}（${plan.data.units.find(u => u.id === m.unit)?.name ?? ''}）` })) ?? []}
          />
        </Form.Item>
      )}
    </>
  );
}
