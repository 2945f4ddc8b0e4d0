/** The OpenAPI 3.1 document, made from the routes and their schemas. */
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Permissions } from '../access/index.ts';
import { whoAmI } from '../identity/index.ts';
import { paramsIn, type Route, shapeOf } from './route.ts';

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document, texts in Chinese' });

const templated = (path: string) => `/api${path.replaceAll(/:(\w+)/g, '{$1}')}`;

const fileBody = { required: true, content: { 'multipart/form-data': { schema: z.object({ file: z.string().meta({ format: 'binary' }) }) } } };

function operation(route: Route, permissions: Permissions): ZodOpenApiOperationObject {
  const { definition, method, path } = route;
  const params = paramsIn(path);
  const { token, ...asked } = shapeOf(route);
  // The server puts the session's own token there, which no page can read.
  const shape = token && !route.withToken ? { ...asked, token } : asked;
  const pick = (wanted: (key: string) => boolean) => Object.fromEntries(Object.entries(shape).filter(([key]) => wanted(key)));
  const rest = pick(key => !params.includes(key) && !(route.fileOf && key === 'file'));
  const inQuery = method === 'GET' || route.fileOf !== undefined;
  const who = Object.keys(permissions.row(definition.may).who);
  const isObject = definition.input instanceof z.ZodObject;
  return {
    operationId: `${method.toLowerCase()}-${definition.name}${params.length ? `-${path.replaceAll(/[^a-z]+/gi, '-')}` : path.replaceAll('/', '-')}`,
    summary: definition.summary,
    tags: [path.split('/')[1] ?? ''],
    description: `权限：\`${definition.may}\`（${who.length ? who.join('、') : 'system'}）${'creates' in definition && definition.creates ? '；需要 Idempotency-Key' : ''}`,
    requestParams: {
      ...(params.length ? { path: z.object(Object.fromEntries(params.map(p => [p, shape[p] ?? z.string()]))) } : {}),
      ...(inQuery && Object.keys(rest).length ? { query: z.object(rest) } : {}),
      ...('creates' in definition && definition.creates ? { header: z.object({ 'Idempotency-Key': z.string() }) } : {}),
    },
    ...(route.fileOf ? { requestBody: fileBody } : {}),
    ...(!inQuery && (!isObject || Object.keys(rest).length)
      ? { requestBody: { required: true, content: { 'application/json': { schema: isObject ? z.strictObject(rest) : definition.input } } } }
      : {}),
    responses: {
      '200': { description: '成功', content: { 'application/json': { schema: definition.output ?? z.unknown() } } },
      default: problem,
    },
    ...(who.includes('guest') ? {} : { security: [{ session: [] }] }),
  };
}

const problem = { description: '拒绝或错误', content: { 'application/problem+json': { schema: problemSchema } } };
const json = (description: string, schema: z.ZodType) => ({ description, content: { 'application/json': { schema } } });
const bytes = { schema: z.string().meta({ format: 'binary' }) };
const signedIn = { security: [{ session: [] }] };
const session = z.intersection(
  whoAmI.output as z.ZodType,
  z.object({ csrf: z.string().nullable().meta({ description: '改动时放进 X-CSRF-Token' }), demo: z.boolean() }),
);
const fileKept = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() });
const accepts = z.enum(['image', 'pdf', 'image-or-pdf']);

/** What the server does itself, without an action behind one address: sessions, files, its own state. */
const own: ZodOpenApiPathsObject = {
  '/api/session': {
    get: { operationId: 'session-read', summary: '现在登录的是谁', tags: ['session'], responses: { '200': json('成功', session), default: problem } },
    delete: { operationId: 'session-close', summary: '退出登录', tags: ['session'], responses: { '204': { description: '已退出' }, default: problem } },
  },
  '/api/session/oidc': {
    get: {
      operationId: 'session-oidc',
      summary: '接了哪个统一身份认证',
      tags: ['session'],
      responses: { '200': json('成功', z.object({ name: z.string().nullable() })), default: problem },
    },
  },
  '/api/session/oidc/start': {
    get: {
      operationId: 'session-oidc-start',
      summary: '去统一身份认证登录',
      tags: ['session'],
      responses: { '302': { description: '转到对方' }, default: problem },
    },
  },
  '/api/session/oidc/callback': {
    get: {
      operationId: 'session-oidc-callback',
      summary: '从统一身份认证回来',
      tags: ['session'],
      responses: { '302': { description: '转回本站' }, default: problem },
    },
  },
  '/api/files': {
    post: {
      operationId: 'file-add',
      summary: '上传一个文件：照片或 PDF，最大 20 MB',
      tags: ['files'],
      requestParams: { query: z.object({ accept: accepts.optional() }) },
      requestBody: fileBody,
      responses: { '200': json('成功', fileKept), default: problem },
      ...signedIn,
    },
  },
  '/api/files/{fileId}': {
    get: {
      operationId: 'file-read',
      summary: '取一个文件',
      tags: ['files'],
      requestParams: { path: z.object({ fileId: z.uuid() }) },
      responses: { '200': { description: '文件', content: { 'application/octet-stream': bytes } }, default: problem },
      ...signedIn,
    },
  },
  '/api/health/live': { get: { operationId: 'health-live', summary: '进程在', tags: ['health'], responses: { '200': { description: '在' } } } },
  '/api/health/ready': {
    get: { operationId: 'health-ready', summary: '数据库通', tags: ['health'], responses: { '200': { description: '通' }, '503': { description: '不通' } } },
  },
  '/api/openapi.json': { get: { operationId: 'openapi', summary: '这份说明', tags: ['health'], responses: { '200': { description: 'OpenAPI 3.1' } } } },
  '/api/metrics': {
    get: {
      operationId: 'metrics',
      summary: 'Prometheus 指标，本机或凭令牌',
      tags: ['health'],
      responses: { '200': { description: '指标' }, default: problem },
    },
  },
};

export function openapi(routes: readonly Route[], permissions: Permissions, version: string) {
  const paths: ZodOpenApiPathsObject = { ...own };
  for (const route of routes) {
    const address = templated(route.path);
    paths[address] = { ...paths[address], [route.method.toLowerCase()]: operation(route, permissions) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: '办成 Bancheng', version, description: '中阳县“高效办成一件事”平台的接口。金额为两位小数的元，日期为 2024-12-25，未知的输入项一律拒绝。' },
    servers: [{ url: '/' }],
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-bancheng' } } },
  });
}

/** Stops the start when the server answers at an address that the document does not describe. */
export function leftOut(served: readonly (readonly [method: string, url: string])[], paths: Record<string, object | undefined>): void {
  const missing = served.filter(([method, url]) => url.startsWith('/api/') && !(method.toLowerCase() in (paths[url.replaceAll(/:(\w+)/g, '{$1}')] ?? {})));
  if (missing.length > 0) throw new Error(`not in the OpenAPI: ${missing.map(m => m.join(' ')).join(', ')}`);
}
