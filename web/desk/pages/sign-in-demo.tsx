/** Demo only: every colleague of the demo county, by role, to be one with a click. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Input, Spin } from 'antd';
import { useState } from 'react';
import { api, Problem } from '#ui/api';

interface DemoAccount {
  account: string;
  kind: 'person' | 'staff';
  name: string;
  roleName: string;
  unitName: string | null;
}

export const useDemoStaff = (wanted: boolean) =>
  useQuery({
    queryKey: ['demo-accounts'],
    queryFn: () => api.get<{ items: DemoAccount[] }>('/demo/accounts'),
    enabled: wanted,
    select: d => d.items.filter(a => a.kind === 'staff'),
    staleTime: 600_000,
  });

export const useDemoSignIn = (onDone: () => void | Promise<void>) =>
  useMutation({ mutationFn: (account: string) => api.post('/demo/session', { account }), onSuccess: onDone });

export function DemoStaff({ onDone }: { onDone(): void | Promise<void> }) {
  const [q, setQ] = useState('');
  const { data, isError, refetch } = useDemoStaff(true);
  const signIn = useDemoSignIn(onDone);
  if (isError) return <Alert type="error" title="演示账号没有载入" action={<Button onClick={() => void refetch()}>再试一次</Button>} />;
  if (!data) return <Spin />;
  const wanted = q.trim().toLowerCase();
  const found = data.filter(a => !wanted || [a.name, a.roleName, a.unitName ?? '', a.account].some(t => t.includes(wanted)));
  const groups = [...new Set(found.map(a => a.roleName))].map(role => ({
    role,
    items: found.filter(a => a.roleName === role),
  }));
  return (
    <section aria-labelledby="sign-in-demo-title" className="sign-in-demo">
      <h2 id="sign-in-demo-title">演示县的工作人员</h2>
      <p className="sign-in-muted">点一位同事，直接用他（她）的身份进入，不用密码。</p>
      <Input
        value={q}
        onChange={e => setQ(e.target.value)}
        allowClear
        placeholder="按姓名、部门、角色查找"
        aria-label="查找演示账号"
        onPressEnter={() => found[0] && found.length < 5 && signIn.mutate(found[0].account)}
      />
      {signIn.error instanceof Problem ? (
        <Alert type="error" showIcon role="alert" title={signIn.error.message} description={signIn.error.detail || undefined} />
      ) : null}
      <div className="sign-in-groups">
        {groups.length === 0 ? <Empty description={`没有找到“${q}”`} image={Empty.PRESENTED_IMAGE_SIMPLE} /> : null}
        {groups.map(g => (
          <div key={g.role} className="sign-in-group">
            <h3>{g.role}</h3>
            <ul>
              {g.items.map(a => (
                <li key={a.account}>
                  <button
                    type="button"
                    disabled={signIn.isPending}
                    aria-busy={signIn.isPending && signIn.variables === a.account}
                    onClick={() => signIn.mutate(a.account)}
                  >
                    {a.name}
                    <span>{a.unitName}</span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
