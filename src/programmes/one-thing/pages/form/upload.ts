/** One file to the server, with its progress: the one request that `fetch` cannot show. */
import { Problem } from '#ui/api';
import { loadSession } from '#ui/session';
import type { FileShown } from './draft.ts';

export const mostBytes = 20 * 1024 * 1024;

export interface Upload {
  accept: string;
  onProgress(part: number): void;
  signal: AbortSignal;
}

export async function upload(file: File, o: Upload): Promise<FileShown> {
  if (file.size === 0) throw new Problem({ status: 422, code: 'file-empty', title: '文件是空的' });
  if (file.size > mostBytes)
    throw new Problem({
      status: 413,
      code: 'file-too-large',
      title: '文件太大',
      detail: `这个文件有 ${Math.ceil(file.size / 1024 / 1024)} MB，每个最大 20 MB；照片可以先压缩，PDF 可以分成几个`,
    });
  // A page that was open for long has an old token: learn the one of now.
  const { csrf } = await loadSession();
  const query = new URLSearchParams({ accept: o.accept });
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/files?${query}`);
    request.setRequestHeader('accept', 'application/json');
    if (csrf) request.setRequestHeader('x-csrf-token', csrf);
    request.upload.onprogress = event => event.lengthComputable && o.onProgress(event.loaded / event.total);
    request.onerror = () => fail(new Problem({ status: 0, code: 'offline', title: '网络断开了，没有传上去' }));
    request.onabort = () => fail(new DOMException('', 'AbortError'));
    request.onload = () => {
      const body = readJson(request.responseText);
      if (request.status >= 200 && request.status < 300) return done(body as FileShown);
      const p = body as { code?: string; title?: string; detail?: string };
      fail(
        new Problem({
          ...p,
          status: request.status,
          code: p.code ?? 'unknown',
          title: p.title ?? '没有传上去，请再试一次',
        }),
      );
    };
    o.signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
