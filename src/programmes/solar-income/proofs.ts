/** 四（二）: the photo that an allocation hangs in the village, sent by its town; without it paying is not closed. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { action, Download, guard, read, refusals, refuse } from '#platform/actions';
import { withoutMetadata } from '#platform/files';

const refuseProof = refusals({ 'proof-unread': [422, '这张照片不能用'], 'proof-there': [422, '这张照片已经交过'] });
const on = { runId: z.uuid(), no: z.coerce.number().int().positive() };

export const putProof = action({
  name: 'solar-payment.prove',
  may: 'solar-payment.prove',
  creates: true,
  summary: '交一张本村公示的照片（JPEG、PNG、WebP，最大 700 KB）；拍摄位置等信息不保存',
  input: z.strictObject({
    runId: z.uuid(),
    no: z.number().int().positive(),
    caption: z.string().trim().min(2, '请写贴在哪里，至少 2 个字').max(60, '最多 60 个字'),
    postedOn: z.iso.date('请填公示的日期'),
    content: z.base64('照片内容应为 base64').max(950_000, '照片太大：最大 700 KB'),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { runId, no, caption, postedOn, content }) {
    const { sql, county } = ctx;
    const [payment] = await sql<
      { town: string; payee: string }[]
    >`select town, payee from solar_payment where county = ${county} and run = ${runId} and no = ${no}`;
    if (!payment) throw refuse('not-found');
    guard(ctx, { town: payment.town });
    if (postedOn > ctx.today) throw refuse('input', { faults: [{ path: 'postedOn', message: '公示日期不能是以后的' }] });
    const bytes = Buffer.from(content, 'base64');
    const { type } = await ctx.house.files.check(bytes, 'image');
    const picture = type === 'image/heic' ? null : withoutMetadata(bytes);
    if (!picture) throw refuseProof('proof-unread', '请用 JPEG、PNG 或 WebP 照片；这一张不是、不完整，或者是动图');
    const digest = createHash('sha256').update(picture).digest('hex');
    const [there] = await sql`select 1 as there from solar_proof where county = ${county} and run = ${runId} and no = ${no} and digest = ${digest}`;
    if (there) throw refuseProof('proof-there');
    const id = crypto.randomUUID();
    await sql`
      insert into solar_proof (county, id, run, no, town, type, content, digest, caption, posted_on, put_by_name, put_on)
      values (${county}, ${id}, ${runId}, ${no}, ${payment.town}, ${type}, ${picture}, ${digest}, ${caption}, ${postedOn}, ${ctx.actor.name}, ${ctx.today})`;
    ctx.record({ subject: `solar-payment:${runId}`, detail: { no, payee: payment.payee, proof: id, digest, postedOn } });
    return { id };
  },
});

const endings: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' };

export const readProof = read({
  name: 'solar-payment.proof',
  may: 'solar-payment.read',
  summary: '一个收款单位最近交的公示照片',
  input: z.strictObject(on),
  async do({ sql, county }, { runId, no }) {
    const [found] = await sql<{ type: string; content: Buffer }[]>`
      select type, content from solar_proof where county = ${county} and run = ${runId} and no = ${no} order by put_on desc, id limit 1`;
    if (!found) throw refuse('not-found');
    return new Download(found.type, `公示照片-${no}.${endings[found.type]}`, Buffer.from(found.content));
  },
});
