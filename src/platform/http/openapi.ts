/** The OpenAPI 3.1 document, made from the routes and their schemas. */
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Permissions } from '../access/index.ts';
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

function operation(route: Route, permissions: Permissions): ZodOpenApiOperationObject {
  const { definition, method, path } = route;
  const params = paramsIn(path);
  const shape = shapeOf(route);
  const pick = (wanted: (key: string) => boolean) => Object.fromEntries(Object.entries(shape).filter(([key]) => wanted(key)));
  const rest = pick(key => !params.includes(key));
  const who = Object.keys(permissions.row(definition.may).who);
  const isObject = definition.input instanceof z.ZodObject;
  return {
    operationId: `${method.toLowerCase()}-${definition.name}${params.length ? `-${path.replaceAll(/[^a-z]+/gi, '-')}` : path.replaceAll('/', '-')}`,
    summary: definition.summary,
    tags: [path.split('/')[1] ?? ''],
    description: `权限：\`${definition.may}\`（${who.length ? who.join('、') : 'system'}）${'creates' in definition && definition.creates ? '；需要 Idempotency-Key' : ''}`,
    requestParams: {
      ...(params.length ? { path: z.object(Object.fromEntries(params.map(p => [p, shape[p] ?? z.string()]))) } : {}),
      ...(method === 'GET' && Object.keys(rest).length ? { query: z.object(rest) } : {}),
      ...('creates' in definition && definition.creates ? { header: z.object({ 'Idempotency-Key': z.string() }) } : {}),
    },
    ...(method !== 'GET' && (!isObject || Object.keys(rest).length)
      ? { requestBody: { required: true, content: { 'application/json': { schema: isObject ? z.strictObject(rest) : definition.input } } } }
      : {}),
    responses: {
      '200': { description: '成功', content: { 'application/json': { schema: definition.output ?? z.unknown() } } },
      default: { description: '拒绝或错误', content: { 'application/problem+json': { schema: problemSchema } } },
    },
    ...(who.includes('guest') ? {} : { security: [{ session: [] }] }),
  };
}

export function openapi(routes: readonly Route[], permissions: Permissions, version: string) {
  const paths: ZodOpenApiPathsObject = {};
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
