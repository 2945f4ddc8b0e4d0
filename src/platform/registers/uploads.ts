/** A table on its way in: sent as a file, seen by the unit that sent it, worked on by one at a time, cancelled, forgotten after a day. */
import { z } from 'zod';
import { scopeOf, systemActor } from '../access/index.ts';
import { action, type Ctx, type House, knownActor, perform, read, refuse } from '../actions/index.ts';
import { safeName } from '../files/index.ts';
import type { Job } from '../jobs/index.ts';
import { isXls, isXlsx } from '../tables/index.ts';
import { standing } from './access.ts';
import { kindOf, type RegisterKind } from './kinds.ts';
import { outcomeShape } from './outcome.ts';
import { kindShape, refuseRegister } from './rows.ts';

/** Of a table: a hundred thousand persons of fifteen columns take a fifth of it. */
export const mostTableBytes = 40 * 1024 ** 2;
const hoursKept = 24;
/** Of one person, waiting to be brought in. */
const mostWaiting = 10;

export const uploadShape = { kind: kindShape, uploadId: z.uuid() };
const keyPlace = (id: string) => `register_upload.file_key:${id}`;

/** What can be told of a file by its first bytes: a workbook, or text that has no zeros in it. */
function looksLikeTable(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096);
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return isXlsx(head) || isXls(head) || utf16 || !(head.includes(0) || head.toString('latin1').startsWith('%PDF'));
}

export const uploadTable = action({
  name: 'register.upload',
  may: 'register-upload.bring',
  summary: '上传一份要导入台账的表：.xlsx、.xls、.csv，最大 40 MB',
  input: z.strictObject({ kind: kindShape, file: z.strictObject({ id: z.uuid(), key: z.string(), size: z.number(), name: z.string() }) }),
  output: z.object({ id: z.string() }),
  async do(ctx, { kind: of, file }) {
    const kind = kindOf(ctx, of);
    const [unit] = standing(ctx, kind).units;
    if (!unit) throw refuse('forbidden');
    const bytes = await ctx.house.passing.opened(file);
    if (!bytes || !looksLikeTable(bytes)) throw refuseRegister('no-table');
    const [waiting] = await ctx.sql<{ n: number }[]>`
      select count(*)::int as n from register_upload where county = ${ctx.county} and kind = ${kind.id} and made_by = ${ctx.actor.id} and ended is null`;
    if (waiting!.n >= mostWaiting) throw refuseRegister('too-many-waiting', `有 ${waiting!.n} 份没有导入：先导入或取消`);
    const { id, key, size } = file;
    const fileName = safeName(file.name);
    await ctx.sql`
      insert into register_upload (county, id, kind, file_name, size, file_key, unit, made_by, made_by_name, made_at)
      values (${ctx.county}, ${id}, ${kind.id}, ${fileName}, ${size}, ${ctx.vault.seal(ctx.county, keyPlace(id), key)}, ${unit}, ${ctx.actor.id},
        ${ctx.actor.name}, ${ctx.now})`;
    ctx.record({ subject: `register-upload:${id}`, detail: { register: kind.id, fileName, size } });
    return { id };
  },
});

const uploadView = z.object({
  id: z.string(),
  fileName: z.string(),
  madeByName: z.string(),
  madeAt: z.string(),
  /** Whether the reader sent it. */
  mine: z.boolean(),
  /** Somebody's work on it goes on now: at what, how far, of how many lines. */
  working: z.boolean(),
  phase: z.enum(['reading', 'comparing', 'writing']).nullable(),
  done: z.number(),
  total: z.number(),
  /** What the last check found, of which year; none while there was no whole check. */
  period: z.string().nullable(),
  outcome: outcomeShape.nullable(),
  seen: z.string().nullable(),
});
export type UploadView = z.infer<typeof uploadView>;

const lockName = (ctx: Ctx, id: string) => `register-upload ${ctx.county} ${id}`;

export const listUploads = read({
  name: 'register.uploads',
  may: 'register-upload.bring',
  summary: '本单位上传了、还没有导入的表，进行到哪里',
  input: z.strictObject({ kind: kindShape }),
  output: z.object({ items: z.array(uploadView) }),
  async do(ctx, { kind: of }) {
    const kind = kindOf(ctx, of);
    const found = await ctx.sql<(Omit<UploadView, 'mine' | 'working'> & { madeBy: string })[]>`
      select id, file_name, made_by, made_by_name, made_at, phase, done, total, period, outcome, seen from register_upload
      where county = ${ctx.county} and kind = ${kind.id} and ended is null order by made_at desc limit 20`;
    const items: UploadView[] = [];
    for (const { madeBy, ...u } of found) {
      // Whoever works on it holds its lock until the end: after a crash nobody does.
      const [free] = await ctx.sql<{ free: boolean }[]>`select pg_try_advisory_xact_lock_shared(hashtextextended(${lockName(ctx, u.id)}, 0)) as free`;
      items.push({ ...u, mine: madeBy === ctx.actor.id, working: !free!.free });
    }
    return { items };
  },
});

export interface Upload {
  id: string;
  fileName: string;
  fileKey: string;
  unit: string;
  madeBy: string;
  period: string | null;
  units: string[] | null;
  outcome: z.infer<typeof outcomeShape> | null;
  seen: string | null;
}

/** The upload, for whoever may see it and only while nobody else works on it. */
export async function gripUpload(ctx: Ctx, kind: RegisterKind, id: string): Promise<Upload> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${lockName(ctx, id)}, 0))`;
  return openUpload(ctx, kind, id);
}

export async function openUpload(ctx: Ctx, kind: RegisterKind, id: string): Promise<Upload> {
  const [upload] = await ctx.sql<(Upload & { ended: 'imported' | 'cancelled' | null })[]>`
    select id, file_name, file_key, unit, made_by, period, units, outcome, seen, ended from register_upload
    where county = ${ctx.county} and id = ${id} and kind = ${kind.id}`;
  if (!upload) throw refuse('not-found');
  if (upload.ended === 'imported') throw refuse('wrong-state', '这份表已经导入');
  if (upload.ended) throw refuseRegister('upload-cancelled');
  return upload;
}

export async function contentOf(ctx: Ctx, { id, fileKey }: Pick<Upload, 'id' | 'fileKey'>): Promise<Buffer> {
  const bytes = await ctx.house.passing.opened({ id, key: ctx.vault.open(ctx.county, keyPlace(id), fileKey) });
  if (!bytes) throw refuseRegister('upload-gone');
  return bytes;
}

const often = 400;

/**
 * Says how far the work is, and ends it where somebody cancelled. Told past the transaction of the work, because otherwise
 * nobody would see it before the end; nobody waits for it, so that work never waits for a connection that other work holds.
 */
export function progressOf(ctx: Ctx, id: string): (phase: 'reading' | 'comparing' | 'writing', done: number, total: number) => void {
  let [last, telling, cancelled] = [0, false, false];
  return (phase, done, total) => {
    if (cancelled) throw refuseRegister('upload-cancelled');
    if (telling || performance.now() - last < often) return;
    telling = true;
    ctx.house.db
      .write(
        scopeOf(systemActor(ctx.county)),
        sql => sql<{ ended: string | null }[]>`
          update register_upload set phase = ${phase}, done = ${done}, total = ${total} where county = ${ctx.county} and id = ${id} returning ended`,
      )
      .then(
        ([now]) => {
          cancelled = now?.ended === 'cancelled';
        },
        () => {},
      )
      .finally(() => {
        [last, telling] = [performance.now(), false];
      });
  };
}

/** The file goes when the transaction that made it needless has committed. */
export const dropAfter = (ctx: Ctx, id: string) => ctx.afterCommit(() => ctx.house.passing.drop(id));

export const cancelUpload = action({
  name: 'register.cancel-upload',
  may: 'register-upload.bring',
  summary: '取消一份上传的表：正在进行的停下，什么也不写入',
  input: z.strictObject(uploadShape),
  async do(ctx, { kind: of, uploadId }) {
    const kind = kindOf(ctx, of);
    await openUpload(ctx, kind, uploadId);
    const done = await ctx.sql`
      update register_upload set ended = 'cancelled', outcome = null where county = ${ctx.county} and id = ${uploadId} and ended is null returning 1 as mine`;
    if (done.length === 0) throw refuse('wrong-state', '这份表刚刚导入或取消');
    // What was put aside goes by the timer: whoever works on it now may hold it.
    dropAfter(ctx, uploadId);
    ctx.record({ subject: `register-upload:${uploadId}`, detail: { register: kind.id } });
  },
});

/** Nobody came back for them: the tables and what was put aside of them go, the audit stays. */
export const forgetUploads = action({
  name: 'register.forget-uploads',
  may: 'register-upload.forget',
  summary: `清理 ${hoursKept} 小时前上传、没有导入的表`,
  input: z.strictObject({}),
  output: z.object({ forgotten: z.number() }),
  async do(ctx) {
    const { sql, county, now } = ctx;
    const old = await sql<{ id: string }[]>`
      delete from register_upload where county = ${county} and made_at < ${now}::timestamptz - make_interval(hours => ${hoursKept}) returning id`;
    await sql`
      delete from register_line l where l.county = ${county} and not exists (
        select 1 from register_upload u where u.county = l.county and u.id = l.upload and u.ended is null)`;
    ctx.afterCommit(async () => {
      for (const { id } of old) await ctx.house.passing.drop(id);
      await ctx.house.passing.dropBefore(Date.now() - 2 * hoursKept * 3_600_000);
    });
    ctx.record({ detail: { forgotten: old.length } });
    return { forgotten: old.length };
  },
});

export const forgetUploadsJob = (house: House): Job => ({
  name: 'forget-uploads',
  cron: '40 * * * *',
  handle: async (_, county) => void (await perform(house, forgetUploads, knownActor(systemActor(county, '清理')), {}, { county, requestId: 'forget-uploads' })),
});
