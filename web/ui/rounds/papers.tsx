/** What goes with a report: photos and PDF, among them the print with the unit's seal. */
import { PaperClipOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Checkbox } from 'antd';
import { useRef } from 'react';
import type { ReportView } from '#platform/rounds';
import { api, wordsOf } from '../api/index.ts';
import { Mark } from '../frame/index.ts';

type Paper = ReportView['files'][number];

const sized = (bytes: number) => (bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

/** `change`: while it is written. `opens`: whether who looks may open them. */
export function Papers({ files, change, opens }: { files: readonly Paper[]; change?: (files: Paper[]) => void; opens: boolean }) {
  const { message } = App.useApp();
  const chosen = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: async (some: File[]) => Promise.all(some.map(file => api.upload<Omit<Paper, 'stamped'>>('/files', file))),
    onSuccess: made => change?.([...files, ...made.map(({ id, name, size }) => ({ id, name, size, stamped: false }))]),
    onError: error => message.error(wordsOf(error, '没有传上，请再试一次')),
  });
  if (files.length === 0 && !change) return null;
  return (
    <div className="round-papers">
      <h3>附件</h3>
      {files.length > 0 ? (
        <ul>
          {files.map(f => (
            <li key={f.id}>
              {opens ? (
                <a href={`/api/files/${f.id}`} target="_blank" rel="noreferrer">
                  {f.name}
                </a>
              ) : (
                f.name
              )}{' '}
              <span className="frame-muted frame-small">{sized(f.size)}</span>{' '}
              {change ? (
                <>
                  <Checkbox checked={f.stamped} onChange={e => change(files.map(x => (x === f ? { ...f, stamped: e.target.checked } : x)))}>
                    盖章件<span className="frame-hidden">：{f.name}</span>
                  </Checkbox>
                  <Button size="small" onClick={() => change(files.filter(x => x !== f))}>
                    去掉<span className="frame-hidden">：{f.name}</span>
                  </Button>
                </>
              ) : f.stamped ? (
                <Mark look="good">盖章件</Mark>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {change ? (
        <>
          <Button className="no-print" size="small" icon={<PaperClipOutlined />} loading={upload.isPending} onClick={() => chosen.current?.click()}>
            加附件
          </Button>{' '}
          <span className="frame-muted frame-small no-print">照片、PDF，每个最大 20 MB；打印盖章以后扫描的，勾上“盖章件”。保存以后才算。</span>
          <input
            ref={chosen}
            type="file"
            hidden
            multiple
            aria-label="附件"
            accept="image/*,.pdf"
            onChange={e => {
              const some = [...(e.target.files ?? [])];
              if (some.length > 0) upload.mutate(some);
              e.target.value = '';
            }}
          />
        </>
      ) : null}
    </div>
  );
}
