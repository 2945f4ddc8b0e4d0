/**
 * Signing in again over the page that is open: a session ends after fifteen idle minutes, and what was typed must not be
 * lost with it. The page behind stays mounted and out of sight.
 */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { loadSession, type Session } from '#ui/session';
import { useDemoSignIn, useDemoStaff } from './pages/sign-in-demo.tsx';
import { PasswordForm } from './pages/sign-in-password.tsx';

/** Whether somebody is at the desk: polling must not keep a session alive that its owner has left. */
export function useAtWork(minutes = 3): boolean {
  const [at, setAt] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const stir = () => {
      clearTimeout(timer);
      setAt(true);
      timer = setTimeout(() => setAt(false), minutes * 60_000);
    };
    stir();
    const signs = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const sign of signs) addEventListener(sign, stir, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) removeEventListener(sign, stir);
    };
  }, [minutes]);
  return at;
}

interface Props {
  who: Session;
  /** Somebody else has signed in: nothing of the page before is theirs. */
  onOther(session: Session): void;
  onLeave(): void;
}

export function SignInAgain({ who, onOther, onLeave }: Props) {
  const client = useQueryClient();
  const done = async () => {
    const session = await loadSession();
    if (session.id !== who.id) return onOther(session);
    client.setQueryData(['session'], session);
    await client.invalidateQueries({ predicate: q => q.queryKey[0] !== 'session' });
  };
  const demo = useDemoSignIn(done);
  const same = useDemoStaff(who.demo).data?.find(a => a.name === who.name && a.roleName === who.roles[0]?.title);
  return (
    <Modal open title="请重新登录" closable={false} keyboard={false} mask={{ closable: false }} rootClassName="desk-again" footer={null} width={400}>
      <p className="desk-again-why">太久没有操作，或在别处退出了登录。登录后回到刚才的页面，填写的内容还在。</p>
      {same ? (
        <Button type="primary" block loading={demo.isPending} onClick={() => demo.mutate(same.account)}>
          演示：仍以 {who.name} 登录
        </Button>
      ) : null}
      <PasswordForm onDone={done} demo={who.demo} />
      <Button type="link" block onClick={onLeave}>
        换其他人登录
      </Button>
    </Modal>
  );
}
