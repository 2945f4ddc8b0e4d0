/** A table that was sent: how far the work on it is, what was found, and what can be done with it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import type { RegisterView, UploadView } from '#platform/registers';
import { api } from '../api/index.ts';
import { Trouble } from '../frame/index.ts';
import { Difference } from './difference.tsx';

/** Whatever was changed in a register makes these stale. */
const ofRegisters = { predicate: (q: { queryKey: readonly unknown[] }) => String(q.queryKey[0]).startsWith('register') };

const doing = { reading: '正在读表', comparing: '正在检查，和台账比对', writing: '正在写入台账' } as const;

function Working({ of: { fileName, phase, done, total } }: { of: UploadView }) {
  const part = total > 0 ? Math.min(1, done / total) : 0;
  // While it is read, how many there are is only known by how much of the file they took.
  const whole = phase === 'writing' ? `/ ${total.toLocaleString('zh-CN')}` : `/ 约 ${Number(total.toPrecision(3)).toLocaleString('zh-CN')}`;
  const lines = done > 0 ? `：${done.toLocaleString('zh-CN')} ${whole} 行` : '…';
  const place = useRef<HTMLDivElement>(null);
  // What was pressed stood below a long list that is gone now.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="register-working" ref={place}>
      <p>
        “{fileName}”{doing[phase ?? 'reading']}
        {lines}
      </p>
      <Progress aria-label={`“${fileName}”进度`} percent={Math.floor(part * 100)} status="active" />
      <p className="frame-muted">可以离开这一页，回来接着看；没有写完以前，台账里什么也没有变。</p>
    </div>
  );
}

interface Props {
  register: RegisterView;
  upload: UploadView;
  period: string;
  /** It was sent just now and nobody has looked at it yet. */
  fresh: boolean;
  /** Something goes on here, so that progress is asked for. */
  busy(now: boolean): void;
}

export function Upload({ register: r, upload, period, fresh, busy }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const at = `/registers/${r.kind}/uploads/${upload.id}`;
  const again = () => client.invalidateQueries(ofRegisters);
  const check = useMutation({ mutationFn: () => api.post(`${at}/checks`, { period }), onSettled: again });
  const apply = useMutation({
    mutationFn: ({ seen, withoutWrong }: { seen: string; withoutWrong: boolean }) =>
      api.create<{ added: number; changed: number }>(`/registers/${r.kind}/imports`, { uploadId: upload.id, seen, withoutWrong }, seen),
    onSuccess: done => void message.success(`已导入：新增 ${done.added} ${r.unit}，修改 ${done.changed} ${r.unit}`),
    onSettled: again,
  });
  const cancel = useMutation({ mutationFn: () => api.del(at), onSettled: again });
  const { outcome, seen } = upload;
  // Looked at for another year, it says nothing of the one that is chosen now.
  const found = outcome && seen && upload.period === period ? outcome : null;
  const working = upload.working || check.isPending || apply.isPending;
  useEffect(() => {
    busy(working);
    return () => busy(false);
  }, [working, busy]);
  const begun = useRef('');
  const { mutate: begin } = check;
  const due = (fresh || (outcome !== null && found === null)) && !working && upload.mine;
  useEffect(() => {
    if (!due || begun.current === period) return;
    begun.current = period;
    begin();
  }, [due, period, begin]);
  const good = found ? found.added + found.changed : 0;
  const stop = (words: string) => (
    <Button onClick={() => cancel.mutate()} loading={cancel.isPending}>
      {words}
    </Button>
  );
  if (working)
    return (
      <>
        <Working of={apply.isPending && upload.phase !== 'writing' ? { ...upload, phase: 'writing', done: 0 } : upload} />
        <div className="register-steps">{stop('取消')}</div>
      </>
    );
  const failed = apply.error ?? check.error;
  const look = () => {
    apply.reset();
    check.mutate();
  };
  return (
    <>
      {failed ? <Trouble error={failed} again={look} /> : null}
      {found && seen ? (
        <>
          <Difference register={r} name={upload.fileName} of={found} />
          <div className="register-steps">
            <Button type="primary" disabled={good === 0 || apply.isError} onClick={() => apply.mutate({ seen, withoutWrong: found.wrong > 0 })}>
              {found.wrong > 0 ? `不要有错误的 ${found.wrong} 行，导入其余 ${good} ${r.unit}` : `导入 ${good} ${r.unit}`}
            </Button>
            {found.wrong > 0 ? (
              <Button href={`/api${at}/faults`} download>
                下载标出错误的表
              </Button>
            ) : null}
            {stop('不导入了')}
            {found.wrong > 0 ? <span className="frame-muted">错误写在表的最后一列；改好以后重新选择，整份导入。</span> : null}
          </div>
        </>
      ) : (
        <>
          {failed ? null : <p role="status">“{upload.fileName}”还没有检查完。</p>}
          <div className="register-steps">
            <Button type="primary" onClick={look}>
              检查这份表
            </Button>
            {stop('不导入了')}
          </div>
        </>
      )}
    </>
  );
}
