/** The files that prove something: looked at by who may, put and withdrawn by whose they are. */
import { useMutation } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { api, wordsOf } from '../api/index.ts';
import { Trouble } from '../frame/index.ts';
import { day } from '../words/index.ts';
import './papers.css';

export interface PaperFile {
  id: string;
  name: string;
  putByName: string;
  putOn: string;
  /** Who withdrew it; empty: it counts. */
  withdrawn?: string;
}

interface Props {
  title: string;
  note: string;
  /** What they are called: 凭证. */
  what: string;
  files: readonly PaperFile[];
  mine: boolean;
  today: string;
  href(id: string): string;
  /** Ties an uploaded file to what it proves. */
  put(file: string): Promise<unknown>;
  withdraw(id: string): Promise<unknown>;
  /** Asks for the files anew. */
  fresh(): Promise<unknown>;
  close(): void;
}

export function PapersDialog({ title, note, what, files, mine, today, href, put, withdraw, fresh, close }: Props) {
  const { message } = App.useApp();
  const putting = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      for (const file of chosen) await put((await api.upload<{ id: string }>('/files', file)).id);
    },
    // Of several the first may have come.
    onSettled: fresh,
  });
  const withdrawing = useMutation({
    mutationFn: withdraw,
    onSuccess: fresh,
    onError: error => message.error(wordsOf(error, '没有撤下，请再试一次')),
  });
  return (
    <Modal open title={title} footer={<Button onClick={close}>关闭</Button>} onCancel={close}>
      <p className="frame-muted">{note}</p>
      {files.length === 0 ? <p>还没有{what}文件。</p> : null}
      <ul className="papers-list">
        {files.map(f => (
          <li key={f.id}>
            <a href={href(f.id)} target="_blank" rel="noreferrer">
              {f.name}
            </a>{' '}
            <small className="frame-muted">
              {f.putByName} {day(f.putOn, today)}
              {f.withdrawn ? `，${f.withdrawn}撤下` : ''}
            </small>{' '}
            {mine && !f.withdrawn ? (
              <Button size="small" loading={withdrawing.isPending} onClick={() => withdrawing.mutate(f.id)}>
                撤下<span className="frame-hidden">：{f.name}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mine ? (
        <p>
          <label>
            交{what}（照片或 PDF，每个最大 20 MB）{' '}
            <input
              type="file"
              multiple
              accept="image/*,application/pdf"
              disabled={putting.isPending}
              onChange={e => {
                const chosen = [...(e.target.files ?? [])];
                if (chosen.length > 0) putting.mutate(chosen);
                e.target.value = '';
              }}
            />
          </label>
        </p>
      ) : null}
      {putting.isPending ? <p role="status">正在上传…</p> : null}
      {putting.error ? <Trouble error={putting.error} /> : null}
    </Modal>
  );
}
