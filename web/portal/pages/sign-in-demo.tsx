/** The demo county's people and their stories: signing in without a code. Only where the server is a demo. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import { Failed, Loading } from '#ui/kit';

export interface DemoAccount {
  account: string;
  kind: 'person' | 'staff';
  name: string;
  roleName: string;
  unitName: string | null;
  note: string;
}

export const useDemoAccounts = () =>
  useQuery({
    queryKey: ['demo', 'accounts'],
    queryFn: () => api.get<{ items: DemoAccount[] }>('/demo/accounts'),
    staleTime: 300_000,
  });

export function DemoPeople({ onSignedIn }: { onSignedIn(): Promise<void> }) {
  const { data, error, refetch } = useDemoAccounts();
  const enter = useMutation({
    mutationFn: (account: string) => api.post('/demo/session', { account }),
    onSuccess: onSignedIn,
  });
  return (
    <section className="sign-in-demo" aria-labelledby="sign-in-demo">
      <h2 id="sign-in-demo">演示：扮演一位居民</h2>
      <p className="small">只有演示环境有。人和号码都是编的，点一下就登录，不用验证码。</p>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {enter.error ? <Failed error={enter.error} /> : null}
      {!data && !error ? <Loading /> : null}
      <ul>
        {data?.items
          .filter(a => a.kind === 'person')
          .map(a => (
            <li key={a.account}>
              <button
                type="button"
                className="sign-in-person"
                aria-disabled={enter.isPending || undefined}
                onClick={() => enter.isPending || enter.mutate(a.account)}
              >
                <strong>{a.name}</strong>
                <span>{a.note}</span>
              </button>
            </li>
          ))}
      </ul>
      <p className="small">
        工作人员请到 <a href="/desk">工作台</a>。
      </p>
    </section>
  );
}
