/** What an administrator does with one account: roles, a new password, off and on. */

import { MoreOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Space } from 'antd';
import { api, wordsOf } from '#ui/api';
import { NotElevated, useElevation } from '#ui/frame';
import { useSession } from '#ui/session';
import type { Issued } from './staff.tsx';
import type { StaffRow } from './staff-words.ts';

interface Props {
  person: StaffRow;
  openRoles(): void;
  issued(password: Issued): void;
}

export function StaffSteps({ person, openRoles, issued }: Props) {
  const { message, modal } = App.useApp();
  const { data: session } = useSession();
  const client = useQueryClient();
  const { dialog, elevated } = useElevation();
  const refresh = () => client.invalidateQueries({ queryKey: ['staff'] });
  const tell = async (error: unknown) => {
    if (error instanceof NotElevated) return;
    message.error(wordsOf(error, '出了点问题，请再试一次'));
    await refresh();
  };
  const activity = useMutation({
    mutationFn: (active: boolean) => api.put(`/staff/${person.id}/activity`, { version: person.version, active }),
    onSuccess: async (_, active) => {
      message.success(active ? `${person.name}的账号已启用` : `${person.name}的账号已停用，已退出登录`);
      await refresh();
    },
    onError: tell,
  });
  const reset = useMutation({
    mutationFn: () => elevated(() => api.post<{ password: string }>(`/staff/${person.id}/reset`, { version: person.version })),
    onSuccess: async ({ password }) => {
      issued({ name: person.name, login: person.login, password });
      await refresh();
    },
    onError: tell,
  });
  const self = session?.id === person.id;
  const askOff = () =>
    modal.confirm({
      title: `停用${person.name}的账号？`,
      content: '停用后立即退出登录，不能再办理。已认领的事项要请部门另外分派。账号可以再启用。',
      okText: '停用',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => activity.mutateAsync(false).catch(() => {}),
    });
  const askReset = () =>
    modal.confirm({
      title: `重置${person.name}的密码和动态口令？`,
      content: '原来的密码和手机验证器都不能再用，登录全部退出。新的初始密码只显示一次。',
      okText: '重置',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => void reset.mutate(),
    });
  return (
    <Space size={4} className="staff-steps">
      <Button size="small" onClick={openRoles}>
        角色<span className="frame-hidden">：{person.name}</span>
      </Button>
      {person.active ? null : (
        <Button size="small" loading={activity.isPending} onClick={() => activity.mutate(true)}>
          启用
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [{ key: 'reset', label: '重置密码和动态口令' }, ...(person.active && !self ? [{ key: 'off', label: '停用账号', danger: true }] : [])],
          onClick: ({ key }) => (key === 'reset' ? askReset() : askOff()),
        }}
      >
        <Button size="small" type="text" icon={<MoreOutlined />} aria-label={`对${person.name}的更多操作`} loading={reset.isPending} />
      </Dropdown>
      {dialog}
    </Space>
  );
}
