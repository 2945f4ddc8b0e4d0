/** Refusals and bugs become HTTP here, once: RFC 9457 problem documents in Chinese, with a code and a request id. */
import { Refusal } from '../actions/index.ts';
import { UnknownYear } from '../calendar/index.ts';

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  requestId: string;
  errors?: { path: string; message: string }[];
  data?: Record<string, unknown>;
}

const problem = (status: number, code: string, title: string, requestId: string, detail?: string): Problem => ({
  type: `urn:bancheng:problem:${code}`,
  title,
  status,
  code,
  ...(detail ? { detail } : {}),
  requestId,
});

/** What the database says when it can take no more: full disk, no connection, shutting down. */
const unavailable = new Set([
  '53100',
  '53200',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOENT',
  'ENOSPC',
]);

interface Thrown {
  code?: string;
  statusCode?: number;
}

/** The problem that a thrown thing becomes; `bug` when the reader must not see what it is. */
export function problemOf(thrown: unknown, requestId: string): { problem: Problem; bug: boolean } {
  if (thrown instanceof Refusal) {
    const p = problem(thrown.status, thrown.code, thrown.message, requestId, thrown.detail);
    return {
      problem: { ...p, ...(thrown.faults.length ? { errors: thrown.faults } : {}), ...(thrown.data ? { data: thrown.data } : {}) },
      bug: false,
    };
  }
  if (thrown instanceof UnknownYear) return { problem: problem(422, 'calendar-year-unknown', '放假安排还没有载入', requestId, thrown.message), bug: false };
  const { code, statusCode } = thrown as Thrown;
  if (code && unavailable.has(code)) return { problem: problem(503, 'unavailable', '服务暂时不可用，请稍后再试，填写的内容还在', requestId), bug: true };
  if (statusCode === 413 || code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE')
    return { problem: problem(413, 'too-large', '提交的内容太大', requestId, '文件每个最大 20 MB；照片可以先压缩再上传'), bug: false };
  if (statusCode === 429) return { problem: problem(429, 'too-many', '操作太频繁，请稍候再试', requestId), bug: false };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { problem: problem(415, 'media-type', '不支持这种格式的内容', requestId), bug: false };
  if (statusCode !== undefined && statusCode < 500) return { problem: problem(statusCode, 'bad-request', '请求的格式不对', requestId), bug: false };
  return { problem: problem(500, 'internal', '系统出了问题，我们已经记录下来', requestId, `请把编号 ${requestId} 告诉工作人员`), bug: true };
}

export const notFound = (requestId: string): Problem => problem(404, 'not-found', '没有这个地址', requestId);
