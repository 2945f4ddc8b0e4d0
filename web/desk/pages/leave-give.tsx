/** Giving one's work to a colleague of the same unit for some days. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { isDay } from '#platform/calendar';
import { api, Problem, query, useCreate } from '#ui/api';
import { Trouble, useUnits } from '#ui/frame';
import { hasRole, type Session } from '#ui/session';
import type { StaffRow } from './staff-words.ts';

interface Values {
  fromStaff: string;
  toStaff: string;
  fromDay: string;
  toDay: string;
  reason: string;
}
const places = ['fromStaff', 'toStaff', 'fromDay', 'toDay', 'reason'] as const;

const useStaff = (filter: { unit?: string | undefined; q?: string | undefined }, wanted: boolean) =>
  useQuery({
    queryKey: ['staff', 'choice', filter],
    queryFn: ({ signal }) => api.get<{ items: StaffRow[] }>(`/staff${query(filter)}`, signal),
    enabled: wanted,
    staleTime: 60_000,
  }).data?.items ?? [];

const option = (p: StaffRow) => ({
  value: p.id,
  label: `${p.name}（${p.roles.map(r => r.title).join('、') || '没有角色'}）`,
  name: p.name,
});

export function GiveLeave({ session, close }: { session: Session; close(): void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const { short } = useUnits();
  const [form] = Form.useForm<Values>();
  const create = useCreate();
  const admin = hasRole(session, 'administrator');
  const headOf = session.roles.find(r => r.role === 'unit-head')?.unit ?? undefined;
  const ownUnit = headOf ?? session.roles.find(r => r.unit)?.unit ?? undefined;
  const [q, setQ] = useState('');
  const found = useStaff({ q: q || undefined }, admin);
  const mates = useStaff({ unit: ownUnit }, !admin && ownUnit !== undefined);
  const people = admin ? found : mates;
  const fromStaff = Form.useWatch('fromStaff', form) ?? (admin || headOf ? undefined : session.id);
  const [known, setKnown] = useState<StaffRow>();
  const from = known?.id === fromStaff ? known : people.find(p => p.id === fromStaff);
  const colleagues = useStaff({ unit: from?.unit }, from !== undefined).filter(p => p.active && p.id !== fromStaff);
  const give = useMutation({
    mutationFn: (v: Values) => create('/delegations', { ...v, fromStaff: v.fromStaff ?? session.id }),
    onSuccess: async () => {
      message.success('代办已安排');
      await client.invalidateQueries({ queryKey: ['delegations'] });
      close();
    },
    onError: error => {
      if (!(error instanceof Problem)) return;
      const faults = error.faults.flatMap(f => places.filter(p => p === f.path).map(name => ({ name, errors: [f.message] })));
      form.setFields(faults);
      if (faults[0]) form.focusField(faults[0].name);
    },
  });
  const aDay = (message: string) => [
    { required: true, message },
    {
      validator: (_: unknown, v: string) => (!v || isDay(v) ? Promise.resolve() : Promise.reject(new Error('请填写存在的日期'))),
    },
  ];
  return (
    <Modal open title="安排代办" okText="安排" cancelText="取消" confirmLoading={give.isPending} onOk={() => form.submit()} onCancel={close}>
      <Form form={form} layout="vertical" onFinish={v => !give.isPending && give.mutate(v)} initialValues={{ fromDay: session.today, toDay: session.today }}>
        {admin || headOf ? (
          <Form.Item name="fromStaff" label="谁请假" rules={[{ required: true, message: '请选择请假的人' }]}>
            <Select
              placeholder={admin ? '输入姓名或账号找' : '选择本部门的人'}
              showSearch={admin ? { filterOption: false, onSearch: setQ } : { optionFilterProp: 'name' }}
              options={people.filter(p => p.active).map(p => ({ ...option(p), label: admin ? `${p.name}（${short(p.unit)}）` : option(p).label }))}
              onChange={id => {
                setKnown(people.find(p => p.id === id));
                form.setFieldValue('toStaff', undefined);
              }}
              notFoundContent="没有找到"
            />
          </Form.Item>
        ) : (
          <p>请假的人：{session.name}（本人）</p>
        )}
        <Form.Item name="toStaff" label="由谁代办" extra="同一部门的同事" rules={[{ required: true, message: '请选择代办的同事' }]}>
          <Select
            placeholder="选择同事"
            disabled={!from}
            showSearch={{ optionFilterProp: 'name' }}
            options={colleagues.map(option)}
            notFoundContent="这个部门没有别的同事"
          />
        </Form.Item>
        <div className="leave-days">
          <Form.Item name="fromDay" label="从哪天" rules={aDay('请填写开始日期')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="toDay"
            label="到哪天（含）"
            dependencies={['fromDay']}
            rules={[
              ...aDay('请填写结束日期'),
              ({ getFieldValue }) => ({
                validator: (_, v: string) => (v && v < getFieldValue('fromDay') ? Promise.reject(new Error('结束日期不能早于开始日期')) : Promise.resolve()),
              }),
              {
                validator: (_, v: string) => (v && v < session.today ? Promise.reject(new Error('结束日期已经过去')) : Promise.resolve()),
              },
            ]}
          >
            <Input type="date" min={session.today} />
          </Form.Item>
        </div>
        <Form.Item name="reason" label="事由" rules={[{ required: true, whitespace: true, message: '请写明事由' }]}>
          <Input maxLength={200} placeholder="例如：年休假" />
        </Form.Item>
        {give.error instanceof Problem && give.error.faults.length === 0 ? <Trouble error={give.error} /> : null}
      </Form>
    </Modal>
  );
}
