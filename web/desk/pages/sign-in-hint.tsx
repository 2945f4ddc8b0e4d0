/** Demo only: the common password, and what a colleague's telephone would show now. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '#ui/api';

interface Hint {
  code: string;
  password: string;
  seconds: number;
}

export const useDemoCode = (wanted: boolean) =>
  useQuery({
    queryKey: ['demo-code'],
    queryFn: () => api.get<Hint>('/demo/code'),
    enabled: wanted,
    staleTime: 0,
    // Asked anew when the code changes.
    refetchInterval: q => (q.state.data ? (q.state.data.seconds + 0.3) * 1000 : 5_000),
  }).data;

interface Props {
  step: 'password' | 'code' | 'setup';
  onPassword(password: string): void;
  onCode(code: string): void;
}

export function DemoHint({ step, onPassword, onCode }: Props) {
  const hint = useDemoCode(true);
  if (!hint || step === 'setup') return null;
  return (
    <p className="sign-in-hint">
      {step === 'password' ? (
        <>
          演示县统一密码 <code>{hint.password}</code>
          <Button size="small" onClick={() => onPassword(hint.password)}>
            填入密码
          </Button>
        </>
      ) : (
        <>
          演示县此刻的口令 <code>{hint.code}</code>
          <Button size="small" onClick={() => onCode(hint.code)}>
            填入并登录
          </Button>
        </>
      )}
    </p>
  );
}
