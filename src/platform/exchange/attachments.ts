/** Files that a partner sends ahead, in parts: kept until a case or an answer names them, a week at most. */
import { z } from 'zod';
import { type Ctx, parse, refusals } from '../actions/index.ts';
import type { Attachment } from '../cases/index.ts';
import type { Partner } from './partners.ts';

const refuse = refusals({
  'file-differs': [409, '这个附件的这一段已经收过，内容不一样'],
  'files-waiting': [429, '还没有用到的附件太多，请先发要用它们的办件'],
});

/** As many parts as a file of the largest size needs, with room (20 MB; a part has some 140 KB). */
const mostParts = 200;
/** Parts of a partner that no case has named yet. */
const mostWaiting = 2000;
const keptDays = 7;

const partSchema = z
  .strictObject({
    file: z.string('请写附件的编号').trim().min(1, '请写附件的编号').max(60),
    name: z.string('请写文件名').trim().min(1, '请写文件名').max(120),
    part: z.number().int().min(1).max(mostParts),
    parts: z.number().int().min(1).max(mostParts, `一个附件最多 ${mostParts} 段`),
    content: z.base64('文件内容要用 Base64').min(1, '这一段是空的'),
  })
  .refine(p => p.part <= p.parts, { path: ['part'], message: '段号超过了总段数' });

const place = (partner: string, file: string, part: number) => `exchange_file.sealed:${partner}/${file}/${part}`;

/** In the house's scope, as the partner. */
export async function takePart(ctx: Ctx, partner: Partner, body: unknown): Promise<{ file: string; part: number; missing: number }> {
  const { sql, county, vault } = ctx;
  const p = parse(partSchema, body);
  await sql`delete from exchange_file where county = ${county} and partner = ${partner.id} and taken_at < ${ctx.now}::timestamptz - make_interval(days => ${keptDays})`;
  const [there] = await sql<{ n: number; all: number; parts: number | null; name: string | null; sealed: string | null }[]>`
    select count(*) filter (where file = ${p.file})::int as n, count(*)::int as all, max(parts) filter (where file = ${p.file}) as parts,
      max(name) filter (where file = ${p.file}) as name, max(sealed) filter (where file = ${p.file} and part = ${p.part}) as sealed
    from exchange_file where county = ${county} and partner = ${partner.id}`;
  const again = there!.sealed !== null;
  const differs = again && vault.open(county, place(partner.id, p.file, p.part), there!.sealed!) !== p.content;
  if (differs || (there!.n > 0 && (there!.parts !== p.parts || there!.name !== p.name))) throw refuse('file-differs', `${p.file} 第 ${p.part} 段`);
  if (!again && there!.all >= mostWaiting) throw refuse('files-waiting');
  if (!again)
    await sql`
      insert into exchange_file (county, partner, file, part, parts, name, sealed, taken_at)
      values (${county}, ${partner.id}, ${p.file}, ${p.part}, ${p.parts}, ${p.name}, ${vault.seal(county, place(partner.id, p.file, p.part), p.content)}, ${ctx.now})`;
  return { file: p.file, part: p.part, missing: p.parts - there!.n - (again ? 0 : 1) };
}

/** Puts a file together for whoever names it, once; or says why it is not there. */
export const attachmentsOf =
  (ctx: Ctx, partner: Partner): Attachment =>
  async file => {
    const { sql, county, vault } = ctx;
    const rows = await sql<{ part: number; parts: number; name: string; sealed: string }[]>`
      select part, parts, name, sealed from exchange_file where county = ${county} and partner = ${partner.id} and file = ${file} order by part`;
    const [first] = rows;
    if (!first) return { fault: `附件 ${file} 还没有发来，或已过 ${keptDays} 天` };
    if (rows.length < first.parts) return { fault: `附件 ${file} 还差 ${first.parts - rows.length} 段` };
    await sql`delete from exchange_file where county = ${county} and partner = ${partner.id} and file = ${file}`;
    return { name: first.name, content: Buffer.concat(rows.map(r => Buffer.from(vault.open(county, place(partner.id, file, r.part), r.sealed), 'base64'))) };
  };
