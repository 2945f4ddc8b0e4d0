/** What the seats look after beside entries: questions without answer, words that mean the same, answers that did not help, and the figures. */
import { z } from 'zod';
import { action, guard, read, refuse } from '#platform/actions';
import { addDays } from '#platform/calendar';
import { anywhere } from '#platform/search';
import { synonymSchema } from './forms.ts';
import { bump, refuseKnowledge } from './store.ts';
import { feedbackRow, gapRow } from './views.ts';

const page = z.coerce.number().int().min(1).max(1000).default(1);
const size = z.coerce.number().int().min(1).max(1000).default(50);
const version = z.number().int().positive();

export const listGaps = read({
  name: 'knowledge-gap.list',
  may: 'knowledge-gap.read',
  summary: '没有答上的问题，问得多的在前；个人信息已隐去',
  input: z.strictObject({
    state: z.enum(['open', 'written', 'dismissed']).default('open'),
    q: z.string().trim().max(60).optional(),
    sort: z.enum(['count', 'newest']).default('count'),
    page,
    size,
  }),
  output: z.object({ items: z.array(gapRow), total: z.number(), counts: z.object({ open: z.number(), written: z.number(), dismissed: z.number() }) }),
  async do(ctx, f) {
    const { sql } = ctx;
    const like = anywhere(f.q);
    const about = sql`county = ${ctx.county} ${f.q ? sql`and question ilike ${like}` : sql``}`;
    const items = await sql<z.infer<typeof gapRow>[]>`
      select id, question, count, first_on, last_on, state, entry, reason, version from knowledge_gap where ${about} and state = ${f.state}
      order by ${f.sort === 'count' ? sql`count desc, last_on desc` : sql`last_on desc, count desc`}, id limit ${f.size} offset ${(f.page - 1) * f.size}`;
    const [counts] = await sql<{ open: number; written: number; dismissed: number }[]>`
      select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'written')::int as written,
        count(*) filter (where state = 'dismissed')::int as dismissed from knowledge_gap where ${about}`;
    return { items: [...items], total: counts![f.state], counts: counts! };
  },
});

export const dismissGap = action({
  name: 'knowledge-gap.dismiss',
  may: 'knowledge-gap.handle',
  summary: '不用回答的问题：与政务服务无关、不归本县',
  input: z.strictObject({ gapId: z.uuid(), reason: z.string().trim().min(2, '请写明原因').max(100) }),
  async do(ctx, { gapId, reason }) {
    const { count } = await ctx.sql`
      update knowledge_gap set state = 'dismissed', reason = ${reason}, version = version + 1
      where county = ${ctx.county} and id = ${gapId} and state = 'open'`;
    // That others have asked it meanwhile changes its count and nothing of this.
    if (count !== 1) throw refuse('changed', '这个问题刚刚有人处理');
    ctx.record({ subject: `knowledge-gap:${gapId}`, detail: { reason } });
  },
});

const synonymRow = z.object({
  id: z.string(),
  word: z.string(),
  same: z.array(z.string()),
  active: z.boolean(),
  changedByName: z.string(),
  changedOn: z.string(),
  version: z.number(),
});
export type SynonymRow = z.infer<typeof synonymRow>;

export const listSynonyms = read({
  name: 'knowledge-synonym.list',
  may: 'knowledge-synonym.read',
  summary: '同义词：群众的说法和目录的说法',
  input: z.strictObject({}),
  output: z.object({ items: z.array(synonymRow) }),
  async do(ctx) {
    const items = await ctx.sql<SynonymRow[]>`
      select id, word, same, active, changed_by_name, changed_on, version from knowledge_synonym where county = ${ctx.county} and active order by word, id`;
    return { items: [...items] };
  },
});

export const addSynonym = action({
  name: 'knowledge-synonym.add',
  may: 'knowledge-synonym.keep',
  creates: true,
  summary: '加一组同义词',
  input: synonymSchema,
  output: z.object({ id: z.string() }),
  async do(ctx, { word, same }) {
    const id = crypto.randomUUID();
    const { count } = await ctx.sql`
      insert into knowledge_synonym (county, id, word, same, changed_by_name, changed_on)
      values (${ctx.county}, ${id}, ${word}, ${same}, ${ctx.actor.name}, ${ctx.today}) on conflict do nothing`;
    if (count !== 1)
      throw refuseKnowledge('entry-twice', { detail: `“${word}”已经有一组`, faults: [{ path: 'word', message: `“${word}”已经有一组，请改那一组` }] });
    await bump(ctx);
    ctx.record({ subject: `knowledge-synonym:${id}`, detail: { word, same } });
    return { id };
  },
});

export const changeSynonym = action({
  name: 'knowledge-synonym.change',
  may: 'knowledge-synonym.keep',
  summary: '修改或停用一组同义词',
  input: z.strictObject({ synonymId: z.uuid(), version, same: synonymSchema.shape.same, active: z.boolean() }),
  async do(ctx, { synonymId, version, same, active }) {
    const { count } = await ctx.sql`
      update knowledge_synonym set same = ${same}, active = ${active}, changed_by_name = ${ctx.actor.name}, changed_on = ${ctx.today}, version = version + 1
      where county = ${ctx.county} and id = ${synonymId} and version = ${version} and active`;
    if (count !== 1) throw refuse('changed');
    await bump(ctx);
    ctx.record({ subject: `knowledge-synonym:${synonymId}`, detail: { same, active } });
  },
});

export const listFeedback = read({
  name: 'knowledge-feedback.list',
  may: 'knowledge-feedback.read',
  summary: '没有帮助的评价，交给责任部门改答复',
  input: z.strictObject({
    state: z.enum(['open', 'handled']).default('open'),
    unit: z.string().max(60).optional(),
    q: z.string().trim().max(60).optional(),
    page,
    size,
  }),
  output: z.object({ items: z.array(feedbackRow), total: z.number(), counts: z.object({ open: z.number(), handled: z.number() }) }),
  async do(ctx, f) {
    const { sql } = ctx;
    const like = anywhere(f.q);
    const about = sql`county = ${ctx.county} and not helpful ${f.unit ? sql`and unit = ${f.unit}` : sql``}
      ${f.q ? sql`and (title ilike ${like} or question ilike ${like} or reason ilike ${like} or note ilike ${like})` : sql``}`;
    const items = await sql<z.infer<typeof feedbackRow>[]>`
      select id, given_on as on, kind, target, title, unit, question, reason, state, handled_by_name, note, version from knowledge_feedback
      where ${about} and state = ${f.state} order by given_on desc, id limit ${f.size} offset ${(f.page - 1) * f.size}`;
    const [counts] = await sql<{ open: number; handled: number }[]>`
      select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'handled')::int as handled from knowledge_feedback where ${about}`;
    return { items: [...items], total: counts![f.state], counts: counts! };
  },
});

export const handleFeedback = action({
  name: 'knowledge-feedback.close',
  may: 'knowledge-feedback.handle',
  summary: '写明怎么处理了没有帮助的评价',
  input: z.strictObject({ feedbackId: z.uuid(), version, note: z.string().trim().min(4, '请写明怎么处理的，至少 4 个字').max(300) }),
  async do(ctx, { feedbackId, version, note }) {
    const [row] = await ctx.sql<{ unit: string; version: number; state: string }[]>`
      select unit, version, state from knowledge_feedback where county = ${ctx.county} and id = ${feedbackId} and not helpful for update`;
    if (!row) throw refuse('not-found');
    guard(ctx, { units: [row.unit] });
    if (row.version !== version || row.state !== 'open') throw refuse('changed');
    await ctx.sql`
      update knowledge_feedback set state = 'handled', note = ${note}, handled_by_name = ${ctx.actor.name}, version = version + 1
      where county = ${ctx.county} and id = ${feedbackId}`;
    ctx.record({ subject: `knowledge-feedback:${feedbackId}`, detail: { note } });
  },
});

const outcomes = ['entry', 'catalogue', 'page', 'clarify', 'unknown', 'helpful', 'unhelpful'] as const;
const tally = z.object(Object.fromEntries(outcomes.map(o => [o, z.number()])) as Record<(typeof outcomes)[number], z.ZodNumber>);

const figuresView = z.object({
  from: z.string(),
  to: z.string(),
  /** Questions that somebody put; a question back is one too. */
  asked: z.number(),
  answered: z.number(),
  total: tally,
  days: z.array(z.object({ day: z.string(), asked: z.number(), answered: z.number(), unknown: z.number() })),
  live: z.number(),
  units: z.array(z.object({ unit: z.string(), live: z.number(), review: z.number(), due: z.number(), unhelpful: z.number() })),
});
export type FiguresView = z.infer<typeof figuresView>;

export const figures = read({
  name: 'knowledge-figures.show',
  may: 'knowledge-figures.read',
  summary: '问答情况：问了多少、答上多少、不知道多少、有没有帮助；各部门的条目',
  input: z.strictObject({ days: z.coerce.number().int().min(7).max(366).default(30) }),
  output: figuresView,
  async do(ctx, { days }) {
    const from = addDays(ctx.today, 1 - days);
    return ctx.asHouse(async ctx => {
      const rows = await ctx.sql<{ day: string; outcome: (typeof outcomes)[number]; count: number }[]>`
        select day, outcome, count from knowledge_tally where county = ${ctx.county} and day between ${from} and ${ctx.today} order by day`;
      const units = await ctx.sql<FiguresView['units']>`
        select e.unit, count(*) filter (where e.live is not null)::int as live, count(*) filter (where e.state = 'review')::int as review,
          count(*) filter (where e.live is not null and least(coalesce(d.valid_until, d.review_by), d.review_by) <= ${ctx.today}::date + 30)::int as due,
          (select count(*)::int from knowledge_feedback b where b.county = ${ctx.county} and b.unit = e.unit and not b.helpful and b.state = 'open') as unhelpful
        from knowledge_entry e join knowledge_edition d on d.county = e.county and d.entry = e.id and d.number = e.edition
        where e.county = ${ctx.county} group by e.unit order by live desc, e.unit`;
      const sum = (wanted: readonly string[], day?: string) =>
        rows.filter(r => wanted.includes(r.outcome) && (day === undefined || r.day === day)).reduce((n, r) => n + r.count, 0);
      const all = ['entry', 'catalogue', 'page', 'clarify', 'unknown'];
      const answered = ['entry', 'catalogue', 'page'];
      return {
        from,
        to: ctx.today,
        asked: sum(all),
        answered: sum(answered),
        total: Object.fromEntries(outcomes.map(o => [o, sum([o])])) as FiguresView['total'],
        days: [...new Set(rows.map(r => r.day))].map(day => ({ day, asked: sum(all, day), answered: sum(answered, day), unknown: sum(['unknown'], day) })),
        live: units.reduce((n, u) => n + u.live, 0),
        units: [...units],
      };
    });
  },
});
