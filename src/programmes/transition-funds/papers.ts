/** Contracts, vouchers and photos of postings as files: each goes with what it proves, and stays. 四（二） */
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { action, type Ctx, Download, read, refuse } from '#platform/actions';
import { filesOf } from '#platform/files';
import { keptRows } from '#platform/registers';
import { bureaus } from './figures.ts';
import { nameKey } from './ledger.ts';
import { guardUnits, type KeptProject, recordsOf, refuseProject, seenProject, stepsOf, unitsOf } from './project-store.ts';
import { payments, projects } from './projects.ts';

const text = z.string();
const of = { sort: z.enum(['record', 'step', 'payment']), ref: text.min(1).max(60) };
export const paperView = z.object({ ...of, id: text, name: text, type: text, size: z.number(), putByName: text, putOn: text, withdrawn: text });
export type PaperView = z.infer<typeof paperView>;

export const papersOf = async (ctx: Ctx, project: string): Promise<PaperView[]> => [
  ...(await ctx.asHouse(
    ({ sql, county }) => sql<PaperView[]>`
      select sort, ref, id, name, type, size, put_by_name, put_on, withdrawn from funds_paper where county = ${county} and project = ${project} order by put_on, id`,
  )),
];

/** Vouchers of a project's payments, by the name that finance typed. */
export const paymentsOf = async (ctx: Ctx, { year, name }: Pick<KeptProject, 'year' | 'name'>) =>
  (await keptRows(ctx, payments.id, String(year))).filter(r => nameKey(String(r.cells.project)) === nameKey(name));

/** Who proves it: whose project it is, who took the step, finance. */
async function provers(ctx: Ctx, project: KeptProject, sort: PaperView['sort'], ref: string): Promise<string[]> {
  if (sort === 'record') {
    const record = (await recordsOf(ctx, { project: project.id })).find(r => r.id === ref);
    if (!record) throw refuse('not-found');
    if (record.withdrawn) throw refuse('wrong-state', '这一条已经撤下');
    return [...unitsOf(project), bureaus.keeps];
  }
  if (sort === 'step') {
    const step = (await stepsOf(ctx, project.id)).find(s => String(s.n) === ref);
    if (!step?.postedFrom) throw refuse('not-found');
    return [step.unit];
  }
  if (!(await paymentsOf(ctx, project)).some(r => r.id === ref)) throw refuse('not-found');
  return [bureaus.checks];
}

const subject = (project: KeptProject) => `register-row:${project.id}`;

export const putPaper = action({
  name: 'funds-paper.put',
  may: 'funds-paper.put',
  creates: true,
  summary: '给合同、验收、结算、移交、公示、支付交附件（照片或 PDF，先上传文件）',
  input: z.strictObject({ projectId: z.uuid(), ...of, file: z.uuid() }),
  output: z.object({ id: text }),
  async do(ctx, { projectId, sort, ref, file: fileId }) {
    const project = await seenProject(ctx, projectId);
    guardUnits(ctx, await provers(ctx, project, sort, ref));
    const [file] = await filesOf(ctx, [fileId]);
    if (!file) throw refuse('input', { faults: [{ path: 'file', message: '没有这个文件，请重新上传' }] });
    const id = crypto.randomUUID();
    const { actor, today } = ctx;
    const made = await ctx.asHouse(
      ({ sql, county }) => sql`
        insert into funds_paper (county, id, project, sort, ref, digest, name, type, size, put_by_name, put_on)
        values (${county}, ${id}, ${projectId}, ${sort}, ${ref}, ${file.digest}, ${file.name}, ${file.type}, ${file.size}, ${actor.name}, ${today})
        on conflict do nothing returning 1 as made`,
    );
    if (made.length === 0) throw refuseProject('funds-paper-there');
    ctx.record({ subject: subject(project), detail: { register: projects.id, paper: id, of: `${sort} ${ref}`, digest: file.digest } });
    return { id };
  },
});

const one = { projectId: z.uuid(), paperId: z.uuid() };

async function paperOf(ctx: Ctx, project: string, id: string): Promise<PaperView & { digest: string }> {
  const [found] = await ctx.asHouse(
    ({ sql, county }) => sql<(PaperView & { digest: string })[]>`
      select sort, ref, id, name, type, size, put_by_name, put_on, withdrawn, digest from funds_paper
      where county = ${county} and project = ${project} and id = ${id}`,
  );
  if (!found) throw refuse('not-found');
  return found;
}

export const withdrawPaper = action({
  name: 'funds-paper.withdraw',
  may: 'funds-paper.put',
  summary: '撤下交错的附件；文件和记录留着',
  input: z.strictObject(one),
  async do(ctx, { projectId, paperId }) {
    const project = await seenProject(ctx, projectId);
    const paper = await paperOf(ctx, projectId, paperId);
    guardUnits(ctx, await provers(ctx, project, paper.sort, paper.ref));
    const gone = await ctx.asHouse(
      ({ sql, county, actor }) => sql`
        update funds_paper set withdrawn = ${actor.name} where county = ${county} and id = ${paperId} and withdrawn = '' returning 1 as gone`,
    );
    if (gone.length === 0) throw refuse('wrong-state', '已经撤下');
    ctx.record({ subject: subject(project), detail: { register: projects.id, paper: paperId, withdrawn: true } });
  },
});

export const readPaper = read({
  name: 'funds-paper.read',
  may: 'funds-project.read',
  summary: '项目的一个附件',
  input: z.strictObject(one),
  async do(ctx, { projectId, paperId }) {
    await seenProject(ctx, projectId);
    const paper = await paperOf(ctx, projectId, paperId);
    return new Download(paper.type, paper.name, await buffer(ctx.house.files.read(paper.digest)));
  },
});
