/** Files on their way in and out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Action, answer, type House, parse, perform, refusals } from '../actions/index.ts';
import { type Accept, addFile, findFile } from '../files/index.ts';
import { whoAmI } from '../identity/index.ts';
import type { Requests } from './requests.ts';

const refuse = refusals({ 'no-file': [422, '没有收到文件'] });

/** A file leaves as an attachment that runs nothing. */
export const attach = (reply: FastifyReply, type: string, name: string) =>
  reply
    .type(type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox");

/** A file goes to disk as it comes, and away again where the action refuses it. Nobody fills the disk without leave. */
export async function received(house: House, { identify, meta }: Requests, definition: Action, most: number, request: FastifyRequest) {
  await answer(house, { ...whoAmI, may: definition.may }, identify(request, true), {}, meta(request));
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: most + 1 } }) : undefined;
  if (!part) throw refuse('no-file');
  const { id, key, size } = await house.passing.take(part.file, most);
  const input = { ...(request.query as object), ...(request.params as object), file: { id, key, size, name: part.filename } };
  return perform(house, definition, identify(request, true), input, meta(request)).catch(async error => {
    await house.passing.drop(id);
    throw error;
  });
}

const acceptInput = z.enum(['image', 'pdf', 'image-or-pdf']).default('image-or-pdf');

/** The bytes are checked and kept before the row that names them. */
export function fileRoutes(app: FastifyInstance, house: House, { meta, identify, changing, cache }: Requests) {
  app.post('/api/files', async (request, reply) => {
    changing(request);
    cache(reply, false);
    const accept: Accept = parse(acceptInput, (request.query as { accept?: string }).accept);
    // Nobody fills the disk without an account.
    await answer(house, { ...whoAmI, may: 'file.add' }, identify(request, true), {}, meta(request));
    const part = await request.file();
    if (!part) throw refuse('no-file');
    const kept = await house.files.keep(await part.toBuffer(), accept);
    return perform(house, addFile, identify(request, true), { ...kept, name: part.filename }, meta(request));
  });
  app.get('/api/files/:fileId', async (request, reply) => {
    cache(reply, false);
    const file = await answer(house, findFile, identify(request, false), request.params, meta(request));
    return attach(reply, file.type, file.name).send(house.files.read(file.digest));
  });
}
