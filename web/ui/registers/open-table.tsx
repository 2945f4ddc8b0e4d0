/** A table with its numbers whole: after a reason and a fresh sign-in, and never without a record. */
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/index.ts';
import { ReasonDialog } from '../duty/index.ts';
import { download, useElevation } from '../frame/index.ts';

interface Props {
  label: string;
  path: string;
  body: object;
}

export function OpenTable({ label, path, body }: Props) {
  const [asking, setAsking] = useState(false);
  const { elevated, dialog } = useElevation();
  return (
    <>
      <Button onClick={() => setAsking(true)}>{label}</Button>
      {asking ? (
        <ReasonDialog
          title={label}
          ok="下载"
          label="用途"
          note="表里的身份证号、手机号、账号是完整的。谁在什么时候为什么下载会留下记录；请妥善保管，用完删除。"
          send={({ reason }) =>
            elevated(async () => {
              const { name, blob } = await api.file(path, { ...body, reason });
              download(name, blob);
            })
          }
          done={() => setAsking(false)}
          cancel={() => setAsking(false)}
        />
      ) : null}
      {dialog}
    </>
  );
}
