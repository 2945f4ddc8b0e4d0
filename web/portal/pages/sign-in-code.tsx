/** At a kiosk: signing in with the Zhongyang code of one's telephone, in the place of a number and a message. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { looksLikeCode } from '#platform/code/pure';
import { api, wordsOf } from '#ui/api';
import { ScanField, useDevice } from '#ui/scan';

export function CodeSignIn({ onSignedIn }: { onSignedIn(): void }) {
  const device = useDevice();
  const [fault, setFault] = useState<string>();
  const enter = useMutation({
    mutationFn: (code: string) => api.post('/session/zhongyang-code', { code, device }),
    onSuccess: onSignedIn,
    onError: error => setFault(wordsOf(error, '没有扫成，请再试一次')),
  });
  return (
    <section className="card stack" aria-labelledby="sign-in-by-code">
      <h2 id="sign-in-by-code">用中阳码登录</h2>
      {device ? (
        <ScanField
          id="sign-in-scan"
          label="中阳码"
          hint="在手机上打开中阳码，选“在自助机登录”，对准扫码口"
          action="登录"
          fault={fault}
          busy={enter.isPending}
          onScan={text => {
            setFault(undefined);
            if (looksLikeCode(text)) enter.mutate(text.trim());
            else setFault('这不是中阳码，请刷新后再出示');
          }}
        />
      ) : (
        <p className="muted">
          这台机器还没有登记，不能扫码登录。管理员请先<Link href="/terminal">登记这台设备</Link>。
        </p>
      )}
    </section>
  );
}
