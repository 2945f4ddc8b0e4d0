/** Talking to the server: one function, problems as errors with words for the reader, the session's token on every change. */

export interface Fault {
  path: string;
  message: string;
}

/** What the server refuses, or that it cannot be reached. `message` and `detail` are for the reader. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly faults: Fault[];
  readonly requestId: string;
  readonly data: Record<string, unknown>;

  constructor(p: { status: number; code: string; title: string; detail?: string; errors?: Fault[]; requestId?: string; data?: Record<string, unknown> }) {
    super(p.title);
    this.status = p.status;
    this.code = p.code;
    this.detail = p.detail ?? '';
    this.faults = p.errors ?? [];
    this.requestId = p.requestId ?? '';
    this.data = p.data ?? {};
  }
}

/** What went wrong, in one line: what the server says and why, else these words. */
export const wordsOf = (error: unknown, otherwise: string): string =>
  error instanceof Problem ? [error.message, error.detail].filter(Boolean).join('：') : otherwise;

let csrf: string | null = null;
/** The session's token, learned from `GET /api/session`. */
export const setCsrf = (token: string | null) => {
  csrf = token;
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface Options {
  /** Idempotency key of a creating request; the same key again gives the first result again. */
  key?: string;
  signal?: AbortSignal;
  /** Goes on when the page is left meanwhile. Browsers allow it for small bodies only. */
  keepalive?: boolean;
  /** The answer is a file: given as it came. */
  file?: boolean;
}

async function once(method: Method, path: string, body: unknown, o: Options): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET' && csrf) headers['x-csrf-token'] = csrf;
  if (o.key) headers['idempotency-key'] = o.key;
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  try {
    return await fetch(`/api${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      ...(o.signal ? { signal: o.signal } : {}),
      ...(o.keepalive ? { keepalive: true } : {}),
    });
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new Problem({ status: 0, code: 'offline', title: '网络断开了，填写的内容还在', detail: '连上网络后再试一次' });
  }
}

async function request<T>(method: Method, path: string, body?: unknown, o: Options = {}): Promise<T> {
  let response = await once(method, path, body, o);
  if (response.status === 403 && method !== 'GET') {
    const problem = await response
      .clone()
      .json()
      .catch(() => null);
    // The page was open for long and its token is old: fetch the new one and try once more.
    if (problem?.code === 'token-wrong' || problem?.code === 'sign-in-needed') {
      const session = await once('GET', '/session', undefined, {}).then(r => r.json() as Promise<{ csrf: string | null }>);
      if (session.csrf && session.csrf !== csrf) {
        csrf = session.csrf;
        response = await once(method, path, body, o);
      }
    }
  }
  if (response.status === 204) return undefined as T;
  if (response.ok && o.file) return response as T;
  const content: unknown = await response.json().catch(() => null);
  if (response.ok) return content as T;
  const p = (content ?? {}) as Partial<{ code: string; title: string; detail: string; errors: Fault[]; requestId: string; data: Record<string, unknown> }>;
  throw new Problem({ status: response.status, code: p.code ?? 'unknown', title: p.title ?? '服务暂时不可用，请稍后再试', ...p });
}

/** A query string of what is set. */
export function query(params: Record<string, string | number | boolean | undefined | null>): string {
  const set = Object.entries(params).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return set.length > 0 ? `?${new URLSearchParams(set.map(([k, v]) => [k, String(v)]))}` : '';
}

export const api = {
  get: <T>(path: string, signal?: AbortSignal) => request<T>('GET', path, undefined, signal ? { signal } : {}),
  post: <T>(path: string, body?: unknown) => request<T>('POST', path, body ?? {}),
  put: <T>(path: string, body?: unknown) => request<T>('PUT', path, body ?? {}),
  patch: <T>(path: string, body?: unknown, o: Options = {}) => request<T>('PATCH', path, body ?? {}, o),
  del: <T>(path: string, body?: unknown) => request<T>('DELETE', path, body ?? {}),
  /** Makes something new. Keep the key for as long as it is the same attempt, so that a double click or a retry makes one. */
  create: <T>(path: string, body: unknown, key: string) => request<T>('POST', path, body, { key }),
  /** A file that the server makes, with the name that it gives it. */
  file: async (path: string, body: unknown = {}): Promise<{ name: string; blob: Blob }> => {
    const response = await request<Response>('POST', path, body, { file: true });
    const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    return { name: name ? decodeURIComponent(name) : '文件', blob: await response.blob() };
  },
  upload: <T>(path: string, file: File) => {
    const form = new FormData();
    form.append('file', file);
    return request<T>('POST', path, form);
  },
};

/** A small file's bytes, for a body of JSON. */
export async function base64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // In pieces, because a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
