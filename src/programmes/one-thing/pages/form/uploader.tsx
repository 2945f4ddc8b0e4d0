/** Photos and files for one material: from the camera, from the folder, or dropped on it. */
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Problem } from '#ui/api';
import { Button } from '#ui/kit';
import { size } from '#ui/words';
import type { FileShown } from './draft.ts';
import { lightened } from './images.ts';
import { upload } from './upload.ts';
import './uploader.css';

interface UploaderProps {
  /** Id of the place, for the error summary. */
  id: string;
  /** What is uploaded, for those who hear the page. */
  name: string;
  accept: string;
  files: readonly FileShown[];
  most?: number;
  onChange(files: FileShown[]): void;
}

interface Going {
  key: number;
  file: File;
  part: number;
  picture: string | null;
  problem: string | null;
  /** The same file would be refused again: trying once more is not offered. */
  hopeless: boolean;
  stop: AbortController;
}

/** What is in the file, or how much. */
const aboutTheFile = (problem: Problem | null) => problem !== null && [413, 415, 422].includes(problem.status);

const takes: Record<string, { types: string; words: string }> = {
  image: { types: 'image/*', words: '照片（JPG、PNG 等）' },
  pdf: { types: 'application/pdf,.pdf', words: 'PDF' },
  'image-or-pdf': { types: 'image/*,application/pdf,.pdf', words: '照片或 PDF' },
};

/** Pictures of files uploaded from this page, so that they need not come back from the server. */
const pictures = new Map<string, string>();

let count = 0;

export function Uploader({ id, name, accept, files, most = 20, onChange }: UploaderProps) {
  const client = useQueryClient();
  const [going, setGoing] = useState<Going[]>([]);
  const [over, setOver] = useState(false);
  const [removed, setRemoved] = useState<FileShown | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  // Uploads run one after another: each must see the files that came before it.
  const latest = useRef(files);
  latest.current = files;
  const queue = useRef<Promise<void>>(Promise.resolve());
  const stops = useRef(new Set<AbortController>());
  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running) stop.abort();
    };
  }, []);
  const { types, words } = takes[accept] ?? takes['image-or-pdf']!;

  const change = (key: number, next: Partial<Going>) => setGoing(all => all.map(g => (g.key === key ? { ...g, ...next } : g)));
  const drop = (key: number) => setGoing(all => all.filter(g => g.key !== key));

  function start(chosen: readonly File[]) {
    setRemoved(null);
    for (const file of chosen) {
      const g: Going = {
        key: ++count,
        file,
        part: 0,
        picture: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
        problem: null,
        hopeless: false,
        stop: new AbortController(),
      };
      stops.current.add(g.stop);
      setGoing(all => [...all, g]);
      queue.current = queue.current.then(() => send(g));
    }
  }

  async function send(g: Going): Promise<void> {
    if (g.stop.signal.aborted) return drop(g.key);
    if (latest.current.length >= most) return change(g.key, { problem: `最多 ${most} 个文件` });
    try {
      const light = await lightened(g.file);
      const kept = await upload(light, {
        accept,
        onProgress: part => change(g.key, { part }),
        signal: g.stop.signal,
      });
      if (g.picture) pictures.set(kept.id, g.picture);
      latest.current = [...latest.current, kept];
      onChange([...latest.current]);
      drop(g.key);
    } catch (error) {
      if ((error as Error).name === 'AbortError') return drop(g.key);
      const problem = error instanceof Problem ? error : null;
      // The frame around the page offers to sign in again.
      if (problem?.status === 401) void client.invalidateQueries({ queryKey: ['session'] });
      change(g.key, {
        part: 0,
        hopeless: aboutTheFile(problem),
        problem:
          problem?.status === 401
            ? '登录过期了，没有传上去。重新登录后再试'
            : problem
              ? [problem.message, problem.detail].filter(Boolean).join('：')
              : '没有传上去，请再试一次',
      });
    } finally {
      stops.current.delete(g.stop);
    }
  }

  const again = (g: Going) => {
    const fresh = { ...g, problem: null, part: 0, stop: new AbortController() };
    stops.current.add(fresh.stop);
    setGoing(all => all.map(x => (x.key === g.key ? fresh : x)));
    queue.current = queue.current.then(() => send(fresh));
  };

  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    start([...event.dataTransfer.files]);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition for the mouse; the buttons do the same.
    <div
      className={`uploader${over ? ' over' : ''}`}
      id={id}
      tabIndex={-1}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      {files.length > 0 || going.length > 0 ? (
        <ul className="uploader-files">
          {files.map(f => (
            <li key={f.id} className="uploader-file">
              <Preview file={f} />
              <span className="uploader-name">
                <a href={`/api/files/${f.id}`} download={f.name}>
                  {f.name}
                </a>
                <span className="muted small">{size(f.size)}</span>
              </span>
              <Button
                look="plain"
                onClick={() => {
                  setRemoved(f);
                  onChange(files.filter(x => x.id !== f.id));
                }}
              >
                移除<span className="visually-hidden">{f.name}</span>
              </Button>
            </li>
          ))}
          {going.map(g => (
            <li key={g.key} className={`uploader-file${g.problem ? ' wrong' : ''}`}>
              <Picture src={g.picture} kind="文件" alt="" />
              <span className="uploader-name">
                <span>{g.file.name}</span>
                {g.problem ? (
                  <span className="uploader-problem" role="alert">
                    <span aria-hidden="true">× </span>
                    {g.problem}
                  </span>
                ) : (
                  <progress max={1} value={g.part} aria-label={`正在上传 ${g.file.name}`} />
                )}
              </span>
              {g.problem ? (
                <span className="row">
                  {g.hopeless ? null : (
                    <Button look="plain" onClick={() => again(g)}>
                      再试<span className="visually-hidden">{g.file.name}</span>
                    </Button>
                  )}
                  <Button look="plain" onClick={() => drop(g.key)}>
                    不要了<span className="visually-hidden">{g.file.name}</span>
                  </Button>
                </span>
              ) : (
                <Button look="plain" onClick={() => g.stop.abort()}>
                  取消<span className="visually-hidden">{g.file.name}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {removed ? (
        <p role="status">
          已移除“{removed.name}”
          <Button
            look="plain"
            onClick={() => {
              onChange([...files, removed]);
              setRemoved(null);
            }}
          >
            撤销
          </Button>
        </p>
      ) : null}
      <div className="uploader-ways">
        <Button look="secondary" className="uploader-camera" onClick={() => camera.current?.click()} aria-label={`拍照：${name}`} hidden={accept === 'pdf'}>
          拍照
        </Button>
        <Button look="secondary" onClick={() => input.current?.click()} aria-label={`${files.length > 0 ? '再加一个' : '选择文件'}：${name}`}>
          {files.length > 0 ? '再加一个' : '选择文件'}
        </Button>
        <span className="muted small">
          {words}，每个最大 20 MB<span className="uploader-drop">，也可以拖到这里</span>
        </span>
      </div>
      {[input, camera].map((ref, i) => (
        <input
          key={i === 0 ? 'file' : 'camera'}
          ref={ref}
          type="file"
          hidden
          multiple={i === 0}
          accept={i === 0 ? types : 'image/*'}
          {...(i === 1 ? { capture: 'environment' as const } : {})}
          onChange={event => {
            start([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      ))}
    </div>
  );
}

function Preview({ file }: { file: FileShown }) {
  const src = file.type.startsWith('image/') ? (pictures.get(file.id) ?? `/api/files/${file.id}`) : null;
  return <Picture src={src} kind={file.type === 'application/pdf' ? 'PDF' : '文件'} alt={`${file.name} 的预览`} />;
}

/** What cannot be drawn (a HEIC in most browsers, no picture at all) is named instead. */
function Picture({ src, kind, alt }: { src: string | null; kind: string; alt: string }) {
  const [broken, setBroken] = useState(false);
  if (!src || broken) return <span className="uploader-picture">{kind}</span>;
  return <img className="uploader-picture" src={src} alt={alt} loading="lazy" onError={() => setBroken(true)} />;
}
