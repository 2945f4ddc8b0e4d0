/** A table into a register: sent, looked at, compared with what is there, brought in; and the imports before it, to be undone. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useRef, useState } from 'react';
import type { RegisterView, UploadView } from '#platform/registers';
import { tableFiles } from '#platform/tables/pure';
import { api } from '../api/index.ts';
import { Frame, Trouble, Waits } from '../frame/index.ts';
import { moment } from '../words/index.ts';
import { Blank } from './blank.tsx';
import { type Place, useRegister } from './data.ts';
import { ImportHistory } from './import-history.tsx';
import { yearsOf } from './register-list.tsx';
import { Upload } from './upload.tsx';
import './registers.css';

export function RegisterImport(place: Place) {
  const register = useRegister(place.kind);
  return (
    <Waits of={register}>
      {r => (
        <Frame title={r.writes ? '导入' : '历次导入'} back={{ to: place.base, title: r.title }}>
          {r.writes ? <Bring register={r} /> : null}
          <ImportHistory register={r} />
        </Frame>
      )}
    </Waits>
  );
}

/** What the server takes. */
const mostBytes = 40 * 1024 ** 2;

function Bring({ register: r }: { register: RegisterView }) {
  const client = useQueryClient();
  const [asked, setPeriod] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const uploads = useQuery({
    queryKey: ['register-uploads', r.kind],
    queryFn: ({ signal }) => api.get<{ items: UploadView[] }>(`/registers/${r.kind}/uploads`, signal),
    // What somebody works on now goes on being looked at, also by who came back to the page.
    refetchInterval: ({ state }) => (busy || state.data?.items.some(u => u.working) ? 1000 : false),
  });
  const items = uploads.data?.items ?? [];
  const current = items.find(u => u.id === opened) ?? items.find(u => u.mine);
  const others = items.filter(u => u !== current);
  const period = r.yearly ? (asked ?? current?.period ?? r.usual) : '';
  const send = useMutation({
    mutationFn: async (file: File) => {
      // Another choice takes the place of the one before.
      if (current?.mine) await api.del(`/registers/${r.kind}/uploads/${current.id}`).catch(() => {});
      const { id } = await api.upload<{ id: string }>(`/registers/${r.kind}/uploads`, file);
      setSent(id);
      setOpened(id);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['register-uploads', r.kind] }),
  });
  const take = (file: File | undefined) => {
    send.reset();
    setWrong('');
    // The same file, mended, may be chosen again.
    if (picker.current) picker.current.value = '';
    if (!file) return;
    if (file.size > mostBytes) setWrong('文件太大：最大 40 MB，请分成几份。');
    else send.mutate(file);
  };
  return (
    <section className="frame-panel" aria-label="导入一份表">
      <p>
        表里要有
        {r.columns
          .filter(c => c.tells)
          .map(c => `“${c.title}”`)
          .join('、')}
        ，用来认是哪一行；其余的列有几列填几列。空着的格子不改台账里原有的内容。您能填：
        {r.columns
          .filter(c => c.mine && !c.tells)
          .map(c => c.title)
          .join('、')}
        。
      </p>
      <div className="register-steps">
        {r.yearly ? (
          <Select
            aria-label="年度"
            value={period}
            onChange={setPeriod}
            disabled={busy}
            options={yearsOf(r).map(y => ({ value: y, label: `${y} 年的数据` }))}
            popupMatchSelectWidth={false}
          />
        ) : null}
        <label>
          选择表格 <input ref={picker} type="file" accept={tableFiles} disabled={send.isPending || busy} onChange={e => take(e.target.files?.[0])} />
        </label>
        <Blank register={r} period={period} />
      </div>
      {wrong ? <Alert type="error" showIcon role="alert" title={wrong} /> : null}
      {send.isPending ? <p role="status">正在上传…</p> : null}
      {send.isError ? <Trouble error={send.error} /> : null}
      {uploads.isError ? <Trouble error={uploads.error} again={() => void uploads.refetch()} /> : null}
      {current ? <Upload key={current.id} register={r} upload={current} period={period} fresh={current.id === sent} busy={setBusy} /> : null}
      {others.length > 0 ? (
        <ul className="register-history" aria-label="没有导入的其他表">
          {others.map(u => (
            <li key={u.id}>
              “{u.fileName}” {u.madeByName} {moment(u.madeAt)} 上传，还没有导入{' '}
              <Button size="small" aria-label={`打开“${u.fileName}”`} onClick={() => setOpened(u.id)}>
                打开
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
