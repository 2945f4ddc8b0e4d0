/** What residents say against a posted plan or project while its term runs, and the answer. 四（二）: 接受社会监督 */
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '#platform/actions';
import { notifyPerson, notifyUnit } from '#platform/notices';
import { bureaus } from './figures.ts';
import { postingOf, runsUntil } from './posting.ts';
import { findProject, refuseProject, stepsOf } from './project-store.ts';
import { projects } from './projects.ts';
import { findPlan, rowsOf } from './store.ts';

export interface Objection {
  id: string;
  rowId: string | null;
  title: string;
  text: string;
  openedOn: string;
  state: 'open' | 'upheld' | 'rejected';
  answer: string;
  decidedByName: string;
  decidedOn: string | null;
}
export const objectionView = z.object({
  ...{ id: z.string(), rowId: z.string().nullable(), title: z.string(), text: z.string(), openedOn: z.string() },
  ...{ state: z.enum(['open', 'upheld', 'rejected']), answer: z.string(), decidedByName: z.string(), decidedOn: z.string().nullable() },
});

type Of = { plan: string } | { project: string };
const whose = ({ sql }: Ctx, of: Of) => ('plan' in of ? sql`plan = ${of.plan}` : sql`project = ${of.project}`);
const columns = 'id, row_id, title, text, opened_on, state, answer, decided_by_name, decided_on';

/** Without who said it: nobody needs to know for the answer. `since`: of this posting, not of one before the project was sent back. */
export const objectionsTo = async (ctx: Ctx, of: Of, since = ''): Promise<Objection[]> => [
  ...(await ctx.asHouse(
    house => house.sql<Objection[]>`
      select ${house.sql.unsafe(columns)} from funds_objection where county = ${house.county} and ${whose(house, of)} and opened_on::text >= ${since} order by opened_on, id`,
  )),
];

const mine = objectionView.extend({ plan: z.string().nullable(), project: z.string().nullable() });

export const myObjections = read({
  name: 'funds-objection.mine',
  may: 'funds-objection.write',
  summary: '自己对衔接资金公示提过的异议和答复',
  input: z.strictObject({}),
  output: z.object({ items: z.array(mine) }),
  do: ctx =>
    ctx.asHouse(async ({ sql, county }) => ({
      items: [
        ...(await sql<z.infer<typeof mine>[]>`
          select ${sql.unsafe(columns)}, plan, project from funds_objection where county = ${county} and party = ${ctx.actor.id} order by opened_on desc, id`),
      ],
    })),
});
export type MyObjection = z.infer<typeof mine>;

/** What is objected to, while it is posted. */
async function posted(
  ctx: Ctx,
  { plan, row, project }: { plan?: string | undefined; row?: string | undefined; project?: string | undefined },
): Promise<string> {
  if (project) {
    const found = await findProject(ctx, project);
    const until = (await stepsOf(ctx, project)).findLast(s => s.step === 'admit')?.postedUntil ?? '';
    if (found.stage !== 'posted' || ctx.today > until) throw refuseProject('funds-way', '公示期已经过了，请打电话反映');
    return found.name;
  }
  const posting = await postingOf(ctx, plan!);
  if (!posting) throw refuse('not-found');
  if (ctx.today > runsUntil(posting)) throw refuseProject('funds-way', '公示期已经过了，请打电话反映');
  if (row === undefined) return (await findPlan(ctx, plan!)).title;
  const found = (await rowsOf(ctx, plan!)).find(r => r.id === row && !r.withdrawn);
  if (!found) throw refuse('not-found');
  return found.name;
}

export const objectToFunds = action({
  name: 'funds-objection.open',
  may: 'funds-objection.write',
  creates: true,
  summary: '公示期内对衔接资金的项目或方案提异议',
  input: z
    .strictObject({
      plan: z.uuid().optional(),
      row: z.string().max(60).optional(),
      project: z.uuid().optional(),
      text: z.string().trim().min(10, '请至少写 10 个字，说明哪里不对').max(1000, '最多 1000 字'),
    })
    .refine(o => (o.plan === undefined) !== (o.project === undefined), { path: ['plan'], message: '请写明对哪个方案或项目' }),
  output: z.object({ id: z.string() }),
  async do(ctx, { text, ...of }) {
    guard(ctx, { owner: ctx.actor.id });
    const { plan = null, row = null, project = null } = of;
    const title = await ctx.asHouse(house => posted(house, of));
    const id = crypto.randomUUID();
    await ctx.asHouse(async ({ sql, county }) => {
      const [waits] = await sql`
        select 1 as there from funds_objection where county = ${county} and party = ${ctx.actor.id} and state = 'open'
          and plan is not distinct from ${plan}::uuid and row_id is not distinct from ${row} and project is not distinct from ${project}::uuid`;
      if (waits) throw refuse('wrong-state', '您已经提过异议，正在等答复');
      await sql`
        insert into funds_objection (county, id, plan, row_id, project, title, text, party, opened_on)
        values (${county}, ${id}, ${plan}, ${row}, ${project}, ${title}, ${text}, ${ctx.actor.id}, ${ctx.today})`;
    });
    const link = project ? `/desk/funds/way/${project}` : `/desk/funds/plans/${plan}`;
    await notifyUnit(ctx, bureaus.keeps, { template: 'funds-objection', data: { title }, link });
    ctx.record({
      subject: project ? `register-row:${project}` : `funds-plan:${plan}`,
      detail: { ...(project ? { register: projects.id } : {}), objection: id },
    });
    return { id };
  },
});

export const answerObjection = action({
  name: 'funds-objection.answer',
  may: 'funds-objection.answer',
  summary: '答复对公示的异议：成立或不成立',
  input: z.strictObject({
    objectionId: z.uuid(),
    upheld: z.boolean('请选成立还是不成立'),
    answer: z.string().trim().min(4, '请写明核实的情况，至少 4 个字').max(500, '最多 500 字'),
  }),
  async do(ctx, { objectionId, upheld, answer }) {
    guard(ctx, { units: [bureaus.keeps] });
    const { actor, today } = ctx;
    const found = await ctx.asHouse(async ({ sql, county }) => {
      const [o] = await sql<{ title: string; party: string; state: string; plan: string | null; project: string | null }[]>`
        select title, party, state, plan, project from funds_objection where county = ${county} and id = ${objectionId} for update`;
      if (!o) throw refuse('not-found');
      if (o.state !== 'open') throw refuse('wrong-state', '这条异议已经答复过');
      await sql`
        update funds_objection set state = ${upheld ? 'upheld' : 'rejected'}, answer = ${answer}, decided_by_name = ${actor.name}, decided_on = ${today}
        where county = ${county} and id = ${objectionId}`;
      return o;
    });
    await notifyPerson(ctx, found.party, { template: 'funds-objection-answered', data: { title: found.title, answer }, link: '/funds' });
    const subject = found.project ? `register-row:${found.project}` : `funds-plan:${found.plan}`;
    ctx.record({ subject, detail: { ...(found.project ? { register: projects.id } : {}), objection: objectionId, upheld } });
  },
});
