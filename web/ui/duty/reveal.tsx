/** A masked number that can be shown in full: after a reason and a fresh sign-in; the look is recorded. */
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '#ui/api';
import { useElevation } from '#ui/frame';
import { ReasonDialog } from './reason-dialog.tsx';

export function RevealNumber({ masked, path }: { masked: string; path: string | null }) {
  const [asking, ask] = useState(false);
  const [phone, setPhone] = useState<string | null>(null);
  const { dialog, elevated } = useElevation();
  return (
    <>
      {phone ? <a href={`tel:${phone}`}>{phone}</a> : masked}{' '}
      {path && !phone ? (
        <Button size="small" onClick={() => ask(true)}>
          查看完整号码
        </Button>
      ) : null}
      {asking && path ? (
        <ReasonDialog
          title="查看完整号码"
          ok="查看"
          label="查看的原因"
          note="查看会留下记录：谁、什么时候、为什么。"
          send={({ reason }) => elevated(async () => setPhone((await api.post<{ phone: string }>(path, { reason })).phone))}
          done={() => ask(false)}
          cancel={() => ask(false)}
        />
      ) : null}
      {dialog}
    </>
  );
}
