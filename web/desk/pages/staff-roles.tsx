/** The roles of one person: what they have, give one, take one away. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Select, Skeleton } from 'antd';
import { useState } from 'react';
import type { StaffRole } from '#platform/access';
import { api, Problem } from '#ui/api';
import { faultOf, Trouble, unitOptions, useUnits } from '#ui/frame';
import { useSession } from '#ui/session';
import { type StaffRow, staffRoleWords } from './staff-words.ts';

export function StaffRoles({ person, close }: { person: StaffRow | undefined; close(): void }) {
  return (
    <Drawer open title={person ? `${person.name}的角色` : '角色'} size={440} onClose={close}>
      {person ? <Roles person={person} /> : <Skeleton active />}
    </Drawer>
  );
}

function Roles({ person }: { person: StaffRow }) {
  const { message, modal } = App.useApp();
  const { data: session } = useSession();
  const client = useQueryClient();
  const { name } = useUnits();
  const refresh = () => client.invalidateQueries({ queryKey: ['staff'] });
  const revoke = useMutation({
    mutationFn: (r: { role: StaffRole; unit: string }) => api.post(`/staff/${person.id}/roles/revocation`, { role: r.role, unit: r.unit }),
    onSuccess: async () => {
      message.success('角色已撤销，立即失效');
      await refresh();
    },
    onError: async error => {
      message.error(error instanceof Problem ? error.message : '出了点问题，请再试一次');
      await refresh();
    },
  });
  const ask = (r: StaffRow['roles'][number]) =>
    modal.confirm({
      title: `撤销${person.name}的“${r.title}”角色？`,
      content: '对方的下一次操作起就不能再用这个角色。',
      okText: '撤销',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => revoke.mutateAsync(r).catch(() => {}),
    });
  return (
    <div className="staff-roles">
      <h2>已有的角色</h2>
      {person.roles.length === 0 ? <p className="frame-muted">还没有角色，登录后什么也看不到。</p> : null}
      <ul>
        {person.roles.map(r => (
          <li key={r.role + r.unit}>
            <div>
              <strong>{r.title}</strong>
              {r.unit ? `（${name(r.unit)}）` : ''}
              <p className="frame-muted frame-small">{staffRoleWords[r.role]?.does}</p>
            </div>
            {session?.id === person.id && r.role === 'administrator' ? (
              <span className="frame-muted frame-small">不能撤销自己的</span>
            ) : (
              <Button size="small" danger onClick={() => ask(r)}>
                撤销<span className="frame-hidden">{r.title}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <h2>授予角色</h2>
      <Grant person={person} done={refresh} />
    </div>
  );
}

function Grant({ person, done }: { person: StaffRow; done(): Promise<unknown> }) {
  const { message } = App.useApp();
  const { units } = useUnits();
  const [role, setRole] = useState<StaffRole>();
  const [unit, setUnit] = useState(person.unit);
  const [asked, setAsked] = useState(false);
  const ofUnit = role !== undefined && staffRoleWords[role].unit;
  const fits = units.filter(u => (role === 'town-officer' ? u.kind === 'town' : u.kind !== 'town'));
  const chosen = fits.some(u => u.id === unit) ? unit : undefined;
  const has = role !== undefined && person.roles.some(r => r.role === role && r.unit === (ofUnit ? chosen : ''));
  const grant = useMutation({
    mutationFn: () => api.post(`/staff/${person.id}/roles`, { role, unit: ofUnit ? chosen : '' }),
    onSuccess: async () => {
      message.success('角色已授予，对方刷新页面就能用');
      setRole(undefined);
      setAsked(false);
      await done();
    },
  });
  const roleFault = faultOf(grant.error, 'role') ?? (asked && !role ? '请选择角色' : has ? '已经有这个角色' : undefined);
  const unitFault = faultOf(grant.error, 'unit') ?? (asked && ofUnit && !chosen ? '请选择部门' : undefined);
  const submit = () => {
    setAsked(true);
    if (role && !has && (!ofUnit || chosen) && !grant.isPending) grant.mutate();
  };
  return (
    <Form layout="vertical" onFinish={submit}>
      <Form.Item
        label="角色"
        htmlFor="grant-role"
        required
        validateStatus={roleFault ? 'error' : ''}
        help={roleFault}
        extra={role ? staffRoleWords[role].does : undefined}
      >
        <Select
          id="grant-role"
          placeholder="选择角色"
          value={role}
          onChange={setRole}
          options={Object.entries(staffRoleWords).map(([value, w]) => ({ value: value as StaffRole, label: w.title }))}
        />
      </Form.Item>
      {ofUnit ? (
        <Form.Item
          label={role === 'town-officer' ? '哪个乡镇' : '哪个部门'}
          htmlFor="grant-unit"
          required
          validateStatus={unitFault ? 'error' : ''}
          help={unitFault}
        >
          <Select
            id="grant-unit"
            showSearch={{ optionFilterProp: ['label', 'short'] }}
            placeholder="请选择"
            value={chosen}
            onChange={setUnit}
            options={unitOptions(fits)}
          />
        </Form.Item>
      ) : null}
      {grant.isError && !roleFault && !unitFault ? <Trouble error={grant.error} /> : null}
      <Button type="primary" htmlType="submit" loading={grant.isPending}>
        授予
      </Button>
    </Form>
  );
}
