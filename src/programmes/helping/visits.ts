/** Accompanying visits: who walked with whom through what, how long each step took, and what has to be improved by whom. */
import { z } from 'zod';
import { action, read, refuse } from '#platform/actions';
import { anywhere } from '#platform/search';
import { confirmFor, dutyKindOf, dutyView, findDuty, openDuty, viewDuty, workingUnit } from '#platform/supervision';
import { currentVersion } from '#programmes/one-thing';
import { visitInput } from './forms.ts';
import { findingKinds } from './words.ts';

export const recordVisit = action({
  name: 'visit.record',
  may: 'visit.record',
  creates: true,
  summary: '记录一次走流程；每个问题成为一件改进，有部门、有期限',
  input: visitInput,
  output: z.object({ id: z.string() }),
  async do(ctx, { steps, findings, thing, officer, ...visit }) {
    const faults = [];
    if (visit.onDay > ctx.today) faults.push({ path: 'onDay', message: '还没有到这一天' });
    if (visit.way === 'helper' && visit.walkedWith === '') faults.push({ path: 'walkedWith', message: '请写陪的是谁，称呼就可以' });
    if (visit.way === 'officer' && !officer) faults.push({ path: 'officer', message: '请选择体验员' });
    const { byNo } = await currentVersion(ctx);
    if (thing === undefined && visit.matter === '') faults.push({ path: 'thing', message: '请选择一件事，或写明办的是什么事项' });
    if (thing !== undefined && !byNo.has(thing)) faults.push({ path: 'thing', message: '没有这件事' });
    const [invited] = officer ? await ctx.sql`select 1 as n from experience_officer where county = ${ctx.county} and id = ${officer} and ended_on is null` : [];
    if (visit.way === 'officer' && officer && !invited) faults.push({ path: 'officer', message: '这位体验员的聘期已经结束' });
    if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
    for (const [i, f] of findings.entries()) await workingUnit(ctx, f.unit, `findings.${i}.unit`);
    const id = crypto.randomUUID();
    const row = {
      county: ctx.county,
      id,
      ...visit,
      officer: visit.way === 'officer' ? officer : null,
      thing: thing ?? null,
      ledBy: ctx.actor.id,
      ledByName: ctx.actor.name,
      madeAt: ctx.now,
    };
    await ctx.sql`insert into visit ${ctx.sql(row as never)}`;
    await ctx.sql`insert into visit_step ${ctx.sql(steps.map((s, position) => ({ county: ctx.county, visitId: id, position, ...s })) as never)}`;
    for (const [position, f] of findings.entries())
      await openDuty(ctx, {
        kind: 'improvement',
        unit: f.unit,
        title: f.title,
        body: `${findingKinds[f.kind]}。${f.text}`,
        beside: (ctx, dutyId) =>
          ctx.sql`insert into finding (county, duty_id, visit_id, position, kind, severity) values (${ctx.county}, ${dutyId}, ${id}, ${position}, ${f.kind}, ${f.severity})`,
      });
    ctx.record({ subject: `visit:${id}`, detail: { onDay: visit.onDay, way: visit.way, steps: steps.length, findings: findings.length } });
    return { id };
  },
});

const visitRow = z.object({
  id: z.string(),
  onDay: z.string(),
  way: z.enum(['helper', 'officer']),
  officerName: z.string().nullable(),
  thing: z.number().nullable(),
  thingName: z.string().nullable(),
  matter: z.string(),
  place: z.string(),
  walkedWith: z.string(),
  summary: z.string(),
  ledByName: z.string(),
  minutes: z.number(),
  findings: z.number(),
  improved: z.number(),
});
export type VisitRow = z.infer<typeof visitRow>;

const findingView = z.object({
  kind: z.string(),
  severity: z.number(),
  published: z.string().nullable(),
  publishedOn: z.string().nullable(),
  duty: dutyView,
});

const visitView = visitRow.extend({
  steps: z.array(z.object({ title: z.string(), minutes: z.number(), trouble: z.string() })),
  list: z.array(findingView),
  /** Whether the reader found it and so confirms. */
  confirms: z.boolean(),
});
export type VisitView = z.infer<typeof visitView>;

const visitColumns = `v.id, v.on_day, v.way, o.name as officer_name, v.thing, v.matter, v.place, v.walked_with, v.summary, v.led_by, v.led_by_name,
  (select coalesce(sum(s.minutes), 0)::int from visit_step s where s.county = v.county and s.visit_id = v.id) as minutes,
  (select count(*)::int from finding f where f.county = v.county and f.visit_id = v.id) as findings,
  (select count(*)::int from finding f join duty d on d.county = f.county and d.id = f.duty_id
    where f.county = v.county and f.visit_id = v.id and d.state = 'closed') as improved`;
type Row = Omit<VisitRow, 'thingName'> & { ledBy: string };

export const listVisits = read({
  name: 'visit.list',
  may: 'visit.read',
  summary: '走流程活动',
  input: z.strictObject({
    way: z.enum(['helper', 'officer']).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    q: z.string().trim().max(60).optional(),
    sort: z.enum(['newest', 'findings', 'longest']).default('newest'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({ items: z.array(visitRow), total: z.number() }),
  async do(ctx, f) {
    const { byNo } = await currentVersion(ctx);
    const like = anywhere(f.q);
    const things = f.q ? [...byNo.values()].filter(t => t.name.includes(f.q!)).map(t => t.no) : [];
    // The figures of the duties are the visit's: a helper sees how the visits of the others came out, too.
    return ctx.asHouse(async ({ sql, county }) => {
      const where = sql`v.county = ${county} ${f.way ? sql`and v.way = ${f.way}` : sql``} ${f.from ? sql`and v.on_day >= ${f.from}` : sql``}
        ${f.to ? sql`and v.on_day <= ${f.to}` : sql``}
        ${f.q ? sql`and (v.matter ilike ${like} or v.place ilike ${like} or v.led_by_name ilike ${like} or v.thing = any(${things}::int[]))` : sql``}`;
      const order = {
        newest: sql``,
        // Output columns cannot be reckoned with in an order: counted once more.
        findings: sql`(select count(*) from finding f join duty d on d.county = f.county and d.id = f.duty_id
          where f.county = v.county and f.visit_id = v.id and d.state <> 'closed') desc,`,
        longest: sql`minutes desc,`,
      };
      const rows = await sql<Row[]>`
        select ${sql.unsafe(visitColumns)} from visit v left join experience_officer o on o.county = v.county and o.id = v.officer
        where ${where} order by ${order[f.sort]} v.on_day desc, v.made_at desc limit ${f.size} offset ${(f.page - 1) * f.size}`;
      const [count] = await sql<{ n: number }[]>`select count(*)::int as n from visit v where ${where}`;
      return {
        items: rows.map(({ ledBy: _, ...v }) => ({ ...v, thingName: v.thing === null ? null : (byNo.get(v.thing)?.name ?? null) })),
        total: count?.n ?? 0,
      };
    });
  },
});

export const readVisit = read({
  name: 'visit.one',
  may: 'visit.read',
  summary: '一次走流程：每一步、发现的问题和改进',
  input: z.strictObject({ visitId: z.uuid() }),
  output: visitView,
  async do(ctx, { visitId }) {
    const { byNo } = await currentVersion(ctx);
    return ctx.asHouse(async house => {
      const { sql, county } = house;
      const [v] = await sql<Row[]>`
        select ${sql.unsafe(visitColumns)} from visit v left join experience_officer o on o.county = v.county and o.id = v.officer
        where v.county = ${county} and v.id = ${visitId}`;
      if (!v) throw refuse('not-found');
      const steps = await sql<VisitView['steps']>`
        select title, minutes, trouble from visit_step where county = ${county} and visit_id = ${visitId} order by position`;
      const found = await sql<{ dutyId: string; kind: string; severity: number; published: string | null; publishedOn: string | null }[]>`
        select duty_id, kind, severity, published, published_on from finding where county = ${county} and visit_id = ${visitId} order by position`;
      const list = [];
      for (const { dutyId, ...f } of found) {
        const duty = await findDuty(house, dutyId);
        list.push({ ...f, duty: viewDuty(duty, dutyKindOf(ctx, duty.kind), ctx) });
      }
      const { ledBy, ...row } = v;
      return {
        ...row,
        thingName: v.thing === null ? null : (byNo.get(v.thing)?.name ?? null),
        steps: [...steps],
        list,
        confirms: ctx.house.permissions.on(ctx.actor, 'finding.confirm', { owner: ledBy }) !== null,
      };
    });
  },
});

/** Who found it says whether it is mended; published words are for everybody, so they are written for them. */
export const confirmFinding = action({
  name: 'finding.confirm',
  may: 'finding.confirm',
  summary: '确认改进到位，或退回再改；可以公布改进了什么',
  input: z.discriminatedUnion('confirmed', [
    z.strictObject({
      dutyId: z.uuid(),
      version: z.number().int().positive(),
      confirmed: z.literal(true),
      published: z.string().trim().max(200, '最多 200 字').default(''),
    }),
    z.strictObject({
      dutyId: z.uuid(),
      version: z.number().int().positive(),
      confirmed: z.literal(false),
      reason: z.string().trim().min(4, '请写明哪里没有改到位，至少 4 个字').max(500),
    }),
  ]),
  async do(ctx, input) {
    const [visit] = await ctx.asHouse(
      ctx => ctx.sql<{ ledBy: string }[]>`
        select v.led_by from finding f join visit v on v.county = f.county and v.id = f.visit_id where f.county = ${ctx.county} and f.duty_id = ${input.dutyId}`,
    );
    if (!visit || !ctx.house.permissions.on(ctx.actor, ctx.may, { owner: visit.ledBy })) throw refuse('not-found');
    await confirmFor(ctx, input.dutyId, input.version, input.confirmed ? { confirmed: true } : { confirmed: false, reason: input.reason });
    if (input.confirmed && input.published)
      await ctx.asHouse(
        ctx =>
          ctx.sql`update finding set published = ${input.published}, published_on = ${ctx.today} where county = ${ctx.county} and duty_id = ${input.dutyId}`,
      );
    ctx.record({ subject: `duty:${input.dutyId}`, detail: { confirmed: input.confirmed, published: input.confirmed && input.published !== '' } });
  },
});

/** What was improved, for everybody. */
export const improvements = read({
  name: 'improvement.read',
  may: 'improvement.read',
  open: true,
  summary: '走流程以后改进了什么',
  input: z.strictObject({}),
  output: z.object({ items: z.array(z.object({ published: z.string(), publishedOn: z.string(), unit: z.string(), thing: z.string().nullable() })) }),
  async do(ctx) {
    const { byNo } = await currentVersion(ctx);
    const rows = await ctx.asHouse(
      ctx => ctx.sql<{ published: string; publishedOn: string; unit: string; thing: number | null }[]>`
        select f.published, f.published_on, coalesce(u.name, d.unit) as unit, v.thing from finding f
        join duty d on d.county = f.county and d.id = f.duty_id join visit v on v.county = f.county and v.id = f.visit_id
        left join unit u on u.county = d.county and u.id = d.unit
        where f.county = ${ctx.county} and f.published is not null order by f.published_on desc, f.duty_id limit 100`,
    );
    return { items: rows.map(r => ({ ...r, thing: r.thing === null ? null : (byNo.get(r.thing)?.name ?? null) })) };
  },
});
