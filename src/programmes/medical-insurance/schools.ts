/** 八 县教育体育局: the pupils of each school held against who is enrolled, and which of them are missing. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '#platform/actions';
import { maskOf } from '#platform/registers';
import { likeOf } from '#platform/search';
import { insured, period, pupils } from './lists.ts';
import { shareShown } from './missing.ts';
import { percent } from './progress.ts';
import { seesOf } from './seeing.ts';
import { bureaus, type PupilState, pupilStates } from './words.ts';

/** Names of pupils are for who mobilises them, who leads the enrolment and who watches. */
function mayRead(ctx: Ctx): void {
  const sees = seesOf(ctx);
  const units = ctx.actor.kind === 'system' ? [] : ctx.actor.grants.flatMap(g => g.unit ?? []);
  if (!units.includes(bureaus.schools) && (sees.towns !== null || sees.identities !== null)) throw refuse('forbidden', '学生名单由县教育体育局和县医保局看');
}

const state = `case when i.id is null then 'unknown' when i.cells->>'paidOn' is not null then 'enrolled' when i.cells->>'exempt' is not null then 'exempt' else 'unpaid' end`;
/** Both registers have the identity number as their key. */
const from = ({ sql, county }: Ctx) => sql`
  register_row p left join register_row i on i.county = p.county and i.kind = ${insured.id} and i.period = ${period} and i.key = p.key and i.withdrawn_on is null
  where p.county = ${county} and p.kind = ${pupils.id} and p.period = ${period} and p.withdrawn_on is null`;

const counted = { pupils: z.number(), enrolled: z.number(), unpaid: z.number(), exempt: z.number(), unknown: z.number(), rate: z.number().nullable() };
const schoolsView = z.object({ items: z.array(z.object({ school: z.string(), ...counted })), total: z.object(counted) });
export type SchoolsView = z.infer<typeof schoolsView>;

export const schools = read({
  name: 'insurance.schools',
  may: 'insurance-progress.read',
  summary: '各学校学生的参保情况：多少学生，多少参保，多少没缴',
  input: z.strictObject({}),
  output: schoolsView,
  async do(ctx) {
    mayRead(ctx);
    return ctx.asHouse(async ctx => {
      const rows = await ctx.sql<{ school: string; state: PupilState; n: number }[]>`
        select p.cells->>'school' as school, ${ctx.sql.unsafe(state)} as state, count(*)::int as n from ${from(ctx)} group by 1, 2 order by 1`;
      const sum = (of: typeof rows | readonly (typeof rows)[number][]) => {
        const n = (s: PupilState) => of.filter(r => r.state === s).reduce((a, r) => a + r.n, 0);
        const all = { enrolled: n('enrolled'), unpaid: n('unpaid'), exempt: n('exempt'), unknown: n('unknown') };
        const pupils = all.enrolled + all.unpaid + all.exempt + all.unknown;
        return { pupils, ...all, rate: percent(all.enrolled, pupils - all.exempt) };
      };
      return { items: [...Map.groupBy(rows, r => r.school)].map(([school, of]) => ({ school, ...sum(of) })), total: sum(rows) };
    });
  },
});

const pupilView = z.object({
  ...{ id: z.string(), school: z.string(), grade: z.string().nullable(), name: z.string(), identity: z.string() },
  ...{ state: z.enum(Object.keys(pupilStates) as [PupilState]), share: z.string().nullable(), place: z.string().nullable(), reason: z.string().nullable() },
});
export type PupilRow = z.infer<typeof pupilView>;

export const listPupils = read({
  name: 'insurance.pupils',
  may: 'insurance-progress.read',
  summary: '学生名单和参保情况：按学校、情况、姓名查找',
  input: z.strictObject({
    school: z.string().max(100).optional(),
    state: z.enum(Object.keys(pupilStates) as [PupilState]).optional(),
    q: z.string().trim().max(60).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ items: z.array(pupilView), total: z.number() }),
  async do(ctx, { school, state: wanted, q, page, size }) {
    mayRead(ctx);
    return ctx.asHouse(async ctx => {
      const { sql } = ctx;
      const where = sql`${from(ctx)} ${school ? sql`and p.cells->>'school' = ${school}` : sql``}
        ${wanted ? sql`and ${sql.unsafe(state)} = ${wanted}` : sql``} ${q ? sql`and p.search like ${likeOf(q)}` : sql``}`;
      const [count] = await sql<{ n: number }[]>`select count(*)::int as n from ${where}`;
      const rows = await sql<{ id: string; cells: Record<string, string>; person: Record<string, string | null> | null; state: PupilState }[]>`
        select p.id, p.cells, i.cells as person, ${sql.unsafe(state)} as state from ${where}
        order by p.cells->>'school', p.cells->>'grade', p.position limit ${size} offset ${(page - 1) * size}`;
      return {
        total: count!.n,
        items: rows.map(({ id, cells, person, state }) => ({
          ...{ id, school: cells.school!, grade: cells.grade ?? null, name: cells.name!, identity: maskOf(cells.identity!), state },
          share: person && state === 'unpaid' ? shareShown(person) : null,
          place: person?.village ?? null,
          reason: person?.reason ?? null,
        })),
      };
    });
  },
});
