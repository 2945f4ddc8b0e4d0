/** Uploading and reading files: who owns them, how many a day, and that a stranger finds nothing. */
import { z } from 'zod';
import { type Guard, permit } from '../access/index.ts';
import { action, type Ctx, read, refuse as shared } from '../actions/index.ts';
import { type Kept, refuse } from './store.ts';

const filesADay = 200;

/** A name for showing: no path, no control characters, at most 120 characters. */
export const safeName = (name: string): string => [...name.replace(/^.*[\\/]/, '').replaceAll(/[\p{C}<>:"|?*]/gu, '')].slice(-120).join('') || '未命名';

export interface FileView {
  id: string;
  name: string;
  type: string;
  size: number;
}

/** Registers content that the store has kept; the uploader and the principals that it acts for may read it. */
export const addFile = action({
  name: 'file.add',
  may: 'file.add',
  summary: '上传一个文件',
  input: z.strictObject({
    name: z.string(),
    digest: z.string(),
    type: z.string(),
    size: z.number(),
  }),
  async do(ctx, file: Kept & { name: string }): Promise<FileView> {
    const [today] = await ctx.sql<{ n: number }[]>`
      select count(*)::int as n from file
      where county = ${ctx.county} and made_by = ${ctx.actor.id} and made_at > ${ctx.now}::timestamptz - interval '1 day'`;
    if ((today?.n ?? 0) >= filesADay) throw refuse('file-quota');
    return insertFile(ctx, file);
  },
});

/** The row of kept content. Whoever else may see it comes with the record that it is put into. */
export async function insertFile(ctx: Ctx, file: Kept & { name: string }, id: string = crypto.randomUUID()): Promise<FileView> {
  const name = safeName(file.name);
  const parties = ctx.actor.kind === 'person' ? [ctx.actor.id] : [];
  const units = ctx.actor.kind === 'staff' ? [`staff:${ctx.actor.id}`] : [];
  await ctx.sql`
    insert into file (county, id, digest, name, type, size, parties, units, made_by, made_at)
    values (${ctx.county}, ${id}, ${file.digest}, ${name}, ${file.type}, ${file.size}, ${parties}::uuid[], ${units}, ${ctx.actor.id}, ${ctx.now})`;
  ctx.record({ subject: `file:${id}`, detail: { digest: file.digest, size: file.size, type: file.type } });
  return { id, name, type: file.type, size: file.size };
}

export interface FileRow extends FileView {
  digest: string;
}

export const findFile = read({
  name: 'file.read',
  may: 'file.read',
  summary: '下载一个文件',
  input: z.strictObject({ fileId: z.uuid() }),
  async do(ctx, { fileId }): Promise<FileRow> {
    const [row] = await filesOf(ctx, [fileId]);
    if (!row) throw shared('not-found');
    return row;
  },
});

/** Those of the files that the actor may see. */
export async function filesOf(ctx: Ctx, ids: readonly string[]): Promise<FileRow[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.sql<FileRow[]>`
    select id, digest, name, type, size::int as size from file where county = ${ctx.county} and id = any(${ids as string[]}::uuid[])`;
  return [...rows];
}

/** Opens files to the parties and units of the record that they now belong to. */
export const shareFiles = (ctx: Ctx, ids: readonly string[], parties: readonly string[], units: readonly string[]): Promise<unknown> =>
  ids.length === 0
    ? Promise.resolve()
    : ctx.asHouse(
        ctx => ctx.sql`
          update file set
            parties = array(select distinct unnest(parties || ${parties as string[]}::uuid[])),
            units = array(select distinct unnest(units || ${units as string[]}))
          where county = ${ctx.county} and id = any(${ids as string[]}::uuid[])`,
      );

export const filePermits = [
  permit('file.add', '上传文件', { resident: 'own', 'window-clerk': 'own', helper: 'own', reviewer: 'own', 'programme-officer': 'own', 'town-officer': 'own' }),
  permit('file.read', '下载文件', {
    resident: 'own',
    'window-clerk': 'own',
    helper: 'own',
    reviewer: 'department',
    'programme-officer': 'department',
    'town-officer': 'department',
    'unit-head': 'department',
  }),
];

export const fileGuards: Guard[] = [
  {
    table: 'file',
    record: 'file',
    relations: {
      own: `parties::text[] && (select app.parties()) or made_by = (select app.actor()) or 'staff:' || (select app.actor()) = any(units)`,
      department: 'units && (select app.units())',
    },
  },
];
