/** What visits have found, across all of them: each with its owner, its day and how it stands. */
import { z } from 'zod';
import { read } from '#platform/actions';
import { anywhere } from '#platform/search';
import { type DutyRow, dutyColumnsOf, dutyKindOf, dutyView, viewDuty } from '#platform/supervision';
import { currentVersion } from '#programmes/one-thing';
import { type FindingKind, findingKinds } from './words.ts';

const findingRow = dutyView.extend({
  visitId: z.string(),
  onDay: z.string(),
  findingKind: z.enum(Object.keys(findingKinds) as [FindingKind]),
  severity: z.number(),
  /** Of the visit: the thing, or the matter in words. */
  about: z.string(),
  published: z.string().nullable(),
});
export type FindingRow = z.infer<typeof findingRow>;

export const listFindings = read({
  name: 'visit.findings',
  may: 'visit.read',
  summary: '走流程发现的问题：按状态、部门、类别、轻重、日期筛选',
  input: z.strictObject({
    state: z.enum(['open', 'answered', 'closed', 'late']).optional(),
    unit: z.string().max(60).optional(),
    kind: z.enum(Object.keys(findingKinds) as [FindingKind]).optional(),
    severity: z.coerce.number().int().min(1).max(3).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    q: z.string().trim().max(60).optional(),
    sort: z.enum(['due', 'newest', 'severity']).default('due'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({
    items: z.array(findingRow),
    total: z.number(),
    counts: z.object({ all: z.number(), open: z.number(), answered: z.number(), closed: z.number(), late: z.number() }),
  }),
  async do(ctx, f) {
    const { byNo } = await currentVersion(ctx);
    const like = anywhere(f.q);
    const things = f.q ? [...byNo.values()].filter(t => t.name.includes(f.q!)).map(t => t.no) : [];
    // A helper sees how the findings of the others came out, too.
    return ctx.asHouse(async ({ sql, county }) => {
      const about = sql`
        from finding f join duty d on d.county = f.county and d.id = f.duty_id join visit v on v.county = f.county and v.id = f.visit_id
        where f.county = ${county} ${f.unit ? sql`and d.unit = ${f.unit}` : sql``} ${f.kind ? sql`and f.kind = ${f.kind}` : sql``}
          ${f.severity ? sql`and f.severity = ${f.severity}` : sql``} ${f.from ? sql`and v.on_day >= ${f.from}` : sql``} ${f.to ? sql`and v.on_day <= ${f.to}` : sql``}
          ${f.q ? sql`and (d.number ilike ${like} or d.title ilike ${like} or d.body ilike ${like} or v.matter ilike ${like} or v.thing = any(${things}::int[]))` : sql``}`;
      const on = {
        open: sql`d.state = 'open'`,
        answered: sql`d.state = 'answered'`,
        closed: sql`d.state in ('closed', 'withdrawn')`,
        late: sql`d.state = 'open' and d.due_on < ${ctx.today}`,
      };
      const order = {
        due: sql`(d.state in ('closed', 'withdrawn')), d.due_on nulls last`,
        newest: sql`v.on_day desc`,
        severity: sql`f.severity desc, (d.state in ('closed', 'withdrawn')), d.due_on nulls last`,
      };
      const rows = await sql<
        (DutyRow & {
          visitId: string;
          onDay: string;
          findingKind: FindingKind;
          severity: number;
          thing: number | null;
          matter: string;
          published: string | null;
        })[]
      >`
        select ${sql.unsafe(dutyColumnsOf('d'))}, v.id as visit_id, v.on_day, f.kind as finding_kind, f.severity, v.thing, v.matter, f.published
        ${about} ${f.state ? sql`and ${on[f.state]}` : sql``} order by ${order[f.sort]}, d.number desc limit ${f.size} offset ${(f.page - 1) * f.size}`;
      const [counts] = await sql<{ all: number; open: number; answered: number; closed: number; late: number }[]>`
        select count(*)::int as all, count(*) filter (where ${on.open})::int as open, count(*) filter (where ${on.answered})::int as answered,
          count(*) filter (where ${on.closed})::int as closed, count(*) filter (where ${on.late})::int as late ${about}`;
      return {
        items: rows.map(({ visitId, onDay, findingKind, severity, thing, matter, published, ...duty }) => ({
          ...viewDuty(duty, dutyKindOf(ctx, duty.kind), ctx),
          ...{ visitId, onDay, findingKind, severity, published, about: thing === null ? matter : (byNo.get(thing)?.name ?? '') },
        })),
        total: counts![f.state ?? 'all'],
        counts: counts!,
      };
    });
  },
});
